import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Excel from 'exceljs';
import type { MediaType } from '../files/kinds.ts';
import { newId } from '../ids.ts';
import { readSheet } from './read.ts';
import type { SheetLimits, SheetRow } from './sheet-row.ts';

export const xlsx: MediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file of these bytes in the temporary folder. */
export async function fileOf(bytes: Uint8Array | string, ending = 'xlsx'): Promise<string> {
  const path = join(tmpdir(), `gelar-${newId()}.${ending}`);
  await writeFile(path, bytes);
  return path;
}

type Rows = readonly (readonly Excel.CellValue[])[];

/** A workbook as somebody's program makes it: one sheet of these rows, and one of notes behind it when there are any. */
export async function workbookOf(rows: Rows, sheet = 'Inovasi', notes: Rows = []): Promise<Buffer> {
  const workbook = new Excel.Workbook();
  const added = workbook.addWorksheet(sheet);
  for (const row of rows) added.addRow([...row]);
  if (notes.length > 0) workbook.addWorksheet('Catatan').addRows(notes.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export async function readAll(path: string, mediaType: MediaType = xlsx, limits?: SheetLimits): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of readSheet(path, mediaType, limits)) rows.push(row);
  return rows;
}

/** The cells of a written stream. */
export async function readBack(stream: NodeJS.ReadableStream, mediaType: MediaType = xlsx): Promise<SheetRow[]> {
  return readAll(await fileOf(await buffer(stream), mediaType === 'text/csv' ? 'csv' : 'xlsx'), mediaType);
}
