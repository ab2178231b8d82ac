import type { Readable } from 'node:stream';
import type Excel from 'exceljs';
import { openParts } from '../files/archive-parts.ts';
import { nowhere, packedHonestly } from '../files/honest-archive.ts';
import { calmXml } from './calm-xml.ts';
import { type SheetLimits, type SheetRow, UnreadableSheet } from './sheet-row.ts';

/** All visible sheets of a workbook, one after the other. */
export async function* readXlsx(path: string, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const packed = await packedHonestly(path, limits.unpacked, (name) => (isRead.test(name) ? calmXml() : nowhere()));
  if (packed !== 'honest') throw new UnreadableSheet(packed);
  try {
    for await (const { name = '', rows } of sheetsOf(path)) {
      for await (const row of rows) {
        if (!(row.number >= 1 && row.number <= mostRows)) throw new UnreadableSheet('damaged');
        yield { sheet: name, number: row.number, cells: cellsOf(row, limits) };
      }
    }
  } catch (error) {
    if (error instanceof UnreadableSheet) throw error;
    throw new UnreadableSheet('damaged');
  }
}

/** What exceljs' reader does with each part of a workbook; not in its types. */
interface PartReader {
  _parseRels(part: Readable): Promise<void>;
  _parseWorkbook(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncIterable<unknown>;
  _parseStyles(part: Readable): Promise<void>;
  _parseWorksheet(part: Readable, number: string): Iterable<{ value: AsyncIterable<Excel.Row> & { name?: string } }>;
}

/**
 * exceljs unpacks a workbook as it comes by, and now and then its unpacker ends before the last part (once in some hundred
 * workbooks). Here each part is read from where the archive's list says, the sheets after all that they refer to.
 */
async function* sheetsOf(path: string): AsyncGenerator<{ name?: string; rows: AsyncIterable<Excel.Row> }> {
  const { default: excel } = await import('exceljs');
  const reader = new excel.stream.xlsx.WorkbookReader(path, options) as unknown as PartReader;
  const parts = await openParts(path);
  try {
    const read = async (name: string, take: (part: Readable) => Promise<void>) => {
      const part = await parts.read(name);
      if (part) await take(part);
    };
    await read('xl/_rels/workbook.xml.rels', (part) => reader._parseRels(part));
    await read('xl/workbook.xml', (part) => reader._parseWorkbook(part));
    await read('xl/sharedStrings.xml', async (part) => {
      for await (const _ of reader._parseSharedStrings(part));
    });
    await read('xl/styles.xml', (part) => reader._parseStyles(part));
    for (const name of parts.names) {
      const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
      const part = number === undefined ? null : await parts.read(name);
      if (number === undefined || !part) continue;
      for (const { value } of reader._parseWorksheet(part, number)) {
        yield { ...(value.name === undefined ? {} : { name: value.name }), rows: value };
      }
    }
  } finally {
    parts.close();
  }
}

/** What of an archive exceljs gives to its parser of XML. */
const isRead = /^xl\/(_rels\/)?(workbook|sharedStrings|styles)\.xml|xl\/worksheets\//;
/** Excel's last row. */
const mostRows = 1_048_576;

const options = {
  worksheets: 'emit',
  hyperlinks: 'ignore',
  entries: 'ignore',
  styles: 'cache',
  sharedStrings: 'cache',
} as const;

function cellsOf(row: Excel.Row, { columns }: SheetLimits): string[] {
  if (row.cellCount > 16_384) throw new UnreadableSheet('columns');
  const cells: string[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const text = textOf(cell.value);
    if (text === '') return;
    if (column > columns) throw new UnreadableSheet('columns');
    cells[column - 1] = text;
  });
  return Array.from(cells, (text) => text ?? '');
}

/** As a person reads the cell. */
function textOf(value: Excel.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOf(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  if (typeof value === 'string') return value.trim();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('result' in value) return textOf(value.result as Excel.CellValue);
  if ('text' in value) return textOf(value.text as Excel.CellValue);
  return 'error' in value ? value.error : '';
}

/** A date of a sheet has no zone: its day is the day that was typed. */
function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
