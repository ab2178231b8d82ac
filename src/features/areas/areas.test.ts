import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outsideTenants } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import {
  type Area,
  areaByCode,
  areaChain,
  areasWithin,
  chainName,
  districtOf,
  districtsOf,
  isWithin,
  kindOfArea,
  loadAreas,
  searchAreas,
  titleOf,
  villagesOf,
} from './index.ts';

let db: TestDatabase;
const read = <T>(work: Parameters<typeof outsideTenants<T>>[1]) => outsideTenants(db.ctx(), work);

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test('all areas of Indonesia load once; a second load finds nothing to do', async () => {
  const owner = await db.owner.connect();
  const reported: number[] = [];
  try {
    const first = await loadAreas(owner, (areas) => reported.push(areas));
    const second = await loadAreas(owner, (areas) => reported.push(areas));
    const { rows } = await owner.query('select level, count(*)::int as areas from areas group by level order by level');
    expect({ first, second, reported, rows }).toEqual({
      first: 91_599,
      second: 0,
      reported: [91_599],
      rows: [
        { level: 1, areas: 38 },
        { level: 2, areas: 514 },
        { level: 3, areas: 7285 },
        { level: 4, areas: 83_762 },
      ],
    });
  } finally {
    owner.release();
  }
});

test('a load that is interrupted leaves what was there, and the next one completes it', async () => {
  const other = await freshDatabase();
  const owner = await other.owner.connect();
  try {
    const { rows: before } = await owner.query('select count(*)::int as areas from areas');
    await owner.query('alter table finished_loads add constraint full_disk check (false)');
    await expect(loadAreas(owner)).rejects.toThrow('full_disk');
    await owner.query('alter table finished_loads drop constraint full_disk');
    const { rows: after } = await owner.query('select count(*)::int as areas from areas');
    expect(after).toEqual(before);
    expect(await loadAreas(owner)).toBe(91_599);
  } finally {
    owner.release();
    await other.close();
  }
});

test('the app may read areas and not change them', async () => {
  await expect(read((tx) => tx.deleteFrom('areas').where('code', '=', '32.16').execute())).rejects.toThrow(
    /permission denied/,
  );
});

describe('Kabupaten Bekasi', () => {
  test('has 23 districts, and 187 villages and wards', async () => {
    const districts = await read((tx) => districtsOf(tx, '32.16'));
    const villages = await Promise.all(districts.map(({ code }) => read((tx) => villagesOf(tx, code))));
    const inside = await read((tx) => areasWithin(tx, '32.16'));
    const kinds = Object.groupBy(villages.flat(), ({ code }) => kindOfArea(code));
    expect({
      districts: districts.length,
      villages: kinds.village?.length,
      wards: kinds.ward?.length,
      inside: inside.length,
    }).toEqual({ districts: 23, villages: 179, wards: 8, inside: 23 + 187 });
    expect(inside.every(({ code }) => isWithin(code, '32.16'))).toBe(true);
  });

  test('names a village with its district', async () => {
    const chain = await read((tx) => areaChain(tx, '32.16.02.2002'));
    expect(chain.map(({ code }) => code)).toEqual(['32', '32.16', '32.16.02', '32.16.02.2002']);
    expect(chainName(chain)).toBe('Desa Muarabakti, Kec. Babelan');
    expect(chainName(chain.slice(0, 3))).toBe('Kecamatan Babelan');
    expect(chainName(chain.slice(0, 2))).toBe('Kabupaten Bekasi');
    expect(titleOf({ code: '32.16.02.1006', name: 'Bahagia' })).toBe('Kelurahan Bahagia');
  });
});

test.each([
  ['karwang', '32.15'],
  ['KABUPATEN BEKASI', '32.16'],
  ['muara bakti', '32.16.02.2002'],
  ['MUARABAKTI', '32.16.02.2002'],
  ['karangbahagia', '32.16.10'],
  ['cikarng pusat', '32.16.20'],
  ['babelan', '32.16.02'],
])('"%s" finds %s among the first five', async (text, code) => {
  const found = await read((tx) =>
    searchAreas(tx, text, { within: code.startsWith('32.16.') ? '32.16' : '32', limit: 5 }),
  );
  expect(found.map((area) => area.code)).toContain(code);
});

test('a search stays inside the area and the level asked for, whatever is typed', async () => {
  const typed = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }),
    fc.constantFrom('%', "'; drop table areas; --", '\\', '_', '<%'),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const found = await read((tx) =>
        searchAreas(tx, text.replaceAll('\0', ''), { within: '32.16', level: 4, limit: 7 }),
      );
      expect(found.length).toBeLessThanOrEqual(7);
      expect(found.filter(({ code, level }) => !isWithin(code, '32.16') || level !== 4)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a name with one letter wrong still finds its area', async () => {
  const areas = (await read((tx) => areasWithin(tx, '32.16'))).filter(({ name }) => name.length >= 8);
  const misspelt = fc.record({ area: fc.constantFrom(...areas), at: fc.nat(30), letter: fc.constantFrom(...'aeikxz') });
  await fc.assert(
    fc.asyncProperty(misspelt, async ({ area, at, letter }) => {
      const place = 2 + (at % (area.name.length - 4));
      const text = area.name.slice(0, place) + letter + area.name.slice(place + 1);
      const found = await read((tx) => searchAreas(tx, text, { within: '32.16', limit: 20 }));
      expect(found.map(({ name }) => name)).toContain(area.name);
    }),
    { numRuns: 60 },
  );
});

test('an unknown or odd code is no area', async () => {
  for (const code of ['', '32.16.99', '32.16.02.9999', '3216', "32.16' or 1=1", '32.16.02.2002.1']) {
    expect({
      code,
      area: await read((tx) => areaByCode(tx, code)),
      chain: await read((tx) => areaChain(tx, code)),
    }).toEqual({
      code,
      area: null,
      chain: [],
    });
  }
});

test('codes nest', () => {
  const part = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  fc.assert(
    fc.property(part(2), part(2), part(2), part(4), (a, b, c, d) => {
      const code = [a, b, c, d].join('.');
      const area: Area = { code, level: 4, name: 'X', parentCode: [a, b, c].join('.') };
      expect(districtOf(code)).toBe(area.parentCode);
      expect(isWithin(code, a) && isWithin(code, `${a}.${b}`) && isWithin(code, code)).toBe(true);
      expect(isWithin(`${a}.${b}`, code)).toBe(false);
      expect(kindOfArea(code)).toBe(d.startsWith('1') ? 'ward' : 'village');
    }),
  );
});
