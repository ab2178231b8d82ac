import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { type SheetRow, UnreadableSheet } from './sheet-row.ts';
import { asTyped } from './table.ts';

const longestLine = 1024 * 1024;

/** Comma, semicolon (what Excel writes in Indonesian) or tab: the one that stands most often in the first line. */
export async function* readCsv(path: string): AsyncGenerator<SheetRow> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      delimiter: await delimiterOf(path),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestLine,
    }),
  );
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      yield { sheet: '', number: ++number, cells: cells.map((cell) => asTyped(cell.trim())) };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      throw new UnreadableSheet('damaged');
    }
    throw error;
  }
}

async function delimiterOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16_384) });
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
    const bare = line.replace(/"[^"]*"/g, '');
    const uses = (sign: string) => bare.split(sign).length;
    return [',', ';', '\t'].reduce((best, sign) => (uses(sign) > uses(best) ? sign : best));
  } finally {
    await file.close();
  }
}
