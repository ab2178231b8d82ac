import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Edition, spdIndicators } from './edition.ts';
import { currentEdition, EDITIONS, findEdition, openEdition } from './editions.ts';
import { editionOf } from './region-arbitrary.ts';

const sumWeights = (rows: readonly { weight: number }[]) => rows.reduce((sum, { weight }) => sum + weight, 0);

describe('editions', () => {
  it('holds every file of the folder, newest first', () => {
    const files = readdirSync(new URL('./editions/', import.meta.url)).filter((name) => name.endsWith('.json'));
    expect(EDITIONS.map(({ edition }) => `${edition}.json`)).toEqual(files.sort().reverse());
    expect(EDITIONS.map(({ edition, status }) => [edition, status])).toEqual([
      [2027, 'prognosis'],
      [2026, 'official'],
      [2024, 'estimate'],
      [2023, 'estimate'],
    ]);
    expect([currentEdition().edition, findEdition(2025)]).toEqual([2026, undefined]);
  });

  it('2026 has the totals of the guideline: 21 and 63, 37 and 111, 76, 250', () => {
    const edition = editionOf(2026);
    const spd = spdIndicators(edition);
    const { sid, count } = edition;
    expect([spd.length, sumWeights(spd), edition.spd.max]).toEqual([20, 21, 63]);
    expect([sid.indicators.length, sumWeights(sid.indicators), sid.max]).toEqual([20, 37, 111]);
    expect([count.perInnovation, count.cap, count.max, count.minBasicServiceAffairs]).toEqual([0.38, 200, 76, 5]);
    expect([edition.totalMax, edition.divisorFloor]).toEqual([250, 12]);
    expect(edition.window).toEqual({ from: '2024-01-01', to: '2025-12-31' });
    expect([edition.affairs.length, edition.basicServiceAffairs.length]).toEqual([38, 6]);
  });

  it('2026 splits the SPD indicators 2, 5, 10, 11 and 13 and has 10 + 5 mandatory ones', () => {
    const edition = editionOf(2026);
    const spd = spdIndicators(edition);
    const split = spd.filter(({ code }) => code.endsWith('a')).map(({ number }) => number);
    expect(split).toEqual([2, 5, 10, 11, 13]);
    expect(new Set(spd.map(({ number }) => number)).size).toBe(15);
    const mandatory = (rows: readonly { number: number; mandatory: boolean | null }[]) => [
      ...new Set(rows.filter((row) => row.mandatory).map(({ number }) => number)),
    ];
    expect(mandatory(spd)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(mandatory(edition.sid.indicators)).toEqual([16, 17, 32, 33, 35]);
  });

  it.each([2023, 2024])('%i is an estimate that knows SPD only as one total', (year) => {
    const edition = editionOf(year);
    expect(edition.spd).toEqual({ entry: 'total', max: 63 });
    expect(edition.sid.indicators.map(({ code, weight }) => [code, weight])).toEqual(
      editionOf(2026).sid.indicators.map(({ code, weight }) => [code, weight]),
    );
    expect([edition.divisorFloor, edition.count.minBasicServiceAffairs]).toEqual([10, null]);
    expect(edition.predicates.map(({ min, max }) => [min, max])).toEqual([
      [60.01, 100],
      [35, 60],
      [0.01, 34.99],
      [0, 0],
    ]);
    expect(edition.assumptions.length).toBeGreaterThan(0);
  });

  it('2024 says that its floor is assumed', () => {
    expect(editionOf(2024).assumptions[0]).toContain('Pembagi minimal 10 dianggap sama');
  });

  it('2027 differs from 2026 only in floor, affairs and window', () => {
    const [next, now] = [editionOf(2027), editionOf(2026)];
    expect([next.divisorFloor, next.count.minBasicServiceAffairs]).toEqual([14, 6]);
    const { divisorFloor, window } = now;
    expect({
      ...next,
      divisorFloor,
      window,
      edition: now.edition,
      status: now.status,
      statusNote: now.statusNote,
      assumptions: now.assumptions,
      count: now.count,
    }).toEqual(now);
  });
});

describe('openEdition', () => {
  const broken = (change: (edition: Edition) => void) => () => {
    const copy = structuredClone(editionOf(2026));
    change(copy);
    return openEdition('x/2026.json', copy);
  };

  it('opens a good one', () => {
    expect(broken(() => {})()).toEqual(editionOf(2026));
  });

  it.each<[string, RegExp, (edition: Edition) => void]>([
    ['a weight', /weights of SID/, (edition) => Object.assign(edition.sid.indicators[0] ?? {}, { weight: 4 })],
    ['an SPD weight', /weights of SPD/, (edition) => Object.assign(spdIndicators(edition)[0] ?? {}, { weight: 4 })],
    ['three decimals', /more than two decimals/, (edition) => Object.assign(edition.count, { perInnovation: 0.385 })],
    ['the cap', /perInnovation x cap/, (edition) => Object.assign(edition.count, { cap: 100 })],
    ['the total', /another total/, (edition) => Object.assign(edition, { totalMax: 251 })],
    ['the window', /ends before it begins/, (edition) => Object.assign(edition.window, { to: '2023-01-01' })],
    ['a predicate', /leaves a gap/, (edition) => Object.assign(edition.predicates[1] ?? {}, { max: 64 })],
    [
      'the last predicate',
      /must be 0/,
      (edition) => Object.assign(edition.predicates.at(-1) ?? {}, { min: 0.01, max: 0.01 }),
    ],
    ['a code twice', /a code stands twice/, (edition) => Object.assign(edition.count, { code: 'SID-16' })],
    ['an affair twice', /an affair stands twice/, (edition) => edition.affairs.push('Sosial')],
    ['a basic affair', /no affair of this edition/, (edition) => edition.basicServiceAffairs.push('Lain')],
    ['too many affairs', /more affairs than/, (edition) => Object.assign(edition.count, { minBasicServiceAffairs: 7 })],
    ['an unknown key', /Unrecognized key/, (edition) => Object.assign(edition, { extra: 1 })],
    ['the year', /holds edition 2028/, (edition) => Object.assign(edition, { edition: 2028 })],
  ])('refuses a slip in %s', (_, message, change) => {
    expect(broken(change)).toThrow(message);
  });
});
