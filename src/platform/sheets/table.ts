/** What a cell may hold: text, a number, or nothing. Days are text, `YYYY-MM-DD`, in columns of that kind. */
export type CellValue = string | number | null;

export interface SheetColumn<Row> {
  head: string;
  /** A year is a number that nobody groups by thousands. */
  kind?: 'text' | 'number' | 'year' | 'day';
  /** In characters of the sheet's font. */
  width?: number;
  cell(row: Row): CellValue;
}

/** One table to be written; its rows are read as they are needed and never all held. */
export interface SheetTable<Row> {
  /** Name of the sheet. */
  title: string;
  columns: readonly SheetColumn<Row>[];
  rows: AsyncIterable<Row> | Iterable<Row>;
}

/** "A" for the first column, "AA" for the 27th. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetter(Math.floor(index / 26) - 1)}${last}`;
}

/** What programs of sheets take for a formula when a text begins with it (OWASP, CSV injection). */
const formulaBegin = /^[=+\-@\t\r]/;

/** A text that no program runs: an apostrophe stands before it. Numbers are numbers and stay. */
export function harmless(value: CellValue): CellValue {
  return typeof value === 'string' && formulaBegin.test(value) ? `'${value}` : value;
}

/** The text that was made harmless. */
export function asTyped(text: string): string {
  return text.startsWith("'") && formulaBegin.test(text.slice(1)) ? text.slice(1) : text;
}
