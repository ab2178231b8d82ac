import { A, Card, ExampleChip, formatNumber, Table, useMessages } from '#ui/index.ts';
import type { Giving, IndicatorView } from '../indicator-view.ts';
import { maturityAddress } from './addresses.ts';

const shownGivings = 200;
const three = (value: number) => formatNumber(value, 3);

/** Which innovations gave what to the row: the score above is their sum. */
export function GivingCard({ view, stated }: { view: IndicatorView; stated: boolean }) {
  const words = useMessages().indexPages.indicator;
  const { kind, givings, row, edition } = view;
  if (kind === 'spd' || kind === 'spd-total') {
    return <Card title={words.source}>{stated ? words.spdGiver(formatNumber(row.level)) : words.spdUnstated}</Card>;
  }
  return (
    <Card title={words.givers}>
      {givings.length === 0 ? (
        <p>{words.noGivers}</p>
      ) : (
        <>
          <p class="mb-3 text-tinta-2">{noteOf(view, words)}</p>
          <GivingTable view={view} givings={givings.slice(0, shownGivings)} />
          <p class="mt-3 flex justify-between gap-4 border-t border-garis pt-3 font-semibold tabular-nums">
            <span>
              {words.total}
              {givings.length > shownGivings && ` (${words.more(givings.length - shownGivings)})`}
            </span>
            <span>{three(row.score)}</span>
          </p>
        </>
      )}
      {kind === 'count' && givings.length > 0 && row.zero === 'few-affairs' && <p class="mt-3">{words.countClosed}</p>}
      {kind === 'count' && row.zero === null && (
        <p class="mt-3 text-sm text-tinta-2">{words.countNote(formatNumber(edition.count.perInnovation))}</p>
      )}
    </Card>
  );
}

type Words = ReturnType<typeof useMessages>['indexPages']['indicator'];

function noteOf({ kind, divisor, row }: IndicatorView, words: Words): string {
  if (kind === 'sid') return words.giversNote(divisor);
  return row.zero === 'few-affairs' ? words.countClosed : words.giversSum;
}

function GivingTable({ view, givings }: { view: IndicatorView; givings: readonly Giving[] }) {
  const words = useMessages().indexPages.indicator;
  const level = {
    key: 'level',
    head: words.level,
    align: 'end' as const,
    cell: (giving: Giving) => formatNumber(giving.level),
  };
  return (
    <Table
      compact
      caption={words.giversCaption}
      rows={givings}
      rowKey={({ innovation }) => innovation.id}
      columns={[
        {
          key: 'innovation',
          head: words.innovationsAt,
          main: true,
          cell: ({ innovation }) => (
            <>
              <A to={maturityAddress(innovation.id, view.edition)} class="link-quiet">
                {innovation.title}
              </A>{' '}
              {innovation.example && <ExampleChip />}
              <span class="block text-sm font-normal text-tinta-3">{innovation.organizationName}</span>
            </>
          ),
        },
        ...(view.kind === 'sid' ? [level] : []),
        { key: 'gives', head: words.gives, align: 'end', cell: ({ score }) => three(score) },
      ]}
    />
  );
}
