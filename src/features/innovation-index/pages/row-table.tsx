import { A, Card, Fold, formatNumber, GainChip, MeterBar, Table, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import type { IndexView, RowLine } from '../index-view.ts';
import { indicatorAddress } from './addresses.ts';
import { TwoSides, WideOnly } from './two-sides.tsx';

interface RowTableProps {
  edition: Edition;
  rows: readonly RowLine[];
  /** Codes of the rows that are worth pointing at. */
  notable: ReadonlySet<string>;
}

/** Rows with what is reached and what is left. On a phone one line under the bar says both. */
export function RowTable({ edition, rows, notable }: RowTableProps) {
  const words = useMessages().indexPages.rows;
  const longest = Math.max(...rows.map((row) => row.max));
  const left = (row: RowLine) => <GainChip left={row.max - row.score} notable={notable.has(row.code)} />;
  return (
    <Table
      caption={words.caption}
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        { key: 'name', head: words.indicator, main: true, cell: (row) => <RowName edition={edition} row={row} /> },
        {
          key: 'bar',
          head: words.reached,
          wide: true,
          cell: (row) => (
            <MeterBar value={row.score} max={row.max} scale={longest} label={row.name || words.spdTotal} />
          ),
        },
        {
          key: 'score',
          head: words.score,
          align: 'end',
          wide: true,
          cell: (row) => (
            <TwoSides
              beside={
                <>
                  {row.score < row.max && words.leftOver} {left(row)}
                </>
              }
            >
              <b>{formatNumber(row.score, Number.isInteger(row.score) ? 0 : 2)}</b>{' '}
              <span class="text-tinta-3">/ {formatNumber(row.max)}</span>
            </TwoSides>
          ),
        },
        {
          key: 'left',
          head: words.left,
          align: 'end',
          wide: true,
          cell: (row) => <WideOnly>{left(row)}</WideOnly>,
        },
      ]}
    />
  );
}

function RowName({ edition, row }: { edition: Edition; row: RowLine }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.rows;
  return (
    <span class="flex gap-2">
      {row.number && <span class="min-w-7 font-normal text-tinta-3 tabular-nums">{row.number}</span>}
      <span>
        <A to={indicatorAddress(row.code, edition)} class="link-quiet">
          {row.name || words.spdTotal}
        </A>
        {row.zero && <span class="block text-sm font-normal text-tinta-3">{innovationIndex.zeros[row.zero]}</span>}
      </span>
    </span>
  );
}

/** What the rows of a table come to, for who does not unfold it. */
function Sum({ part, rows }: { part: IndexView['parts']['spd']; rows: readonly RowLine[] }) {
  const { rows: words } = useMessages().indexPages;
  return (
    <>
      {words.sum(formatNumber(part.points, 2), formatNumber(part.score, 2), formatNumber(part.max))}
      <span class="block text-sm font-normal text-tinta-2">{words.indicators(rows.length)}</span>
    </>
  );
}

/** So many of the rows that would add most carry a chip. */
const pointedAt = 5;

/** The tables of all rows: what is reached and what is left. */
export function RowCards({ view }: { view: IndexView }) {
  const { edition, rows, n, divisor, parts } = view;
  const words = useMessages().indexPages.rows;
  const notable = new Set(view.gains.slice(0, pointedAt).map(({ code }) => code));
  return (
    <>
      <Card title={words.sid} id="kematangan">
        <Fold summary={<Sum part={parts.maturity} rows={rows.sid} />}>
          <p class="mb-3 text-sm text-tinta-2">{words.sidNote(divisor, n, edition.divisorFloor)}</p>
          <RowTable edition={edition} rows={rows.sid} notable={notable} />
        </Fold>
      </Card>
      <Card title={words.count} id="jumlah">
        <RowTable edition={edition} rows={[rows.count]} notable={notable} />
      </Card>
      <Card title={words.spd} id="spd">
        <Fold summary={<Sum part={parts.spd} rows={rows.spd} />}>
          <p class="mb-3 text-sm text-tinta-2">{edition.spd.entry === 'rows' ? words.spdNote : words.spdTotalNote}</p>
          <RowTable edition={edition} rows={rows.spd} notable={notable} />
        </Fold>
      </Card>
    </>
  );
}
