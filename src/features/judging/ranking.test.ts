import fc from 'fast-check';
import { expect, test } from 'vitest';
import { designOf, type Observation } from './calibration.ts';
import { randomFrom } from './calibration-random.ts';
import { simpleScores } from './calibration-simple.ts';
import { solve } from './calibration-system.ts';
import { planExtraReviews } from './extra-reviews.ts';
import { bandsOf, closeToCut, orderOf, rankEntries } from './ranking.ts';
import { correlation, leaveOneOut } from './ranking-jurors.ts';
import { inventContest } from './testing-contests.ts';

const options = { seed: 7, draws: 500, places: [3, 10] };
const size = { entries: 20, jurors: 6, reviews: 3 };

test('the small system of docs/judging.md, worked by hand', () => {
  // Two entries, two jurors, all four scores 8, 6 / 6, 2; both ratios 1. See "A worked example".
  const observations = [
    { entry: 0, juror: 0, value: 8 },
    { entry: 0, juror: 1, value: 6 },
    { entry: 1, juror: 0, value: 6 },
    { entry: 1, juror: 1, value: 2 },
  ];
  const solved = solve(designOf(observations), { quality: 1, tendency: 1 });
  expect([...solved.quality].map((f) => f.toFixed(6))).toEqual(['1.000000', '-1.000000']);
  expect([...solved.common.subarray(2)].map((b) => b.toFixed(6))).toEqual(['1.000000', '-1.000000']);
  expect(solved.common[0]).toBeCloseTo(0, 12);
  // Residuals ½, ½, ½ … squared and summed, and the penalties of both qualities and both tendencies.
  expect(solved.squares).toBeCloseTo(7, 12);
});

test('the same rows and seed give the same numbers, whatever else was worked out before', () => {
  const { observations } = inventContest(1, size);
  const first = rankEntries(observations, options);
  rankEntries(inventContest(2, size).observations, options);
  const again = rankEntries(observations, options);
  expect(again.calibrated).toEqual(first.calibrated);
  expect(again.chances).toEqual(first.chances);
  expect(rankEntries(observations, { ...options, seed: 8 }).chances).not.toEqual(first.chances);
});

test('another scale changes nothing but the scale', () => {
  const { observations } = inventContest(3, size);
  const other = observations.map((one) => ({ ...one, value: 40 + 10 * one.value }));
  const [small, large] = [rankEntries(observations, options), rankEntries(other, options)];
  expect(large.order).toEqual(small.order);
  for (const [i, score] of small.calibrated.entries()) expect(large.calibrated[i]).toBeCloseTo(40 + 10 * score, 6);
  for (const [i, sd] of small.sd.entries()) expect(large.sd[i]).toBeCloseTo(10 * sd, 6);
});

test('where every juror scored every entry the order is that of the plain mean', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 2, max: 12 }), (seed, entries) => {
      const { observations } = inventContest(seed, { entries, jurors: 4, reviews: 4 });
      const ranking = rankEntries(observations, { ...options, draws: 100 });
      expect(ranking.complete).toBe(true);
      expect(ranking.order).toEqual(orderOf(simpleScores(observations, entries, 4).mean));
    }),
    { numRuns: 40 },
  );
});

test('a juror who becomes stricter by a constant moves nobody where all read all, and the scores little elsewhere', () => {
  const stricter = (observations: readonly Observation[]) =>
    observations.map((one) => (one.juror === 2 ? { ...one, value: one.value - 1.5 } : one));
  const all = inventContest(5, { entries: 12, jurors: 4, reviews: 4 }).observations;
  expect(rankEntries(stricter(all), options).order).toEqual(rankEntries(all, options).order);
  const some = inventContest(5, { entries: 60, jurors: 7, reviews: 3 }).observations;
  const [was, is] = [rankEntries(some, options), rankEntries(stricter(some), options)];
  const moved = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    const less = Array.from(a, (value, i) => (b[i] ?? 0) - value);
    const mean = less.reduce((sum, v) => sum + v, 0) / less.length;
    return Math.sqrt(less.reduce((sum, v) => sum + (v - mean) ** 2, 0) / less.length);
  };
  const plain = (rows: readonly Observation[]) => simpleScores(rows, 60, 7).mean;
  expect(moved(was.calibrated, is.calibrated)).toBeLessThan(0.4 * moved(plain(some), plain(stricter(some))));
  expect(is.tendency[2]).toBeLessThan((was.tendency[2] ?? 0) - 0.8);
});

test('tendencies add up to nothing; a juror who scores against everybody agrees with nobody', () => {
  const { observations } = inventContest(9, size);
  const turned = observations.map((one) => (one.juror === 0 ? { ...one, value: 10 - one.value } : one));
  const ranking = rankEntries(turned, options);
  expect(ranking.tendency.reduce((sum, b) => sum + b, 0)).toBeCloseTo(0, 9);
  const views = leaveOneOut(turned, ranking);
  expect(views[0]?.agreement).toBeLessThan(0);
  expect(views.map(({ n }) => n).reduce((sum, n) => sum + n)).toBe(60);
  expect([...(views[1]?.rankWithout ?? [])].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('the effect of having mentored is estimated and taken out', () => {
  const { observations } = inventContest(11, { entries: 60, jurors: 7, reviews: 3 });
  const mentored = observations.map((one, i) => (i % 9 === 0 ? { ...one, value: one.value + 2, mentored: true } : one));
  const ranking = rankEntries(mentored, options);
  expect(ranking.variances.mentorEffect).toBeGreaterThan(1);
  expect(ranking.variances.mentorEffect).toBeLessThan(3);
  expect(rankEntries(observations, options).variances.mentorEffect).toBeNull();
});

test('scores that nothing ties together are recognised', () => {
  const apart = inventContest(1, { entries: 4, jurors: 2, reviews: 2 }).observations;
  const others = apart.map((one) => ({ ...one, entry: one.entry + 4, juror: one.juror + 2 }));
  expect(rankEntries(apart, options).components).toBe(1);
  expect(rankEntries([...apart, ...others], options).components).toBe(2);
});

test('all scores equal, one score alone: nobody is told apart, nothing breaks', () => {
  const equal = Array.from({ length: 12 }, (_, i) => ({ entry: i % 4, juror: Math.floor(i / 4), value: 3 }));
  const ranking = rankEntries(equal, options);
  expect(ranking.order).toEqual([0, 1, 2, 3]);
  expect(ranking.band).toEqual([1, 1, 1, 1]);
  expect([...ranking.calibrated].map((score) => score.toFixed(6))).toEqual(Array(4).fill('3.000000'));
  const alone = rankEntries([{ entry: 0, juror: 0, value: 4 }], options);
  expect(alone.calibrated[0]).toBeCloseTo(4, 9);
  expect(alone.chances[0]?.[0]).toBe(1);
  expect(() => rankEntries([], options)).toThrow(RangeError);
});

test('bands begin anew where the first of a band is surely better; around a clear cut nobody is close', () => {
  // Entry 0 is always best, 1 and 2 take turns, 3 is always last.
  const qualities = new Float64Array([9, 5, 4, 1, 9, 4, 5, 1]);
  const draws = { count: 2, entries: 4, qualities };
  expect(bandsOf([0, 1, 2, 3], draws)).toEqual([1, 2, 2, 3]);
  expect(closeToCut({ order: [0, 1, 2, 3], draws }, 1)).toEqual([]);
  expect(closeToCut({ order: [0, 1, 2, 3], draws }, 2)).toEqual([1, 2]);
  expect(closeToCut({ order: [0, 1, 2, 3], draws }, 4)).toEqual([]);
});

test('extra readings go to the cut, within the room there is', () => {
  const ranking = rankEntries(inventContest(21, { entries: 40, jurors: 8, reviews: 3 }).observations, options);
  const plan = planExtraReviews(ranking, 10, 12, () => 2);
  expect(plan).toHaveLength(12);
  for (const entry of plan) expect(plan.filter((other) => other === entry).length).toBeLessThanOrEqual(2);
  const places = plan.map((entry) => ranking.rank[entry] ?? 0);
  expect(Math.max(...places)).toBeLessThanOrEqual(22);
  expect(planExtraReviews(ranking, 40, 5)).toEqual([]);
  expect(planExtraReviews(ranking, 10, 5, () => 0)).toEqual([]);
});

test('draws are normal and gamma by their first moments', () => {
  const random = randomFrom('contoh');
  const normals = Array.from({ length: 20_000 }, () => random.normal());
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  expect(mean(normals)).toBeCloseTo(0, 1);
  expect(mean(normals.map((v) => v * v))).toBeCloseTo(1, 1);
  for (const shape of [0.5, 3, 40]) {
    const gammas = Array.from({ length: 20_000 }, () => random.gamma(shape));
    expect(Math.abs(mean(gammas) / shape - 1)).toBeLessThan(0.03);
  }
});

test('chances are true: 150 contests in three bins', () => {
  const bins = Array.from({ length: 3 }, () => ({ shown: 0, hits: 0, n: 0 }));
  for (let seed = 1; seed <= 150; seed += 1) {
    const { quality, observations } = inventContest(seed, { entries: 30, jurors: 6, reviews: 3 });
    const [, ten] = rankEntries(observations, { ...options, seed, draws: 200 }).chances;
    for (const [i, own] of quality.entries()) {
      const chance = ten?.[i] ?? 0;
      const bin = bins[chance < 0.2 ? 0 : chance < 0.8 ? 1 : 2];
      if (!bin) continue;
      bin.n += 1;
      bin.shown += chance;
      bin.hits += quality.filter((other) => other > own).length < 10 ? 1 : 0;
    }
  }
  for (const { shown, hits, n } of bins) {
    const p = shown / n;
    expect(Math.abs(p - hits / n)).toBeLessThan(0.03 + 2 * Math.sqrt((p * (1 - p)) / n));
  }
});

test('a correlation needs three pairs and spread', () => {
  expect(correlation([1, 2], [1, 2])).toBeNull();
  expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
});
