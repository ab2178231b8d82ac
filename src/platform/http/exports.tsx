import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import type { Messages } from '#messages/id.ts';
import { formatDate, formatDateTime, formatNumber } from '#ui/format.ts';
import { PrintPage } from '#ui/print-page.tsx';
import { dayInWib } from '../day.ts';
import type { CellValue, SheetColumn, SheetTable } from '../sheets/table.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { anyTable, writeXlsx } from '../sheets/write-xlsx.ts';
import type { Env } from './env.ts';
import { renderPage } from './render.ts';

/** What a list page is exported as: the rows of the same query, asked by the same rights. */
export interface ListExport<Row> {
  /** Part of the file's name, without its ending. */
  file: string;
  /** Name of the sheet and heading of the print. */
  title: string;
  /** Where the list stands, when that is not the path of the export. */
  back?: string;
  /** What was asked for, in words. */
  lead?: string;
  columns: readonly SheetColumn<Row>[];
  rows: AsyncIterable<Row> | Iterable<Row>;
}

/** More rows than anybody prints; the sheet has them all. */
const mostPrinted = 2000;

/**
 * Adds `<path>.xlsx`, `<path>.csv` and `<path>/cetak` beside a list. Mount them before `<path>/:id`.
 * `open` is asked before anything is sent, so that whoever may not see the list gets an error page and no file.
 */
export function addExports<Row>(
  routes: Hono<Env>,
  path: string,
  open: (c: Context<Env>) => Promise<ListExport<Row>>,
): void {
  routes.get(`${path}.xlsx`, async (c) => {
    const list = await open(c);
    return sendXlsx(c, list.file, [anyTable(list), ...aboutOf(c, list)]);
  });
  routes.get(`${path}.csv`, async (c) => {
    const list = await open(c);
    return sendFile(c, `${list.file}.csv`, 'text/csv; charset=utf-8', writeCsv(await begun(anyTable(list))));
  });
  routes.get(`${path}/cetak`, async (c) => {
    const list = await open(c);
    const { messages } = c.get('frame');
    const { lines, more } = await printed(list, messages);
    const query = new URL(c.req.url).search;
    const { title, lead, columns } = list;
    const heads = columns.map(({ head, kind }) => ({ head, end: kind === 'number' }));
    const page = (
      <PrintPage
        {...{ title, lead, heads, lines, more }}
        back={list.back ?? `${path}${query}`}
        now={c.get('ctx').now}
      />
    );
    return renderPage(c, page);
  });
}

/** A second sheet that says what the first holds, where not all was asked for: the file is passed on without its address. */
function aboutOf<Row>(c: Context<Env>, { title, lead }: ListExport<Row>) {
  if (!lead) return [];
  const { messages, tenant } = c.get('frame');
  const { sheet, ...words } = messages.ui.exports.about;
  const rows: [string, string][] = [
    [words.list, title],
    [words.asked, lead],
    [words.region, tenant?.name ?? ''],
    [words.at, formatDateTime(c.get('ctx').now)],
  ];
  const columns: SheetColumn<[string, string]>[] = [
    { head: sheet, cell: ([what]) => what },
    { head: '', width: 80, cell: ([, said]) => said },
  ];
  return [anyTable({ title: sheet, columns, rows })];
}

/** Sends tables as one workbook, named with the day. */
export async function sendXlsx(c: Context<Env>, file: string, tables: Parameters<typeof writeXlsx>[0]) {
  const ready = await Promise.all(tables.map((table) => begun(table)));
  return sendFile(c, `${file}.xlsx`, xlsxType, writeXlsx(ready));
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function sendFile(c: Context<Env>, name: string, type: string, stream: Readable): Response {
  const [bare, ending] = name.split(/\.(?=[a-z]+$)/);
  const day = dayInWib(c.get('ctx').now);
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${bare}-${day}.${ending}"`);
  c.header('Cache-Control', 'private, no-store');
  stream.on('error', () => {}); // the answer breaks off, which the reader notices
  return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>);
}

/** Its first row is there before anything is sent: a query that fails gives an error page, not half of a file. */
async function begun<T extends Pick<SheetTable<never>, 'rows'>>(table: T): Promise<T> {
  if (Symbol.iterator in table.rows) return table;
  const rows = table.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  async function* all(): AsyncGenerator<never> {
    try {
      for (let next = first; !next.done; next = await rows.next()) yield next.value;
    } finally {
      await rows.return?.();
    }
  }
  return { ...table, rows: all() };
}

async function printed<Row>({ columns, rows }: ListExport<Row>, messages: Messages) {
  const lines: string[][] = [];
  for await (const row of rows) {
    if (lines.length === mostPrinted) return { lines, more: messages.ui.exports.more(formatNumber(mostPrinted)) };
    lines.push(columns.map((column) => asPrinted(column.cell(row), column.kind)));
  }
  return { lines, more: null };
}

function asPrinted(value: CellValue, kind: SheetColumn<never>['kind']): string {
  if (typeof value === 'number') return kind === 'year' ? String(value) : formatNumber(value);
  return value !== null && kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : (value ?? '');
}
