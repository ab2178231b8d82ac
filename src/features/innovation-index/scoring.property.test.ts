import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edition, spdIndicators } from './edition.ts';
import { readInnovation } from './maturity.ts';
import type { RuleOptions } from './options.ts';
import { type ArbitraryRegion, arbitraryOptions, arbitraryRegion, editionOf } from './region-arbitrary.ts';
import { scoreRegion } from './scoring.ts';
import { tallyInnovations } from './tally.ts';

const years = [2023, 2024, 2026, 2027];
const edition = editionOf(2026);

/** The index in hundredths, half up, in whole numbers without a limit: a second way to the same figure. */
function indexByBigInt(of: Edition, { spd, innovations }: ArbitraryRegion, options: RuleOptions): bigint {
  const hundredths = (value: number) => BigInt(Math.round(value * 100));
  const sum = (rows: readonly { code: string; weight: number }[], levels: Record<string, number | undefined>) =>
    rows.reduce((all, { code, weight }) => all + hundredths(weight) * BigInt(levels[code] ?? 0), 0n);
  const counted = innovations.filter((one) => readInnovation(of, one, options).counted);
  const alive = counted.filter(({ status }) => status === 'accepted');
  const n = BigInt(counted.length);
  const floor = BigInt(of.divisorFloor);
  const divisor = n > floor ? n : floor;
  const { affairs } = tallyInnovations(of, innovations, options);
  const open = affairs.filter((count) => count > 0).length >= (of.count.minBasicServiceAffairs ?? 0);
  const cap = BigInt(of.count.cap);
  const count = open ? (n < cap ? n : cap) * hundredths(of.count.perInnovation) : 0n;
  const own = typeof spd === 'number' ? hundredths(spd) : sum(spdIndicators(of), spd);
  const maturity = alive.reduce((all, { levels }) => all + sum(of.sid.indicators, levels), 0n);
  const num = ((own + count) * divisor + maturity) * 10_000n;
  const den = divisor * hundredths(of.totalMax);
  return (2n * num + den) / (2n * den);
}

describe('the index', () => {
  it.each(years)('%i agrees with whole-number arithmetic', (year) => {
    const of = editionOf(year);
    fc.assert(
      fc.property(arbitraryRegion(of), arbitraryOptions, (region, options) => {
        const rules: RuleOptions = { ...options, rounding: 'half-up' };
        const { index } = scoreRegion(of, region, rules);
        expect(BigInt(Math.round(index * 100))).toBe(indexByBigInt(of, region, rules));
      }),
    );
  });

  it.each(years)('%i stays in its bounds, and its parts add up', (year) => {
    const of = editionOf(year);
    fc.assert(
      fc.property(arbitraryRegion(of), arbitraryOptions, (region, options) => {
        const score = scoreRegion(of, region, options);
        expect(score.index).toBeGreaterThanOrEqual(0);
        expect(score.index).toBeLessThanOrEqual(100);
        expect(Number(score.index.toFixed(2))).toBe(score.index);
        expect(score.total).toBeCloseTo(score.spd + score.sid, 9);
        expect(score.sid).toBeCloseTo(score.meanMaturity + score.countScore, 9);
        expect(score.rows.reduce((sum, row) => sum + row.score, 0)).toBeCloseTo(score.total, 9);
        for (const { weight, level, score: points, max, zero } of score.rows) {
          expect(points).toBeCloseTo(weight * level, 9);
          expect(points).toBeLessThanOrEqual(max);
          expect(zero === null).toBe(points > 0);
        }
        const own = score.innovations.filter(({ counted }) => counted);
        expect(own.length).toBe(score.n);
        expect(own.reduce((sum, { maturity }) => sum + maturity, 0) / score.divisor).toBeCloseTo(score.meanMaturity, 9);
        expect(of.predicates.find(({ name }) => name === score.predicate)).toBeDefined();
      }),
    );
  });

  it('does not depend on the order of innovations', () => {
    fc.assert(
      fc.property(arbitraryRegion(edition), fc.infiniteStream(fc.nat()), (region, keys) => {
        const order = new Map(region.innovations.map(({ id }) => [id, keys.next().value]));
        const shuffled = region.innovations.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
        const { innovations, ...score } = scoreRegion(edition, region);
        const other = scoreRegion(edition, { ...region, innovations: shuffled });
        expect({ ...other, innovations: null }).toEqual({ ...score, innovations: null });
        expect(other.innovations.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          innovations.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        );
      }),
    );
  });

  it('never falls when a level rises, of SPD or of an innovation', () => {
    fc.assert(
      fc.property(arbitraryRegion(edition), arbitraryOptions, fc.nat(), fc.nat(), (region, options, at, row) => {
        const before = scoreRegion(edition, region, options).index;
        const raise = (levels: Record<string, number | undefined>, code: string) => ({
          ...levels,
          [code]: Math.min(3, (levels[code] ?? 0) + 1),
        });
        const spd = spdIndicators(edition)[row % 20]?.code ?? '';
        const sid = edition.sid.indicators[row % 20]?.code ?? '';
        const raisedSpd = typeof region.spd === 'number' ? region.spd : raise(region.spd, spd);
        const raised = region.innovations.map((one, place) =>
          place === at % region.innovations.length ? { ...one, levels: raise(one.levels, sid) } : one,
        );
        expect(scoreRegion(edition, { ...region, spd: raisedSpd }, options).index).toBeGreaterThanOrEqual(before);
        expect(scoreRegion(edition, { ...region, innovations: raised }, options).index).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
