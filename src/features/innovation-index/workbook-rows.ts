import { readDay } from '#features/innovations/index.ts';
import type { Messages } from '#messages/id.ts';
import type { SheetRow } from '#platform/sheets/sheet-row.ts';
import { type Edition, spdIndicators } from './edition.ts';
import { hasTwoDecimals } from './exact.ts';
import type { IndexedInnovation } from './maturity.ts';
import { STAGES } from './options.ts';
import type { SpdEntry } from './scoring.ts';
import { readNumber } from './typed-number.ts';

/** So many days a workbook that was brought in is kept. */
export const workbookDaysKept = 30;

/** An innovation as its row states it. */
export interface WorkbookInnovation extends IndexedInnovation {
  /** Of the sheet. */
  row: number;
  title: string;
  reference: string | null;
  organization: string | null;
}

export interface WorkbookFault {
  sheet: string;
  row: number;
  /** Place of the cell, from 0; null: the row as a whole. */
  cell: number | null;
  message: string;
  values?: Readonly<Record<string, string | number>>;
}

export interface Workbook {
  innovations: WorkbookInnovation[];
  spd: SpdEntry;
  /** Wrong cells; a wrong row is not counted. */
  faults: WorkbookFault[];
}

export const columnKeys = [
  'reference',
  'title',
  'organization',
  'affair',
  'crossingAffairs',
  'stage',
  'implementedOn',
  'developedOn',
  'status',
] as const;
type ColumnKey = (typeof columnKeys)[number];

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const wrong = (key: string) => `indexPages.workbook.faults.${key}`;

/**
 * Reads the workbook of a year: one row an innovation with a column for each of its indicators (`SID-16`…), and the
 * region's own levels either as rows of another sheet (code, level) or as columns (`SPD-01`…) of the first.
 */
export function readWorkbook(rows: readonly SheetRow[], edition: Edition, messages: Messages): Workbook {
  const spd: Record<string, number> = {};
  const book: Workbook = { innovations: [], spd: edition.spd.entry === 'total' ? 0 : spd, faults: [] };
  let [sheet, heads, levelAt] = [null as string | null, null as Map<string, number> | null, -1];
  for (const row of rows) {
    if (row.sheet !== sheet) {
      sheet = row.sheet;
      heads = headsOf(row, edition, messages);
      levelAt = row.cells.findIndex((head) => plain(head) === plain(messages.indexPages.workbook.columns.level));
    } else if (heads) readInnovation(book, row, heads, edition, spd);
    else if (levelAt > 0) readRegionRow(book, row, levelAt, edition, spd);
  }
  if (book.innovations.length === 0 && book.faults.length === 0) {
    book.faults.push({ sheet: sheet ?? '', row: 1, cell: null, message: wrong('noInnovations') });
  }
  return book;
}

/** Place of each known column; null when the sheet is not that of the innovations. */
function headsOf(row: SheetRow, edition: Edition, { indexPages }: Messages): Map<string, number> | null {
  const words = indexPages.workbook.columns;
  const known = new Map(columnKeys.map((key) => [plain(words[key]), key as string]));
  for (const { code } of [...spdIndicators(edition), ...edition.sid.indicators]) known.set(plain(code), code);
  const places = new Map<string, number>();
  for (const [at, head] of row.cells.entries()) {
    // A head may go on behind its code: "SID-16 Regulasi".
    const key = known.get(plain(head)) ?? known.get(plain(/^[A-Z]{3}-?\d{2}[a-z]?/i.exec(head)?.[0] ?? ''));
    if (key !== undefined && !places.has(key)) places.set(key, at);
  }
  return places.has('title') ? places : null;
}

type Levels = Record<string, number>;

/** A row being read: its cells by column, and where its faults go. */
interface Reading {
  cell(key: string): string;
  fault(key: string, message: string): void;
}

function readingOf(book: Workbook, row: SheetRow, heads: ReadonlyMap<string, number>): Reading {
  const cell = (key: string) => (row.cells[heads.get(key) ?? -1] ?? '').trim();
  return {
    cell,
    fault(key, message) {
      const at = { sheet: row.sheet, row: row.number, cell: heads.get(key) ?? null };
      book.faults.push({ ...at, message: wrong(message), values: { value: cell(key).slice(0, 60) } });
    },
  };
}

function readInnovation(
  book: Workbook,
  row: SheetRow,
  heads: ReadonlyMap<string, number>,
  edition: Edition,
  spd: Levels,
) {
  const before = book.faults.length;
  const reading = readingOf(book, row, heads);
  const { cell, fault } = reading;
  if (plain(cell('reference')) === 'contoh') return;
  readRegionCells(book, row, heads, edition, spd);
  const title = cell('title');
  if (title === '' && cell('reference') === '') return;
  if (title === '') fault('title', 'titleMissing');
  const innovation: WorkbookInnovation = {
    id: `${row.sheet} ${row.number}`,
    row: row.number,
    title: title.slice(0, 200),
    reference: cell('reference') || null,
    organization: cell('organization') || null,
    affair: listed(reading, 'affair', edition.affairs),
    crossingAffairs: parts(cell('crossingAffairs')),
    stage: (cell('stage') === '' ? 'penerapan' : listed(reading, 'stage', STAGES)) as IndexedInnovation['stage'],
    implementedOn: dayIn(reading, 'implementedOn'),
    developedOn: dayIn(reading, 'developedOn'),
    status: /tolak|tidak/i.test(cell('status')) ? 'rejected' : 'accepted',
    levels: levelsIn(reading, edition),
  };
  if (book.faults.length === before) book.innovations.push(innovation);
}

function listed({ cell, fault }: Reading, key: ColumnKey, list: readonly string[]): string {
  const found = list.find((one) => plain(one) === plain(cell(key)));
  if (!found) fault(key, cell(key) === '' ? `${key}Missing` : 'choice');
  return found ?? '';
}

function dayIn({ cell, fault }: Reading, key: ColumnKey): string | null {
  const day = readDay(cell(key)) || null;
  if (day !== null && !isDay(day)) fault(key, 'date');
  return day;
}

function levelsIn({ cell, fault }: Reading, edition: Edition): Levels {
  const levels: Levels = {};
  for (const { code } of edition.sid.indicators) {
    const level = levelOf(cell(code));
    if (level === undefined) fault(code, 'level');
    else if (level !== null) levels[code] = level;
  }
  return levels;
}

const parts = (text: string) =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** "2", "Level 2"; '-' and "0" are 0; null for nothing, undefined for what is no level. */
function levelOf(text: string): number | null | undefined {
  if (text === '') return null;
  if (/^[-–]$/.test(text)) return 0;
  const digit = /^(?:level\s*)?([0-3])(?:[.,]0+)?$/i.exec(text)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function readRegionCells(
  book: Workbook,
  row: SheetRow,
  heads: ReadonlyMap<string, number>,
  edition: Edition,
  spd: Levels,
) {
  for (const { code } of spdIndicators(edition)) {
    const at = heads.get(code);
    if (at !== undefined && row.cells[at]) setRegionLevel(book, row, at, code, spd);
  }
}

/** A row of the region's sheet: its code stands first, its level under the head "Level". */
function readRegionRow(book: Workbook, row: SheetRow, levelAt: number, edition: Edition, spd: Levels): void {
  const [first = ''] = row.cells;
  const text = row.cells[levelAt] ?? '';
  if (text === '') return;
  if (edition.spd.entry === 'rows') {
    const indicator = edition.spd.indicators.find(({ code }) => plain(code) === plain(first));
    if (indicator) setRegionLevel(book, row, levelAt, indicator.code, spd);
  } else if (plain(first) === 'spd') {
    const total = readNumber(text);
    if (total !== null && total >= 0 && total <= edition.spd.max && hasTwoDecimals(total)) book.spd = total;
    else book.faults.push({ ...placeOf(row, levelAt), message: wrong('total'), values: { max: edition.spd.max } });
  }
}

function setRegionLevel(book: Workbook, row: SheetRow, at: number, code: string, spd: Levels): void {
  const text = row.cells[at] ?? '';
  const level = levelOf(text);
  if (level === undefined) {
    book.faults.push({ ...placeOf(row, at), message: wrong('level'), values: { value: text.slice(0, 60) } });
  } else if (level !== null) spd[code] = level;
}

const placeOf = (row: SheetRow, cell: number) => ({ sheet: row.sheet, row: row.number, cell });
