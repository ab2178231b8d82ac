import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { SheetRow } from '#platform/sheets/sheet-row.ts';
import type { SheetTable } from '#platform/sheets/table.ts';
import type { SheetExtras } from '#platform/sheets/write-xlsx.ts';
import type { RowFault } from './import.ts';
import { type ImportColumn, importColumns, isField } from './import-columns.ts';
import { listedValues } from './import-row.ts';
import type { Topic } from './topic.ts';

type Sheet<Row> = SheetTable<Row> & SheetExtras;

/** The template: heads with their hints and one example, the values that are taken, and how each column is filled. */
export function templateSheets(messages: Messages, topics: readonly Topic[]) {
  const columns = importColumns(messages);
  const lists = columns
    .map((column) => ({ column, values: valuesOf(column, topics) }))
    .filter(({ values }) => values.length > 0);
  return {
    rows: rowsSheet(messages, columns, lists),
    values: valuesSheet(messages, lists),
    guide: guideSheet(messages, columns),
  };
}

interface List {
  column: ImportColumn;
  values: readonly string[];
}

function valuesOf({ key }: ImportColumn, topics: readonly Topic[]): readonly string[] {
  if (key === 'topics') return topics.filter(({ retired }) => !retired).map(({ name }) => name);
  return isField(key) ? (listedValues[key] ?? []) : [];
}

function rowsSheet({ innovations }: Messages, columns: readonly ImportColumn[], lists: readonly List[]): Sheet<null> {
  const { sheets, example, mustWord } = innovations.imports;
  // One innovation that could be real: the first value of each list, put together, would teach what is wrong.
  const shown = ({ key }: ImportColumn) => {
    const text = example[key] ?? '';
    const listed = lists.find(({ column }) => column.key === key)?.values ?? [];
    return (text && listed.find((value) => value.startsWith(`${text}. `))) || text;
  };
  return {
    title: sheets.rows,
    columns: columns.map((column) => ({ head: column.head, width: widthOf(column), cell: () => shown(column) })),
    rows: [null],
    marksFirstRow: true,
    notes: new Map(columns.map(({ hint, required }, at) => [at, required ? `(${mustWord}) ${hint}` : hint])),
    choices: new Map(
      lists
        .filter(({ column }) => column.key !== 'topics' && column.key !== 'crossingAffairs')
        .map((list) => [columns.indexOf(list.column), rangeOf(sheets.values, lists.indexOf(list), list.values.length)]),
    ),
  };
}

const widthOf = ({ key }: ImportColumn) => (key === 'title' || key === 'summary' || key.startsWith('design') ? 44 : 24);

/** "'Daftar'!$C$2:$C$9" */
function rangeOf(sheet: string, column: number, values: number): string {
  const letter = String.fromCharCode(65 + column);
  return `'${sheet}'!$${letter}$2:$${letter}$${values + 1}`;
}

function valuesSheet({ innovations }: Messages, lists: readonly List[]): Sheet<number> {
  const longest = Math.max(...lists.map(({ values }) => values.length));
  return {
    title: innovations.imports.sheets.values,
    columns: lists.map(({ column, values }) => ({ head: column.head, width: 34, cell: (at) => values[at] ?? null })),
    rows: Array.from({ length: longest }, (_, at) => at),
  };
}

function guideSheet({ innovations }: Messages, columns: readonly ImportColumn[]): Sheet<ImportColumn> {
  const { sheets, mustWord } = innovations.imports;
  return {
    title: sheets.guide,
    columns: [
      { head: sheets.head, width: 26, cell: ({ head }) => head },
      { head: sheets.must, width: 10, cell: ({ required }) => (required ? mustWord : null) },
      { head: sheets.how, width: 100, cell: ({ hint }) => hint },
    ],
    rows: columns,
  };
}

export interface WrongRow {
  row: SheetRow;
  faults: readonly RowFault[];
}

/** The wrong rows as they were sent, each with what is wrong in the last columns: to be mended there and sent again. */
export function wrongSheet(messages: Messages, heads: readonly string[], rows: readonly WrongRow[]): Sheet<WrongRow> {
  const { reasons } = messages.innovations.imports;
  const own = Object.values(reasons.columns);
  const kept = heads.flatMap((head, at) => (head === '' || own.includes(head) ? [] : [{ head, at }]));
  return {
    title: reasons.sheet,
    columns: [
      ...kept.map(({ head, at }) => ({ head, width: 24, cell: ({ row }: WrongRow) => row.cells[at] ?? null })),
      {
        head: reasons.columns.reason,
        width: 80,
        cell: ({ faults }) => faults.map((one) => sayReason(messages, heads, one)).join(' '),
      },
      { head: reasons.columns.row, kind: 'number', cell: ({ row }) => row.number },
    ],
    rows,
  };
}

function sayReason(messages: Messages, heads: readonly string[], { cell, message, values }: RowFault): string {
  const said = messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
  const head = cell === null ? '' : (heads[cell] ?? '');
  return head ? `${head}: ${said}` : said;
}
