import type { ComponentChildren } from 'preact';
import { useMessages } from './frame.tsx';
import { Icon } from './icon.tsx';
import { A } from './link.tsx';

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ComponentChildren;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** The cell that names the row: a row header, and the title of the card on a phone. */
  main?: boolean;
  /** On a phone the cell takes the whole width and needs no label: a bar, a line of chips. */
  wide?: boolean;
}

export interface Sort {
  key: string;
  descending: boolean;
  /** Address of the same list in another order. */
  href: (key: string, descending: boolean) => string;
}

export interface TableProps<Row> {
  /** Read out before the table; shown only with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  /** Keeps the shape of a table on a phone: for two or three narrow columns. */
  compact?: boolean;
}

/** A browser drops the roles of a table that CSS lays out as cards, so they are said aloud. */
const as = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** A table for people who work with many things; on a phone each row becomes a card. */
export function Table<Row>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
  sort,
  compact = false,
}: TableProps<Row>) {
  return (
    <table class={`table ${compact ? '' : 'table-cards'}`} {...as.table}>
      <caption class={showCaption ? 'text-left font-semibold pb-2' : 'sr-only'}>{caption}</caption>
      <thead {...as.rowgroup}>
        <tr {...as.row}>
          {columns.map((column) => (
            <Head column={column} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody {...as.rowgroup}>
        {rows.map((row) => (
          <tr {...as.row} key={rowKey(row)}>
            {columns.map((column) => (
              <Cell column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const side = (align: 'start' | 'end' = 'start') => (align === 'end' ? 'text-end tabular-nums' : 'text-start');

function Head<Row>({ column, sort }: { column: Column<Row>; sort?: Sort | undefined }) {
  const { ui } = useMessages();
  const { key, head, align, sortable } = column;
  const current = sort?.key === key;
  const order = current ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" {...as.columnheader} class={side(align)} aria-sort={order}>
      {sortable && sort ? (
        <A
          to={sort.href(key, current ? !sort.descending : false)}
          class="table-sort"
          label={`${head}. ${ui.sortBy(head)}`}
        >
          {head}
          <Icon name={!current ? 'arrow-up-down' : sort.descending ? 'arrow-down' : 'arrow-up'} size={15} />
        </A>
      ) : (
        head
      )}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { head, cell, align, main, wide } = column;
  if (main) {
    return (
      <th scope="row" {...as.rowheader} class={`table-main ${side(align)}`}>
        {cell(row)}
      </th>
    );
  }
  return (
    <td {...as.cell} class={`${side(align)} ${wide ? 'table-wide' : ''}`} data-label={head}>
      <div>{cell(row)}</div>
    </td>
  );
}
