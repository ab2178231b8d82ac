import type { MediaType } from '../files/kinds.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type SheetLimits, type SheetRow, UnreadableSheet, usualLimits } from './sheet-row.ts';

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
