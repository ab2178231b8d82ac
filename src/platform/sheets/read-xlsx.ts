import { createReadStream } from 'node:fs';
import type Excel from 'exceljs';
import { nowhere, packedHonestly } from '../files/honest-archive.ts';
import { calmXml } from './calm-xml.ts';
import { type SheetLimits, type SheetRow, UnreadableSheet } from './sheet-row.ts';

/** All visible sheets of a workbook, one after the other. */
export async function* readXlsx(path: string, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const packed = await packedHonestly(path, limits.unpacked, (name) => (isRead.test(name) ? calmXml() : nowhere()));
  if (packed !== 'honest') throw new UnreadableSheet(packed);
  const file = createReadStream(path);
  const { default: excel } = await import('exceljs');
  const reader = new excel.stream.xlsx.WorkbookReader(file, { ...emitted, styles: 'cache', sharedStrings: 'cache' });
  try {
    for await (const sheet of reader) {
      // Its name is not in exceljs' types.
      const { name = '' } = sheet as unknown as { name?: string };
      for await (const row of sheet) {
        if (!(row.number >= 1 && row.number <= mostRows)) throw new UnreadableSheet('damaged');
        yield { sheet: name, number: row.number, cells: cellsOf(row, limits) };
      }
    }
  } catch (error) {
    if (error instanceof UnreadableSheet) throw error;
    throw new UnreadableSheet('damaged');
  } finally {
    file.destroy();
  }
}

/** What of an archive exceljs gives to its parser of XML. */
const isRead = /^xl\/(_rels\/)?(workbook|sharedStrings|styles)\.xml|xl\/worksheets\//;
/** Excel's last row. */
const mostRows = 1_048_576;

const emitted = { worksheets: 'emit', hyperlinks: 'ignore', entries: 'ignore' } as const;

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
