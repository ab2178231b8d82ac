import {
  A,
  Card,
  formatDate,
  formatGain,
  formatNumber,
  type GainItem,
  GainList,
  Icon,
  useMessages,
} from '#ui/index.ts';
import type { OneMore } from '../gains.ts';
import type { AffairLine, GainLine, IndexView } from '../index-view.ts';
import type { Move } from '../share.ts';
import { indicatorAddress, maturityAddress } from './addresses.ts';

const gain = (points: number) => `+${formatNumber(points, 2)}`;

/** What would raise the index most, first things first. */
export function GainsCard({ view }: { view: IndexView }) {
  const words = useMessages().indexPages.gains;
  return (
    <Card title={words.title}>
      <p class="mb-3 text-sm text-tinta-2">{words.hint}</p>
      {view.gains.length === 0 ? (
        <p>{view.n === 0 ? words.noInnovation : words.none}</p>
      ) : (
        <GainList
          items={view.gains
            .map((line) => ({ points: line.oneLevel, item: indicatorGain(line, view, words) }))
            .concat(affairGain(view, words))
            .sort((a, b) => b.points - a.points)
            .map(({ item }) => item)}
        />
      )}
      {view.oneMore && <OneMoreLine more={view.oneMore} />}
    </Card>
  );
}

interface Ranked {
  points: number;
  item: GainItem;
}

function indicatorGain(line: GainLine, { edition }: IndexView, words: GainWords): GainItem {
  const points = gain(line.oneLevel);
  return {
    icon: line.kind === 'spd' ? 'landmark' : 'lightbulb',
    title: line.name,
    text: line.kind === 'spd' ? words.spd(points, line.level) : words.sid(points, line.innovations),
    to: indicatorAddress(line.code, edition),
  };
}

/** The count score that opens with enough basic services. */
function affairGain({ affairRule, edition }: IndexView, words: GainWords): Ranked[] {
  const { represented, needed, points } = affairRule;
  if (needed === null || represented >= needed || points === 0) return [];
  const title = words.affairs(needed - represented);
  const to = indicatorAddress(edition.count.code, edition);
  return [{ points, item: { icon: 'layers', title, text: words.affairPoints(gain(points)), to } }];
}

function OneMoreLine({ more: { points, maturity, breakEven } }: { more: OneMore }) {
  const words = useMessages().indexPages.gains;
  return (
    <p class="border-t border-garis pt-3 text-sm text-tinta-2">
      {words.oneMore(formatNumber(maturity), formatGain(points))}{' '}
      {breakEven > 0 && words.breakEven(formatNumber(breakEven))}
    </p>
  );
}

type BasicServices = Pick<IndexView, 'affairRule'> & { affairs: readonly AffairLine[] };

/** Which basic services are represented, and what it costs when too few are. */
export function AffairsCard({ view }: { view: BasicServices }) {
  const words = useMessages().indexPages.affairs;
  return (
    <Card title={words.title}>
      <p class="mb-3 text-tinta-2">{affairSentence(view, words)}</p>
      <ul class="divide-y divide-garis border-t border-garis">
        {view.affairs.map(({ name, innovations }) => (
          <li class="flex items-start gap-2.5 py-2.5">
            <Icon
              name={innovations > 0 ? 'circle-check' : 'circle-dashed'}
              size={20}
              class={innovations > 0 ? 'mt-0.5 text-tarum-600' : 'mt-0.5 text-kunyit-700'}
            />
            <span class="flex-1">{name}</span>
            <span class={innovations > 0 ? 'text-tinta-2 tabular-nums' : 'font-semibold text-kunyit-700'}>
              {innovations > 0 ? words.some(innovations) : words.none}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type GainWords = ReturnType<typeof useMessages>['indexPages']['gains'];
type AffairWords = ReturnType<typeof useMessages>['indexPages']['affairs'];

function affairSentence({ affairRule, affairs }: BasicServices, words: AffairWords): string {
  const { represented, needed, points } = affairRule;
  if (needed === null) return words.noRule(represented, affairs.length);
  const said =
    represented < needed
      ? [words.short(represented, affairs.length, needed), points > 0 ? words.cost(formatNumber(points, 2)) : '']
      : [
          words.enough(represented, affairs.length, needed),
          represented === needed ? words.risk(formatNumber(points, 2)) : '',
        ];
  return said.join(' ').trim();
}

/** The innovations accepted last, and what each did to the index: or why it did nothing. */
export function MovesCard({ view }: { view: IndexView }) {
  const words = useMessages().indexPages.moves;
  return (
    <Card title={words.title}>
      {view.moves.length === 0 ? (
        <p class="text-tinta-2">{words.none}</p>
      ) : (
        <>
          <p class="mb-3 text-sm text-tinta-2">{words.hint}</p>
          <ol class="divide-y divide-garis border-t border-garis">
            {view.moves.map((move) => (
              <MoveLine view={view} move={move} />
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}

function MoveLine({ view, move }: { view: IndexView; move: Move }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.moves;
  const { innovation, before, after } = move;
  const line = view.innovations.find((one) => one.innovation.id === innovation.id);
  const shown = formatNumber(line?.maturity ?? 0);
  const effect = after < before ? words.pullsDown(shown) : words.adds(shown);
  return (
    <li class="relative py-3">
      <p class="font-semibold">
        <A to={maturityAddress(innovation.id, view.edition)} class="stretched">
          {innovation.title}
        </A>
      </p>
      <p class="tabular-nums">
        {words.change(formatNumber(before, 2), formatNumber(after, 2))}{' '}
        <b class={after < before ? 'text-bata-700' : 'text-tarum-700'}>{formatGain(after - before)}</b>
      </p>
      <p class="text-sm text-tinta-2">
        {innovation.acceptedAt && words.accepted(formatDate(innovation.acceptedAt))}
        {line &&
          ` · ${line.counted ? effect : line.reasons.map((reason) => innovationIndex.reasons[reason]).join('; ')}`}
      </p>
    </li>
  );
}
