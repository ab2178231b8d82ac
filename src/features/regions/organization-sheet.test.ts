import { expect, test } from 'vitest';
import { type Row, readOrganizations as read } from './organization-sheet.ts';

/** Rows as a sheet counts them; empty ones are left out. */
const numbered = (rows: string[][]): Row[] =>
  rows.map((cells, i) => ({ number: i + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== ''));
const readOrganizations = (rows: string[][], source: string) => read(numbered(rows), source);

const head = ['Nama', 'Jenis', 'Di bawah', 'Nomor', 'Kode wilayah'];

test('rows become organisations, whatever the order of the columns', () => {
  const sheet = readOrganizations(
    [
      head,
      ['Dinas Kesehatan', 'perangkat daerah', '', '', ''],
      ['', '', '', '', ''],
      ['Puskesmas  Wadas ', 'Puskesmas', 'dinas kesehatan', 'P32', '32.15.01.2001'],
    ],
    'Lembar organisasi',
  );
  expect(sheet).toEqual({
    faults: [],
    organizations: [
      {
        row: 2,
        kind: 'agency',
        name: 'Dinas Kesehatan',
        shortName: null,
        reference: null,
        parent: null,
        areaCode: null,
        address: null,
        source: 'Lembar organisasi',
      },
      {
        row: 4,
        kind: 'puskesmas',
        name: 'Puskesmas Wadas',
        shortName: null,
        reference: 'P32',
        parent: { kind: 'agency', name: 'Dinas Kesehatan', reference: null },
        areaCode: '32.15.01.2001',
        address: null,
        source: 'Lembar organisasi',
      },
    ],
  });
});

test('each fault names its row as the sheet counts it, and its column', () => {
  const sheet = readOrganizations(
    [
      head,
      ['Dinas A', 'Perangkat daerah', '', '', ''],
      ['Dinas A', 'Perangkat daerah', '', '', ''],
      ['D', 'Desa', 'Dinas Z', 'x'.repeat(41), '3215'],
    ],
    'x',
  );
  expect(sheet?.organizations.map((one) => one.name)).toEqual(['Dinas A']);
  expect(sheet?.faults).toEqual([
    { row: 3, column: 'Nama', message: 'regions.sheet.twice' },
    { row: 4, column: 'Jenis', message: 'regions.sheet.kind' },
    { row: 4, column: 'Nama', message: 'regions.sheet.name' },
    { row: 4, column: 'Nomor', message: 'regions.sheet.long' },
    { row: 4, column: 'Di bawah', message: 'regions.sheet.parent' },
    { row: 4, column: 'Kode wilayah', message: 'regions.sheet.area' },
  ]);
});

test('two rows that the register would take for one are told apart or refused, never left out', () => {
  const sheet = readOrganizations(
    [
      head,
      ['Puskesmas Lemah Abang', 'Puskesmas', '', '', ''],
      ['PUSKESMAS LEMAHABANG', 'Puskesmas', '', '', ''],
      ['Puskesmas Satu', 'Puskesmas', '', 'P1', ''],
      ['Puskesmas Dua', 'Puskesmas', '', 'P1', ''],
      ['Rumah Sakit Dua', 'Rumah sakit daerah', '', 'P1', ''],
    ],
    'x',
  );
  expect(sheet?.faults).toEqual([
    { row: 3, column: 'Nama', message: 'regions.sheet.twice' },
    { row: 5, column: 'Nomor', message: 'regions.sheet.numberTwice' },
  ]);
  expect(sheet?.organizations.map(({ row }) => row)).toEqual([2, 4, 6]);
});

test('a sheet without the headings is none', () => {
  expect([readOrganizations([], 'x'), readOrganizations([['Nama', 'Alamat']], 'x')]).toEqual([null, null]);
});
