import { A, Card, formatNumber, GainChip, MeterBar, Table, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import type { IndexView, RowLine } from '../index-view.ts';
import { indicatorAddress } from './addresses.ts';

/** From this much left in a row on, it is worth pointing at. */
const notable = 4;

export function RowTable({ edition, rows }: { edition: Edition; rows: readonly RowLine[] }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.rows;
  const longest = Math.max(...rows.map((row) => row.max));
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
          cell: (row) => (
            <span class="whitespace-nowrap">
              <b>{formatNumber(row.score)}</b> <span class="text-tinta-3">/ {formatNumber(row.max)}</span>
            </span>
          ),
        },
        {
          key: 'left',
          head: words.left,
          align: 'end',
          cell: (row) => (
            <span title={row.zero ? innovationIndex.zeros[row.zero] : undefined}>
              <GainChip left={row.max - row.score} notable={row.max - row.score >= notable} />
            </span>
          ),
        },
      ]}
    />
  );
}

function RowName({ edition, row }: { edition: Edition; row: RowLine }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.rows;
  return (
    <span class="flex gap-3">
      {row.number && <span class="min-w-7 text-tinta-3 tabular-nums">{row.number}</span>}
      <span>
        <A to={indicatorAddress(row.code, edition)} class="link-quiet">
          {row.name || words.spdTotal}
        </A>
        {row.zero && <span class="block text-sm font-normal text-tinta-3">{innovationIndex.zeros[row.zero]}</span>}
      </span>
    </span>
  );
}

/** The tables of all rows: what is reached and what is left. */
export function RowCards({ view }: { view: IndexView }) {
  const { edition, rows, n, divisor } = view;
  const words = useMessages().indexPages.rows;
  return (
    <>
      <Card title={words.sid} id="kematangan">
        <p class="mb-3 text-sm text-tinta-2">{words.sidNote(divisor, n, edition.divisorFloor)}</p>
        <RowTable edition={edition} rows={rows.sid} />
      </Card>
      <Card title={words.count} id="jumlah">
        <RowTable edition={edition} rows={[rows.count]} />
      </Card>
      <Card title={words.spd} id="spd">
        <p class="mb-3 text-sm text-tinta-2">
          {edition.spd.entry === 'rows' ? words.spdNote : words.spdTotalNote}{' '}
          {edition.spd.entry === 'rows' && view.unstatedSpd > 0 && words.unstated(view.unstatedSpd)}
        </p>
        <RowTable edition={edition} rows={rows.spd} />
      </Card>
    </>
  );
}
