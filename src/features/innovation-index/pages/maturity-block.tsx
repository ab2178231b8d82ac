import { A, Card, Chip, formatNumber, MeterBar, useMessages } from '#ui/index.ts';
import type { MaturityView } from '../maturity-view.ts';
import { maturityAddress } from './addresses.ts';

const two = (value: number) => formatNumber(value, 2);

/** On the innovation's own page: how mature it is, whether it counts, and what it does to the region's index. */
export function MaturityBlock({ view }: { view: MaturityView }) {
  const words = useMessages().indexPages.maturity;
  return (
    <Card title={words.title} aside={<A to={maturityAddress(view.innovation.id, view.edition)}>{words.all}</A>}>
      <MaturityFigure view={view} />
    </Card>
  );
}

/** Maturity, share and effect; the words of `MaturityBlock` and of the page behind it. */
export function MaturityFigure({ view }: { view: MaturityView }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.maturity;
  const { edition, maturity, counted, reasons } = view;
  const max = edition.sid.max;
  const said = counted ? words.counted(edition.edition) : words.notCounted(edition.edition);
  return (
    <>
      <div class="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p class="tabular-nums">
          <b class="text-2xl font-extrabold">{formatNumber(maturity)}</b>{' '}
          <span class="text-tinta-2">{words.of(formatNumber(max))}</span>
        </p>
        <Chip tone={counted ? 'tarum' : 'kertas'}>{said}</Chip>
      </div>
      <MeterBar value={maturity} max={max} label={words.label} />
      {reasons.length > 0 && (
        <p class="mt-3 text-tinta-2">{reasons.map((reason) => innovationIndex.reasons[reason]).join('; ')}</p>
      )}
      {counted && <Effect view={view} />}
    </>
  );
}

function Effect({ view: { share, difference } }: { view: MaturityView }) {
  const words = useMessages().indexPages.maturity;
  const { before, after } = difference;
  return (
    <div class="mt-3 grid gap-1">
      <p>
        <b>{words.gives(two(share.maturity + share.count))}</b>{' '}
        <span class="text-tinta-2">{words.givesParts(two(share.maturity), two(share.count))}</span>
      </p>
      <p class="text-tinta-2">{before === after ? words.unchanged : words.moved(two(before), two(after))}</p>
      {after < before && <p class="text-kunyit-700">{words.pullsDown}</p>}
    </div>
  );
}
