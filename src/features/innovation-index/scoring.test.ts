import { describe, expect, it } from 'vitest';
import type { IndexedInnovation } from './maturity.ts';
import { anInnovation, editionOf, repeat, sidLevels, spdLevels } from './region-arbitrary.ts';
import { scoreRegion } from './scoring.ts';

/** Worked by hand from the formula of the 2026 guideline. */
const edition = editionOf(2026);
const five = edition.basicServiceAffairs.slice(0, 5);

const figuresOf = (spd: Parameters<typeof scoreRegion>[1]['spd'], innovations: IndexedInnovation[]) => {
  const score = scoreRegion(edition, { spd, innovations });
  const { index, predicate, total, sid, meanMaturity, n, countScore, basicServiceAffairs } = score;
  return { index, predicate, total, spd: score.spd, sid, meanMaturity, n, countScore, basicServiceAffairs };
};

describe('scoreRegion, edition 2026', () => {
  it('gives SPD alone without innovations: 63 / 250 = 25.2', () => {
    expect(figuresOf(spdLevels(edition, 3), [])).toEqual({
      index: 25.2,
      predicate: 'Kurang Inovatif',
      total: 63,
      spd: 63,
      sid: 0,
      meanMaturity: 0,
      n: 0,
      countScore: 0,
      basicServiceAffairs: 0,
    });
  });

  it('cannot judge a region that sent nothing', () => {
    expect(figuresOf({}, [])).toMatchObject({ index: 0, predicate: 'Tidak Dapat Dinilai', total: 0 });
  });

  it('reaches 250 and 100 with everything, and no more with a 201st innovation', () => {
    const all = repeat(200, { levels: sidLevels(edition, 3) });
    const innovations = all.map((one, at) => ({ ...one, affair: five[at % 5] ?? '' }));
    const full = {
      index: 100,
      predicate: 'Sangat Inovatif',
      total: 250,
      spd: 63,
      sid: 187,
      meanMaturity: 111,
      n: 200,
      countScore: 76,
      basicServiceAffairs: 5,
    };
    expect(figuresOf(spdLevels(edition, 3), innovations)).toEqual(full);
    const more = [...innovations, anInnovation({ levels: sidLevels(edition, 3) })];
    expect(figuresOf(spdLevels(edition, 3), more)).toEqual({ ...full, n: 201 });
  });

  it('divides by 12 below 12 innovations: five of maturity 37 make 185 / 12 + 5 x 0.38', () => {
    const innovations = five.map((affair) => anInnovation({ id: affair, affair, levels: sidLevels(edition, 1) }));
    expect(figuresOf({ 'SPD-05a': 1 }, innovations)).toEqual({
      index: 7.23,
      predicate: 'Kurang Inovatif',
      total: 216.8 / 12,
      spd: 0.75,
      sid: 207.8 / 12,
      meanMaturity: 185 / 12,
      n: 5,
      countScore: 1.9,
      basicServiceAffairs: 5,
    });
  });

  it('divides by n above 12: thirteen of maturity 74 keep the mean 74', () => {
    const innovations = repeat(13, { levels: sidLevels(edition, 2) });
    expect(figuresOf({}, innovations)).toMatchObject({ meanMaturity: 74, sid: 74, index: 29.6, n: 13 });
  });

  it('gives no count score with four basic-service affairs', () => {
    const innovations = five.slice(0, 4).map((affair) => anInnovation({ id: affair, affair }));
    const score = scoreRegion(edition, { spd: {}, innovations });
    expect([score.countScore, score.basicServiceAffairs]).toEqual([0, 4]);
    expect(score.rows.at(-1)).toEqual({
      code: 'SID-36',
      weight: 0.38,
      level: 0,
      score: 0,
      max: 76,
      zero: 'few-affairs',
    });
  });
});

describe('rounding and predicates', () => {
  const full = (count: number) => repeat(count, { levels: sidLevels(edition, 3) }, 'full');
  const empty = (count: number) => repeat(count, {}, 'empty');
  const one = (levels: IndexedInnovation['levels']) => [anInnovation({ levels })];
  /** Maturity 80: all at level 2 is 74, SID-35 adds 4 and SID-17 adds 2. */
  const eighty = sidLevels(edition, 2, { 'SID-35': 3, 'SID-17': 3 });
  const seventyFive = sidLevels(edition, 2, { 'SID-20': 3 });
  const indexOf = (spd: number, innovations: IndexedInnovation[]) => {
    const { index, predicate } = scoreRegion(edition, { spd: spdLevels(edition, spd), innovations });
    return [index, predicate];
  };

  it('rounds a half up where floats would round it down: 0.075 is 0.08', () => {
    const { index } = scoreRegion(edition, {
      spd: {},
      innovations: [...one({ 'SID-16': 1 }), ...empty(15)],
    });
    expect(index).toBe(0.08);
    expect((0.075).toFixed(2)).toBe('0.07');
  });

  it('turns at 65.00 | 65.01: 65.005 rounds up and is Sangat Inovatif', () => {
    expect(indexOf(3, [...full(71), ...one(eighty), ...empty(8)])).toEqual([65.01, 'Sangat Inovatif']);
    const less = sidLevels(edition, 2, { 'SID-35': 3, 'SID-20': 3 });
    expect(indexOf(3, [...full(71), ...one(less), ...empty(8)])).toEqual([65, 'Inovatif']);
  });

  it('turns at 40.00 | 40.01', () => {
    expect(indexOf(3, [...full(26), ...one(seventyFive), ...empty(53)])).toEqual([40.01, 'Inovatif']);
    expect(indexOf(3, [...full(26), ...one(sidLevels(edition, 2)), ...empty(53)])).toEqual([40, 'Kurang Inovatif']);
  });

  it('turns at 0 | 0.01: 0.005 is 0.01, less is 0', () => {
    expect(indexOf(0, [...one({ 'SID-20': 1 }), ...empty(79)])).toEqual([0.01, 'Kurang Inovatif']);
    expect(indexOf(0, [...one({ 'SID-20': 1 }), ...empty(80)])).toEqual([0, 'Tidak Dapat Dinilai']);
  });

  it('turns at 35.00 and 60.01 in 2024', () => {
    const predicate = (spd: number, maturity: IndexedInnovation['levels']) => {
      const innovations = repeat(10, { levels: maturity, implementedOn: '2023-01-01' });
      const score = scoreRegion(editionOf(2024), { spd, innovations });
      return [score.index, score.predicate];
    };
    const none = {};
    const some = sidLevels(edition, 1);
    const all = sidLevels(edition, 3);
    // 0.4 x (37 + 3.8) = 16.32; 0.4 x (111 + 3.8) = 45.92
    expect([predicate(46.7, some), predicate(46.69, some), predicate(46.68, some)]).toEqual([
      [35, 'Inovatif'],
      [35, 'Inovatif'],
      [34.99, 'Kurang Inovatif'],
    ]);
    expect([predicate(35.2, all), predicate(35.21, all), predicate(35.22, all)]).toEqual([
      [60, 'Inovatif'],
      [60, 'Inovatif'],
      [60.01, 'Sangat Inovatif'],
    ]);
    expect(predicate(0, none)).toEqual([1.52, 'Kurang Inovatif']);
  });
});

describe('other editions', () => {
  it('2027 divides by 14 and asks for all six affairs', () => {
    const next = editionOf(2027);
    const levels = sidLevels(next, 2);
    const innovations = next.basicServiceAffairs.map((affair) =>
      anInnovation({ id: affair, affair, levels, implementedOn: '2026-12-31' }),
    );
    const all = scoreRegion(next, { spd: {}, innovations });
    expect([all.meanMaturity, all.countScore, all.status]).toEqual([444 / 14, 2.28, 'prognosis']);
    expect(scoreRegion(next, { spd: {}, innovations: innovations.slice(1) }).countScore).toBe(0);
  });

  it('2023 and 2024 take SPD as one row and know no rule of affairs', () => {
    for (const year of [2023, 2024]) {
      const innovations = repeat(3, { implementedOn: '2022-07-01', levels: sidLevels(edition, 1) });
      const score = scoreRegion(editionOf(year), { spd: 45.75, innovations });
      expect([score.spd, score.divisor, score.meanMaturity, score.countScore]).toEqual([45.75, 10, 11.1, 1.14]);
      expect(score.rows[0]).toEqual({ code: 'SPD', weight: 1, level: 45.75, score: 45.75, max: 63, zero: null });
      expect(score.rows.length).toBe(22);
    }
  });
});

describe('rows', () => {
  it('give weight x level for the region and a reason for each zero', () => {
    const innovations = [
      ...repeat(3, { levels: { 'SID-16': 2, 'SID-17': 0 } }),
      anInnovation({ status: 'rejected', levels: { 'SID-16': 3 } }),
    ];
    const { rows } = scoreRegion(edition, { spd: { 'SPD-01': 2, 'SPD-08': 0 }, innovations });
    const row = (code: string) => rows.find((one) => one.code === code);
    expect(row('SPD-01')).toEqual({ code: 'SPD-01', weight: 1, level: 2, score: 2, max: 3, zero: null });
    expect(row('SPD-08')).toMatchObject({ score: 0, max: 4.5, zero: 'level-zero' });
    expect(row('SPD-09')).toMatchObject({ score: 0, zero: 'not-filled' });
    expect(row('SID-16')).toEqual({ code: 'SID-16', weight: 3, level: 0.5, score: 1.5, max: 9, zero: null });
    expect(row('SID-17')).toMatchObject({ level: 0, score: 0, zero: 'all-zero' });
    expect(rows.map(({ code }) => code)).toEqual([
      ...(edition.spd.entry === 'rows' ? edition.spd.indicators.map(({ code }) => code) : []),
      ...edition.sid.indicators.map(({ code }) => code),
      'SID-36',
    ]);
  });

  it('say that there is nothing to count', () => {
    const { rows } = scoreRegion(edition, { spd: {}, innovations: [] });
    expect(new Set(rows.map(({ zero }) => zero))).toEqual(new Set(['not-filled', 'no-innovation']));
    expect(scoreRegion(editionOf(2024), { spd: 0, innovations: [] }).rows[0]?.zero).toBe('no-total');
  });
});
