import { randomBytes } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSheet } from '#platform/testing/sample-files.ts';
import { usualLimits } from './sheet-row.ts';
import { columnLetter, harmless, type SheetTable } from './table.ts';
import { fileOf, readAll, readBack, workbookOf } from './testing-sheets.ts';
import { writeCsv } from './write-csv.ts';
import { anyTable, writeXlsx } from './write-xlsx.ts';

const zeros = Buffer.alloc(200_000);

/** The list names its last entry twice. */
function twice(archive: Buffer): Buffer {
  const list = archive.lastIndexOf('PK\x01\x02');
  const end = archive.lastIndexOf('PK\x05\x06');
  const tail = Buffer.from(archive.subarray(end));
  tail.writeUInt16LE(tail.readUInt16LE(8) + 1, 8);
  tail.writeUInt16LE(tail.readUInt16LE(10) + 1, 10);
  tail.writeUInt32LE(tail.readUInt32LE(12) + end - list, 12);
  return Buffer.concat([archive.subarray(0, end), archive.subarray(list, end), tail]);
}

/** The head before the last entry calls it unpacked, the list packed. */
function otherHead(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  changed.writeUInt16LE(0, changed.lastIndexOf('PK\x03\x04') + 8);
  return changed;
}

/** A workbook whose sheet has this in it. */
const sheetOf = (rows: string) =>
  sampleSheet([
    {
      name: 'xl/worksheets/sheet1.xml',
      content: Buffer.from(
        `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
      ),
    },
  ]);

interface Line {
  name: string;
  count: number | null;
  day: string | null;
}

const tableOf = (rows: SheetTable<Line>['rows']): SheetTable<Line> => ({
  title: 'Inovasi: 2026/27',
  columns: [
    { head: 'Nama', cell: ({ name }) => name },
    { head: 'Jumlah', kind: 'number', cell: ({ count }) => count },
    { head: 'Tanggal', kind: 'day', cell: ({ day }) => day },
  ],
  rows,
});
const lines: Line[] = [
  { name: 'Bank Sampah "Sabtu"', count: 1250, day: '2026-11-24' },
  { name: '=HYPERLINK("http://jahat.example";"klik")', count: -3.5, day: null },
  { name: 'Baris\nkedua; dengan, tanda', count: null, day: '2024-02-29' },
];
const heads = ['Nama', 'Jumlah', 'Tanggal'];

describe('a workbook', () => {
  it('comes back as it was written: texts, numbers, days', async () => {
    const rows = await readBack(writeXlsx([anyTable(tableOf(lines))]));
    expect(rows).toEqual([
      { sheet: 'Inovasi  2026 27', number: 1, cells: heads },
      { sheet: 'Inovasi  2026 27', number: 2, cells: ['Bank Sampah "Sabtu"', '1250', '2026-11-24'] },
      { sheet: 'Inovasi  2026 27', number: 3, cells: ['=HYPERLINK("http://jahat.example";"klik")', '-3.5'] },
      { sheet: 'Inovasi  2026 27', number: 4, cells: ['Baris\nkedua; dengan, tanda', '', '2024-02-29'] },
    ]);
  });

  it('is read as people see it: rich text, links, cached results, errors, never a formula', async () => {
    const path = await fileOf(
      await workbookOf([
        [
          { richText: [{ text: 'Bank ' }, { text: 'Sampah' }] },
          { text: 'Situs', hyperlink: 'https://contoh.go.id' },
          { formula: 'SUM(1,2)', result: 3 },
          { formula: 'WEBSERVICE("http://jahat.example")' },
          { error: '#N/A' },
          true,
          new Date('2026-01-31T00:00:00Z'),
          0.1 + 0.2,
        ],
      ]),
    );
    expect((await readAll(path)).map(({ cells }) => cells)).toEqual([
      ['Bank Sampah', 'Situs', '3', '', '#N/A', 'ya', '2026-01-31', '0.3'],
    ]);
  });

  it('is read whole every time: an unpacker that reads on as bytes come by ended too early once in some hundred', async () => {
    const path = await fileOf(
      await workbookOf([
        ['a', 'b'],
        ['c', new Date(Date.UTC(2025, 0, 17))],
      ]),
    );
    for (let time = 0; time < 300; time += 1) expect(await readAll(path)).toHaveLength(2);
  });

  it('keeps the numbers of its rows when some are empty', async () => {
    const path = await fileOf(await workbookOf([['a'], [], [null, '  '], ['b']]));
    expect((await readAll(path)).map(({ number, cells }) => [number, cells])).toEqual([
      [1, ['a']],
      [4, ['b']],
    ]);
  });

  it.each([
    ['rows', { rows: 1 }, [['a'], ['b'], ['c']]],
    ['columns', { columns: 2 }, [['a', 'b', 'c']]],
    [
      'cells',
      { cells: 3 },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['bomb', { unpacked: 2000 }, [['a'.repeat(30_000)]]],
  ] as const)('beyond the limit of %s is refused', async (refusal, limit, rows) => {
    const path = await fileOf(await workbookOf(rows));
    await expect(readAll(path, undefined, { ...usualLimits, ...limit })).rejects.toMatchObject({ refusal });
  });

  it.each([
    ['no archive', Buffer.from('bukan arsip')],
    ['half of one', (all: Buffer) => all.subarray(0, all.length / 2)],
    ['one whose list says that a full entry is empty', sampleSheet([{ name: 'xl/a.xml', content: zeros, says: 0 }])],
    ['one whose entries share their bytes', twice(sampleSheet([{ name: 'xl/a.xml', content: zeros }]))],
    ['one whose heads name another way of packing', otherHead(sampleSheet([{ name: 'xl/a.xml', content: zeros }]))],
    ['one whose elements stand thousands deep', sheetOf('<x>'.repeat(20_000))],
    ['one with a cell of megabytes', sheetOf(`<row r="1"><c t="str"><v>${'a'.repeat(2_000_000)}</v></c></row>`)],
    ['one with a row beyond the last', sheetOf('<row r="3000000000"><c t="str"><v>a</v></c></row>')],
    ['one with something hidden before it', (all: Buffer) => Buffer.concat([Buffer.alloc(100_000), all])],
  ])('that is %s is damaged', async (_, bytes) => {
    const whole = await workbookOf([['a']]);
    const path = await fileOf(typeof bytes === 'function' ? bytes(whole) : bytes);
    await expect(readAll(path)).rejects.toMatchObject({ refusal: 'damaged' });
  });

  it('is not written faster than it is read, and stops when nobody reads on', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Line> {
      for (;;) {
        asked++;
        yield { name: randomBytes(2000).toString('base64'), count: asked, day: null };
      }
    }
    const stream = writeXlsx([anyTable(tableOf(endless()))]);
    stream.on('error', () => {});
    let atRest = -1;
    while (atRest !== asked) {
      atRest = asked;
      await wait(600);
    }
    expect(asked).toBeLessThan(5000);
    stream.destroy();
    await wait(50);
    expect(asked).toBeLessThanOrEqual(atRest + 200);
  });

  it('whose rows fail is no whole file', async () => {
    async function* failing(): AsyncGenerator<Line> {
      yield lines[0] as Line;
      throw new Error('the database is gone');
    }
    await expect(text(writeXlsx([anyTable(tableOf(failing()))]))).rejects.toThrow('the database is gone');
    await expect(text(writeCsv(tableOf(failing())))).rejects.toThrow('the database is gone');
  });
});

describe('CSV', () => {
  it('has the mark, quotes where needed, and nothing that a program would run', async () => {
    expect((await buffer(writeCsv(tableOf(lines)))).toString()).toBe(
      '\uFEFFNama,Jumlah,Tanggal\r\n' +
        '"Bank Sampah ""Sabtu""",1250,2026-11-24\r\n' +
        '"\'=HYPERLINK(""http://jahat.example"";""klik"")",-3.5,\r\n' +
        '"Baris\nkedua; dengan, tanda",,2024-02-29\r\n',
    );
  });

  it.each([',', ';', '\t'])('is read with %j between its cells', async (sign) => {
    const path = await fileOf(`\uFEFF"Nama, lengkap"${sign}Organisasi\r\nSatu${sign}Desa\r\n\r\nDua\r\n`, 'csv');
    expect(await readAll(path, 'text/csv')).toEqual([
      { sheet: '', number: 1, cells: ['Nama, lengkap', 'Organisasi'] },
      { sheet: '', number: 2, cells: ['Satu', 'Desa'] },
      { sheet: '', number: 4, cells: ['Dua'] },
    ]);
  });
});

it('whatever text is typed comes back from both', async () => {
  const words = fc.stringMatching(/^[ -~\u00e0-\u00ff\n=+@-]{0,40}$/).map((one) => one.trim());
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (texts) => {
      const table = { title: 'x', columns: [{ head: 'h', cell: (one: string) => `x${one}` }], rows: texts };
      const expected = ['h', ...texts.map((one) => `x${one}`)];
      const of = (rows: { cells: readonly string[] }[]) => rows.map(({ cells }) => cells[0]);
      expect(of(await readBack(writeXlsx([anyTable(table)])))).toEqual(expected);
      expect(of(await readBack(writeCsv(table), 'text/csv'))).toEqual(expected);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

it('a formula behind a line break or a semicolon is none either, and what stands in one cell stays in one', async () => {
  const typed = ["Aman\n=cmd|' /C calc'!A0", 'Aman;=1+1', 'Aman\r-1', '=1', "Tetap ini; 'kutip' - aman"];
  const columns = [{ head: 'Nama', cell: (text: string) => text }];
  const written = await buffer(writeCsv({ title: '', columns, rows: typed }));
  for (const line of written.toString().split(/[;\t\r\n]|,/)) expect(line.replace(/^"/, '')).not.toMatch(/^[=+\-@]/);
  const back = await readAll(await fileOf(written, 'csv'), 'text/csv');
  expect(back.slice(1).map(({ cells }) => cells)).toEqual(typed.map((text) => [text]));
});

it('what was made harmless begins with no sign of a formula', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(String(harmless(typed))).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
  expect(harmless(-5)).toBe(-5);
});

it('columns are called as in a sheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
