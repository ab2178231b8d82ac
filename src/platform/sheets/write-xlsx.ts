import { PassThrough, type Readable } from 'node:stream';
import { setImmediate as pause } from 'node:timers/promises';
import type Excel from 'exceljs';
import type { CellValue, SheetColumn, SheetTable } from './table.ts';

type Writer = Excel.stream.xlsx.WorkbookWriter;

/** Rows between two looks at how far the reader is. */
const rowsAtOnce = 100;
/** So many bytes of one sheet may wait to be packed. */
const mostWaiting = 128 * 1024;
/** Excel's longest text of a cell. */
const longestText = 32_767;
/** Dates as Indonesians write them, whatever language the program has. */
const dayFormat = '[$-421]d mmmm yyyy';

export interface SheetExtras {
  /** Values that a column offers, by its place from 0: a formula or a list. */
  choices?: ReadonlyMap<number, string>;
  /** Hints that open beside the head of a column. */
  notes?: ReadonlyMap<number, string>;
  /** Colours the first row below the heads, as an example. */
  marksFirstRow?: boolean;
}

/**
 * A workbook as it is written: rows are asked for no faster than they are read, so that any number of them takes the
 * same memory. When a table fails the stream fails, and what was sent is no whole file.
 */
export function writeXlsx(tables: readonly (SheetTable<never> & SheetExtras)[]): Readable {
  const output = new PassThrough();
  fill(tables, output).catch((error) => output.destroy(error));
  return output;
}

/** exceljs is read when a sheet is first needed: it takes 25 MB that a process without sheets has no use for. */
async function openWriter(output: PassThrough): Promise<Writer> {
  const { default: excel } = await import('exceljs');
  // Repeated texts are written again: a list of them would grow with the rows.
  return new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
}

/** Whatever its rows are: the columns of a table know them. */
export const anyTable = <Row>(table: SheetTable<Row> & SheetExtras) => table as SheetTable<never> & SheetExtras;

async function fill(tables: readonly (SheetTable<never> & SheetExtras)[], output: PassThrough): Promise<void> {
  const workbook = await openWriter(output);
  for (const table of tables) await fillSheet(workbook, table, output);
  await workbook.commit();
}

async function fillSheet(workbook: Writer, table: SheetTable<never> & SheetExtras, output: PassThrough) {
  const sheet = workbook.addWorksheet(sheetName(table.title), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.columns.map(({ width = 18, kind }) => ({
    width,
    style: kind === 'day' ? { numFmt: dayFormat } : {},
  }));
  writeHeads(sheet, table);
  const styles = sharedStyles(table.columns);
  let count = 0;
  for await (const row of table.rows) {
    const written = sheet.addRow(table.columns.map((column) => cellValue(column, row)));
    if (table.marksFirstRow && count === 0) written.font = { italic: true, color: { argb: 'FF8A5A00' } };
    else styles(written);
    written.commit();
    if (++count % rowsAtOnce === 0) await untilTaken(sheet, output);
    if (output.destroyed) throw new Error('nobody reads the sheet any more');
  }
  offerChoices(sheet, table.choices);
  sheet.commit();
}

/**
 * Gives the cells of a row the very objects of the rows before: exceljs knows a style by its object, and writes out and
 * compares each one it has not seen, which is most of its work and its garbage.
 */
function sharedStyles(columns: SheetTable<never>['columns']): (row: Excel.Row) => void {
  const ofRow = {};
  const ofColumns = columns.map(({ kind }) => {
    const numFmt = kind === 'day' ? dayFormat : undefined;
    return { text: numFmt ? { numFmt } : {}, number: numFmt ? { numFmt } : {} };
  });
  return (row) => {
    (row as unknown as { style: object }).style = ofRow;
    for (const [at, { text, number }] of ofColumns.entries()) {
      const cell = row.getCell(at + 1);
      cell.style = typeof cell.value === 'string' || cell.value === null ? text : number;
    }
  };
}

function writeHeads(sheet: Excel.Worksheet, { columns, notes }: Pick<SheetTable<never>, 'columns'> & SheetExtras) {
  const heads = sheet.addRow(columns.map(({ head }) => head));
  heads.font = { bold: true };
  for (const [at, note] of notes ?? []) heads.getCell(at + 1).note = note;
  heads.commit();
}

/** A list opens in the first thousand rows of the column. */
function offerChoices(sheet: Excel.Worksheet, choices: SheetExtras['choices']) {
  // exceljs knows ranges here, its types do not.
  const rules = (sheet as unknown as { dataValidations: { add(range: string, rule: Excel.DataValidation): void } })
    .dataValidations;
  for (const [at, list] of choices ?? []) {
    const letter = sheet.getColumn(at + 1).letter;
    rules.add(`${letter}2:${letter}1001`, {
      type: 'list',
      allowBlank: true,
      formulae: [list],
      showErrorMessage: false,
    });
  }
}

function cellValue(column: SheetColumn<never>, row: never): CellValue | Date {
  const value = column.cell(row);
  if (typeof value !== 'string') return value;
  if (column.kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T00:00:00Z`);
  return value.slice(0, longestText);
}

/** Excel takes 31 characters, without those of addresses. */
const sheetName = (title: string) => title.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31);

/** Until what was written has been packed and sent on: exceljs itself never waits. */
async function untilTaken(sheet: Excel.Worksheet, output: PassThrough): Promise<void> {
  const { stream } = sheet as unknown as { stream: { pipes?: { _writableState?: { length: number } }[] } };
  const waits = () => (stream.pipes ?? []).some((pipe) => (pipe._writableState?.length ?? 0) > mostWaiting);
  do await pause();
  while (waits() && !output.destroyed && (await sleep()));
}

const sleep = () => new Promise<true>((done) => setTimeout(done, 2, true));
