import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { harmless, type SheetTable } from './table.ts';

/** A table as CSV after RFC 4180, in UTF-8 with the mark that spreadsheet programs need to see that it is. */
export function writeCsv<Row>({ columns, rows }: SheetTable<Row>): Readable {
  async function* lines() {
    yield columns.map(({ head }) => harmless(head));
    for await (const row of rows) yield columns.map(({ cell }) => harmless(cell(row)));
  }
  const source = Readable.from(lines());
  const written = stringify({ bom: true, record_delimiter: 'windows', quoted_match: /[;\t\r\n]/ });
  source.on('error', (error) => written.destroy(error));
  written.on('close', () => source.destroy());
  return source.pipe(written);
}
