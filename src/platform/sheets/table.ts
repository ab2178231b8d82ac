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

/**
 * Where programs of sheets take a text for a formula (OWASP, CSV injection): at its beginning, and behind what they may
 * take for the end of a cell, such as the semicolon by which an Indonesian Excel separates.
 */
const formulaBegin = /(^|[;\t\r\n])(?=[=+\-@\t\r])/g;
const madeHarmless = /(^|[;\t\r\n])'(?=[=+\-@\t\r])/g;

/** A text that no program runs: an apostrophe stands before what could be a formula. Numbers are numbers and stay. */
export function harmless<Value extends CellValue>(value: Value): Value | string {
  return typeof value === 'string' ? value.replace(formulaBegin, "$1'") : value;
}

/** The text that was made harmless. */
export const asTyped = (text: string): string => text.replace(madeHarmless, '$1');
