import { Card, formatNumber, StackedBar, Table, useMessages } from '#ui/index.ts';
import type { IndexView } from '../index-view.ts';
import { pointsPerScore } from '../standing.ts';

/** The three parts of the index in one bar, with the same figures as a table. */
export function PartsCard({ view }: { view: IndexView }) {
  const words = useMessages().indexPages.parts;
  const { spd, maturity, count } = view.parts;
  const shown = (value: number) => formatNumber(value, 2);
  const rows = [
    { name: words.spd, ...spd },
    { name: words.maturity, ...maturity },
    { name: words.count, ...count },
    {
      name: words.total,
      score: view.total,
      max: view.edition.totalMax,
      points: view.total * pointsPerScore(view.edition),
    },
  ];
  return (
    <Card title={words.titleOf(shown(view.index))}>
      <StackedBar
        label={words.label(shown(spd.points), shown(maturity.points), shown(count.points))}
        max={100}
        parts={[
          { label: words.shortSpd, value: spd.points, tone: 'kunyit' },
          { label: words.shortMaturity, value: maturity.points, tone: 'tarum' },
          { label: words.shortCount, value: count.points, tone: 'mint' },
        ]}
      />
      <div class="mt-4">
        <Table
          compact
          caption={words.caption}
          rows={rows}
          rowKey={(row) => row.name}
          columns={[
            { key: 'part', head: words.part, main: true, cell: (row) => row.name },
            { key: 'points', head: words.points, align: 'end', cell: (row) => <b>{shown(row.points)}</b> },
            {
              key: 'score',
              head: words.score,
              align: 'end',
              cell: (row) => (
                <span class="whitespace-nowrap">
                  {shown(row.score)} <span class="text-tinta-3">/ {formatNumber(row.max)}</span>
                </span>
              ),
            },
          ]}
        />
      </div>
      <p class="mt-3 text-sm text-tinta-2">{words.note(formatNumber(pointsPerScore(view.edition)))}</p>
    </Card>
  );
}
