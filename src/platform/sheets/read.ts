import type { MediaType } from '../files/kinds.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

/** One row as text: days as `YYYY-MM-DD`, numbers with a point, formulas as the text they last showed. */
export interface SheetRow {
  /** Name of the sheet; '' in CSV. */
  sheet: string;
  /** As the program that made it counts: the first is 1. */
  number: number;
  cells: readonly string[];
}

export interface SheetLimits {
  rows: number;
  columns: number;
  /** Cells that hold something, all sheets together. */
  cells: number;
  /** Bytes that a workbook unpacks to. */
  unpacked: number;
}

export const usualLimits: SheetLimits = { rows: 20_000, columns: 100, cells: 1_000_000, unpacked: 64 * 1024 * 1024 };

/** Why a file is not read further. */
export type SheetRefusal = 'kind' | 'damaged' | 'bomb' | 'rows' | 'columns' | 'cells';

export class UnreadableSheet extends Error {
  readonly refusal: SheetRefusal;
  constructor(refusal: SheetRefusal) {
    super(`unreadable sheet: ${refusal}`);
    this.refusal = refusal;
  }
}

/**
 * Reads a file row by row; empty rows are left out. Nothing in it is ever computed.
 * @throws UnreadableSheet when it is none, or goes beyond the limits
 */
export async function* readSheet(
  path: string,
  mediaType: MediaType,
  limits: SheetLimits = usualLimits,
): AsyncGenerator<SheetRow> {
  let [rows, cells] = [0, 0];
  for await (const row of rowsOf(path, mediaType, limits)) {
    const last = row.cells.findLastIndex((cell) => cell !== '');
    if (last < 0) continue;
    if (last >= limits.columns) throw new UnreadableSheet('columns');
    if (++rows > limits.rows + 1) throw new UnreadableSheet('rows');
    cells += row.cells.reduce((sum, cell) => sum + (cell === '' ? 0 : 1), 0);
    if (cells > limits.cells) throw new UnreadableSheet('cells');
    yield { ...row, cells: row.cells.slice(0, last + 1) };
  }
}

function rowsOf(path: string, mediaType: MediaType, limits: SheetLimits): AsyncIterable<SheetRow> {
  if (mediaType === 'text/csv') return readCsv(path);
  if (mediaType.endsWith('spreadsheetml.sheet')) return readXlsx(path, limits);
  throw new UnreadableSheet('kind');
}
