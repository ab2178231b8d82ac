import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDITIONS } from './editions.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import { jsonPath, refusalsOf } from './refusals.ts';
import { anInnovation, arbitraryOptions, arbitraryRegion, editionOf } from './region-arbitrary.ts';
import { regionFileSchema, regionReportSchema, reportRegion } from './region-report.ts';
import { describeScoreFiles } from './report-schema.ts';
import { scoreRegion } from './scoring.ts';

const schema = regionFileSchema(editionOf(2026));
const goodFile = () => ({
  edition: 2026,
  region: { code: '32.16', spd: { 'SPD-01': 3 } },
  innovations: [anInnovation({ id: 'a', levels: { 'SID-16': 2 } }), anInnovation({ id: 'b' })],
});

/** The file after one place of it was set to something else; `undefined` takes the key away. */
function fileWith(path: readonly (string | number)[], value: unknown): unknown {
  const file: unknown = structuredClone(goodFile());
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(Object(at), step), file);
  if (value === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, value);
  return JSON.parse(JSON.stringify(file));
}

function refused(file: unknown): [string, string][] {
  const read = schema.safeParse(file);
  if (read.success) return [];
  return refusalsOf(read.error, file).map(({ path, message }) => [path, message]);
}

describe('the file of a region', () => {
  it('is read with the default options when it has none', () => {
    expect(schema.parse(goodFile()).options).toEqual(DEFAULT_OPTIONS);
    expect(schema.parse({ ...goodFile(), options: { rejected: 'excluded' } }).options).toEqual({
      ...DEFAULT_OPTIONS,
      rejected: 'excluded',
    });
  });

  it('has exactly these defaults', () => {
    expect(DEFAULT_OPTIONS).toEqual({
      stages: ['penerapan'],
      outsideWindow: 'excluded',
      rejected: 'zero',
      affairs: 'main',
      betweenLevels: 'lower',
      rounding: 'half-up',
      predicateFrom: 'rounded',
    });
  });

  it('may leave out dates and levels', () => {
    expect(refused(fileWith(['innovations', 0, 'implementedOn'], undefined))).toEqual([]);
    expect(refused(fileWith(['innovations', 0, 'developedOn'], undefined))).toEqual([]);
    expect(refused(fileWith(['innovations', 0, 'levels'], {}))).toEqual([]);
    expect(refused(fileWith(['innovations'], []))).toEqual([]);
  });

  const level = 'harus salah satu dari 0, 1, 2, 3';
  const stage = 'harus salah satu dari "inisiatif", "uji coba", "penerapan"';
  const affair = 'urusan tidak dikenal; tulis persis seperti dalam daftar urusan edisi ini';
  const date = 'harus tanggal yang ada di kalender, TTTT-BB-HH';
  const unknown = 'kunci ini tidak dikenal';
  const first = ['innovations', 0] as const;
  it.each<[readonly (string | number)[], unknown, string, string]>([
    [[...first, 'levels', 'SID-16'], 4, '$.innovations[0].levels["SID-16"]', `${level} (tertulis 4)`],
    [[...first, 'levels', 'SID-16'], 1.5, '$.innovations[0].levels["SID-16"]', `${level} (tertulis 1.5)`],
    [[...first, 'levels', 'SID-16'], -1, '$.innovations[0].levels["SID-16"]', `${level} (tertulis -1)`],
    [[...first, 'levels', 'SID-16'], '2', '$.innovations[0].levels["SID-16"]', `${level} (tertulis "2")`],
    [[...first, 'levels', 'SID-16'], null, '$.innovations[0].levels["SID-16"]', `${level} (tertulis null)`],
    [[...first, 'levels', 'SID-99'], 1, '$.innovations[0].levels["SID-99"]', unknown],
    [[...first, 'levels', 'SID-36'], 1, '$.innovations[0].levels["SID-36"]', unknown],
    [[...first, 'levels', 'SPD-01'], 1, '$.innovations[0].levels["SPD-01"]', unknown],
    [[...first, 'levels'], undefined, '$.innovations[0].levels', 'wajib diisi'],
    [[...first, 'stage'], 'Penerapan', '$.innovations[0].stage', `${stage} (tertulis "Penerapan")`],
    [[...first, 'affair'], 'kesehatan', '$.innovations[0].affair', `${affair} (tertulis "kesehatan")`],
    [[...first, 'affair'], undefined, '$.innovations[0].affair', 'wajib diisi'],
    [
      [...first, 'status'],
      'listed',
      '$.innovations[0].status',
      'harus salah satu dari "accepted", "rejected" (tertulis "listed")',
    ],
    [[...first, 'implementedOn'], '2024-02-30', '$.innovations[0].implementedOn', `${date} (tertulis "2024-02-30")`],
    [[...first, 'developedOn'], '1 Mei 2024', '$.innovations[0].developedOn', `${date} (tertulis "1 Mei 2024")`],
    [[...first, 'developedOn'], 2024, '$.innovations[0].developedOn', 'harus teks (tertulis 2024)'],
    [[...first, 'crossingAffairs'], ['Sosial', 'x'], '$.innovations[0].crossingAffairs[1]', `${affair} (tertulis "x")`],
    [[...first, 'title'], 'x', '$.innovations[0].title', unknown],
    [[...first, 'id'], 7, '$.innovations[0].id', 'harus teks (tertulis 7)'],
    [['innovations', 1, 'id'], 'a', '$.innovations[1].id', 'id ini sudah dipakai inovasi lain (tertulis "a")'],
    [['innovations', 1], 'b', '$.innovations[1]', 'harus objek { … } (tertulis "b")'],
    [['innovations'], {}, '$.innovations', 'harus daftar [ … ] (tertulis {})'],
    [['innovations'], undefined, '$.innovations', 'wajib diisi'],
    [['region'], undefined, '$.region', 'wajib diisi'],
    [['region', 'code'], 3216, '$.region.code', 'harus teks (tertulis 3216)'],
    [['region', 'spd'], undefined, '$.region.spd', 'wajib diisi'],
    [['region', 'spd'], 45, '$.region.spd', 'harus objek { … } (tertulis 45)'],
    [['region', 'spd', 'SPD-02'], 1, '$.region.spd["SPD-02"]', unknown],
    [['region', 'spd', 'SPD-02a'], 4, '$.region.spd["SPD-02a"]', `${level} (tertulis 4)`],
    [['options'], { stages: [] }, '$.options.stages', 'paling sedikit 1 (tertulis [])'],
    [
      ['options'],
      { rejected: true },
      '$.options.rejected',
      'harus salah satu dari "zero", "zero-with-affair", "excluded" (tertulis true)',
    ],
    [['options'], { floor: 1 }, '$.options.floor', unknown],
    [['options'], null, '$.options', 'harus objek { … } (tertulis null)'],
    [['edition'], 2024, '$.edition', 'harus salah satu dari 2026 (tertulis 2024)'],
    [['Innovations'], [], '$.Innovations', unknown],
  ])('is refused at %j = %j', (path, value, where, message) => {
    expect(refused(fileWith(path, value))).toEqual([[where, message]]);
  });

  it('is refused at keys that a prototype could hide', () => {
    const file = JSON.parse('{"SID-16":1,"__proto__":3,"constructor":2}');
    expect(refused({ ...goodFile(), innovations: [{ ...anInnovation(), levels: file }] })).toEqual([
      ['$.innovations[0].levels.__proto__', unknown],
      ['$.innovations[0].levels.constructor', unknown],
    ]);
  });

  it('takes SPD as one number in the editions that know no rows', () => {
    const estimate = regionFileSchema(editionOf(2024));
    const file = (spd: unknown) => ({ ...goodFile(), edition: 2024, region: { code: '32.16', spd } });
    const at = (spd: unknown) => {
      const read = estimate.safeParse(file(spd));
      return read.success ? [] : refusalsOf(read.error, file(spd));
    };
    expect([at(0), at(63), at(45.75)]).toEqual([[], [], []]);
    expect(at(63.01)).toEqual([{ path: '$.region.spd', message: 'paling banyak 63 (tertulis 63.01)' }]);
    expect(at(-1)).toEqual([{ path: '$.region.spd', message: 'paling sedikit 0 (tertulis -1)' }]);
    expect(at(1.005)).toEqual([{ path: '$.region.spd', message: 'paling banyak dua angka desimal (tertulis 1.005)' }]);
    expect(at({ 'SPD-01': 3 })).toEqual([{ path: '$.region.spd', message: 'harus angka (tertulis {"SPD-01":3})' }]);
  });
});

describe('jsonPath', () => {
  it('writes names plainly and everything else in brackets', () => {
    expect(jsonPath([])).toBe('$');
    expect(jsonPath(['a', 0, 'SID-16', 'x y', 'q"'])).toBe('$.a[0]["SID-16"]["x y"]["q\\""]');
  });
});

describe('the report', () => {
  it('has exactly the keys of its schema, whatever the region', () => {
    for (const edition of EDITIONS) {
      fc.assert(
        fc.property(arbitraryRegion(edition, 10), arbitraryOptions, (region, options) => {
          const report = reportRegion(scoreRegion(edition, region, options));
          expect(regionReportSchema.parse(report)).toEqual(report);
          expect(JSON.parse(JSON.stringify(report))).toEqual(report);
        }),
        { numRuns: 30 },
      );
    }
  });

  it('is described in docs/iid-score.schema.json', () => {
    const file = new URL('../../../docs/iid-score.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(describeScoreFiles());
  });
});
