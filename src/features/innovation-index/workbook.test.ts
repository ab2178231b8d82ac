import { describe, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import type { SheetRow } from '#platform/sheets/sheet-row.ts';
import { readBack } from '#platform/sheets/testing-sheets.ts';
import { anyTable, writeXlsx } from '#platform/sheets/write-xlsx.ts';
import { spdIndicators } from './edition.ts';
import { currentEdition, EDITIONS, findEdition } from './editions.ts';
import { scoreRegion } from './scoring.ts';
import { countProofs } from './workbook-proof.ts';
import { readWorkbook } from './workbook-rows.ts';
import { resultSheets, workbookTemplate } from './workbook-sheets.ts';
import { viewWorkbook } from './workbook-view.ts';

const edition = currentEdition();
const codes = edition.sid.indicators.map(({ code }) => code);
const words = messages.indexPages.workbook.columns;

function sheetRows(sheet: string, lines: readonly (readonly (string | number)[])[]): SheetRow[] {
  return lines.map((cells, at) => ({ sheet, number: at + 1, cells: cells.map(String) }));
}

const heads = [words.reference, words.title, words.affair, words.stage, words.implementedOn, words.status, ...codes];
const line = (title: string, affair: string, level: string | number, more: Partial<Record<string, string>> = {}) => [
  more.reference ?? '',
  title,
  affair,
  more.stage ?? 'penerapan',
  more.day ?? '17 Agustus 2024',
  more.status ?? 'diterima',
  ...codes.map(() => level),
];

describe('the template', () => {
  it.each(EDITIONS.map((one) => [one.edition, one] as const))(
    'of %s is read as it is handed out: nothing yet',
    async (_, one) => {
      const { innovations, region } = workbookTemplate(one, messages);
      const rows = await readBack(writeXlsx([anyTable(innovations), anyTable(region)]));
      expect(rows.find(({ sheet }) => sheet === 'Inovasi')?.cells.slice(9)).toEqual(
        one.sid.indicators.map(({ code }) => code),
      );
      expect(readWorkbook(rows, one, messages)).toEqual({
        innovations: [],
        spd: one.spd.entry === 'total' ? 0 : {},
        faults: [expect.objectContaining({ message: 'indexPages.workbook.faults.noInnovations' })],
      });
    },
  );
});

it('gives exactly the index that the engine gives', () => {
  const affairs = edition.basicServiceAffairs;
  const innovations = affairs.map((affair, at) => line(`Inovasi ${at}`, affair.toUpperCase(), (at % 3) + 1));
  const region = spdIndicators(edition).map(({ code, name }, at) => [code, name, 'arti', at % 4]);
  const book = readWorkbook(
    [
      ...sheetRows('Inovasi', [heads, ...innovations]),
      ...sheetRows('Pemerintah daerah', [['Kode', 'Indikator', 'Arti level', 'Level'], ...region]),
    ],
    edition,
    messages,
  );
  expect(book.faults).toEqual([]);
  const view = viewWorkbook(edition, book);
  const expected = scoreRegion(edition, {
    spd: Object.fromEntries(spdIndicators(edition).map(({ code }, at) => [code, at % 4])),
    innovations: affairs.map((affair, at) => ({
      id: `Inovasi ${at + 2}`,
      affair,
      stage: 'penerapan',
      implementedOn: '2024-08-17',
      developedOn: null,
      status: 'accepted',
      levels: Object.fromEntries(codes.map((code) => [code, (at % 3) + 1])),
    })),
  });
  expect(view.score.index).toBe(expected.index);
  expect(view.score.index).toBeGreaterThan(0);
  expect(view.score.rows).toEqual(expected.rows);
  expect(view.lines.map(({ score }) => score.maturity)).toEqual([111, 111, 74, 74, 37, 37]);
});

it('names for every claimed level the evidence that the ministry asks, and nothing for level 0', () => {
  const rows = sheetRows('Inovasi', [
    heads,
    line('Satu', 'Sosial', 0),
    [...line('Dua', 'Sosial', '').slice(0, 6), 'Level 2'],
  ]);
  const { evidence } = viewWorkbook(edition, readWorkbook(rows, edition, messages));
  const indicator = edition.sid.indicators[0];
  expect(evidence).toEqual([
    {
      title: 'Dua',
      code: 'SID-16',
      name: indicator?.name,
      level: 2,
      meaning: indicator?.levels[1]?.label,
      evidence: indicator?.evidence,
      fileTypes: ['pdf'],
      proof: 'unmatched',
    },
  ]);
});

it('knows of each level whether evidence is stored, missing, of an unknown innovation or of the region', () => {
  const book = readWorkbook(
    sheetRows('Inovasi', [
      [...heads, 'SPD-01'],
      [...line('Satu', 'Sosial', ''), 2],
      [...line('Dua', 'Sosial', 1), ''],
    ]),
    edition,
    messages,
  );
  const [first, ...others] = codes;
  const registered = new Map([[1, { id: 'dua', proven: new Set([first ?? '']) }]]);
  const view = viewWorkbook(edition, book, registered);
  expect(countProofs(view.evidence)).toEqual({ stored: 1, missing: others.length, unmatched: 0, region: 1 });
  expect(view.lines.map(({ registeredId, evidence }) => [registeredId, evidence.length])).toEqual([
    ['dua', codes.length],
    [null, 0],
  ]);
  expect(countProofs(viewWorkbook(edition, book).evidence)).toMatchObject({ unmatched: codes.length, region: 1 });
});

it('says which cell of which row is wrong and counts the others', () => {
  const bad = line('Empat', 'Sosial', 1);
  bad[6] = 'tiga';
  const rows = sheetRows('Inovasi', [
    heads,
    line('Satu', 'Sihir', 1),
    line('Dua', 'Sosial', 1, { stage: 'rencana' }),
    line('Tiga', 'Sosial', 1, { day: '31 Februari 2024' }),
    bad,
    line('', 'Sosial', 1, { reference: 'R-5' }),
    line('Enam', 'Sosial', 1, { status: 'Ditolak' }),
  ]);
  const book = readWorkbook(rows, edition, messages);
  expect(book.faults.map(({ row, cell, message }) => [row, cell, message.split('.').at(-1)])).toEqual([
    [2, 2, 'choice'],
    [3, 3, 'choice'],
    [4, 4, 'date'],
    [5, 6, 'level'],
    [6, 1, 'titleMissing'],
  ]);
  expect(book.innovations.map(({ title, status }) => [title, status])).toEqual([['Enam', 'rejected']]);
});

it('takes the region’s levels as columns too, and one total where an edition knows no rows', () => {
  const columns = [...heads, 'SPD-01', 'SPD-02a'];
  const rows = sheetRows('', [columns, [...line('Satu', 'Sosial', 1), 3, 2]]);
  expect(readWorkbook(rows, edition, messages).spd).toEqual({ 'SPD-01': 3, 'SPD-02a': 2 });
  const old = findEdition(2024);
  if (!old) expect.unreachable();
  const region = sheetRows('Pemerintah daerah', [
    ['Kode', 'Indikator', '', 'Level'],
    ['SPD', 'Jumlah', '', '41,5'],
  ]);
  expect(readWorkbook(region, old, messages).spd).toBe(41.5);
});

it('says beside the mean that it is divided by more innovations than count, on the sheet too', async () => {
  const few = [1, 2, 3, 1].map((level, at) => line(`Inovasi ${at}`, 'Sosial', level));
  const viewOf = (lines: typeof few) =>
    viewWorkbook(edition, readWorkbook(sheetRows('Inovasi', [heads, ...lines]), edition, messages));
  const view = viewOf(few);
  expect(view.floored).toEqual({ divisor: 12, n: 4, ownMean: (37 * 7) / 4 });
  const back = await readBack(writeXlsx([anyTable(resultSheets(view, messages).summary)]));
  expect(back.map(({ cells }) => cells).slice(5, 7)).toEqual([
    [expect.stringMatching(/^Kematangan rata-rata.*paling sedikit 12.* 4 inovasi$/), '21.583'],
    ['Rata-rata inovasi yang dihitung saja', '64.75'],
  ]);
  expect(viewOf([line('Satu', 'Sosial', 1, { stage: 'inisiatif' })]).floored).toEqual({
    divisor: 12,
    n: 0,
    ownMean: null,
  });
  expect(viewOf(Array.from({ length: 12 }, (_, at) => line(`Inovasi ${at}`, 'Sosial', 1))).floored).toBeNull();
});

it('hands back a workbook with the index, what to raise first and the evidence', async () => {
  const rows = sheetRows('Inovasi', [heads, line('Satu', 'Sosial', 1)]);
  const view = viewWorkbook(edition, readWorkbook(rows, edition, messages));
  const { summary, innovations, evidence } = resultSheets(view, messages);
  const back = await readBack(writeXlsx([anyTable(summary), anyTable(innovations), anyTable(evidence)]));
  const of = (sheet: string) => back.filter((row) => row.sheet === sheet).map(({ cells }) => cells);
  expect(of('Ringkasan')[2]).toEqual(['Indeks', String(view.score.index)]);
  expect(of('Inovasi')[1]?.slice(0, 4)).toEqual(['Satu', '', '37', 'dihitung']);
  expect(of('Inovasi')[1]?.[5]).toContain('SID-35');
  expect(of('Bukti').length).toBe(1 + codes.length);
});
