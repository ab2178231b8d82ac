import type { ComponentChildren } from 'preact';
import { type Band, Card, Chip, formatNumber, Icon, type Marker, ScaleBar, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import type { IndexView } from '../index-view.ts';

const tones: readonly Band['tone'][] = ['leaf', 'mint', 'sand'];

/** The predicates as parts of the scale; the one that holds only 0 has no width. */
function bandsOf({ predicates }: Edition): Band[] {
  return predicates
    .filter(({ max }) => max > 0)
    .map((band, at, all) => ({
      label: band.name,
      from: all[at + 1]?.max ?? 0,
      to: band.max,
      tone: tones[at] ?? 'sand',
    }));
}

function markersOf(view: IndexView, words: ReturnType<typeof useMessages>['indexPages']): Marker[] {
  const claimed: Marker = { label: words.claimedMarker(formatNumber(view.index, 2)), value: view.index, tone: 'tarum' };
  if (!view.verified) return [claimed];
  const { index } = view.verified;
  return [claimed, { label: words.verifiedMarker(formatNumber(index, 2)), value: index, tone: 'kunyit' }];
}

/** The index itself, claimed and verified, its predicate, and how far the next one is. */
export function ScoreCard({ view }: { view: IndexView }) {
  const { indexPages: words } = useMessages();
  const { verified, next } = view;
  return (
    <Card>
      <div class="mb-5 flex flex-wrap items-start gap-x-12 gap-y-5">
        <Score label={words.claimed} chip={<Chip tone="tarum">{view.predicate}</Chip>}>
          <b class="text-4xl font-extrabold tabular-nums">{formatNumber(view.index, 2)}</b>
        </Score>
        <Score label={words.verified} chip={verified && <Chip tone="tarum">{verified.predicate}</Chip>}>
          {verified ? (
            <b class="text-4xl font-extrabold tabular-nums text-tarum-700">{formatNumber(verified.index, 2)}</b>
          ) : (
            <span class="text-lg text-tinta-2">{words.notVerified}</span>
          )}
        </Score>
        <p class="flex items-center gap-2 rounded-full bg-kunyit-100 px-4 py-2 font-semibold text-kunyit-700 lg:ms-auto">
          <Icon name={next ? 'trending-up' : 'trophy'} size={18} />
          {next ? words.missingFor(formatNumber(next.missing, 2), next.name) : words.atTop}
        </p>
      </div>
      <ScaleBar label={words.scaleLabel} bands={bandsOf(view.edition)} markers={markersOf(view, words)} />
      {view.unstatedSpd > 0 && (
        <p class="mt-4 flex items-start gap-2 font-semibold text-kunyit-700">
          <Icon name="triangle-alert" size={18} class="mt-0.5" />
          <span>
            {view.edition.spd.entry === 'rows' ? words.rows.unstated(view.unstatedSpd) : words.rows.unstatedTotal}
          </span>
        </p>
      )}
    </Card>
  );
}

function Score({ label, chip, children }: { label: string; chip: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <p class="text-tinta-2">{label}</p>
      <p class="flex min-h-13 flex-wrap items-center gap-3">
        {children}
        {chip}
      </p>
    </div>
  );
}
