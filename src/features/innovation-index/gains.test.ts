import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gainOfOneMore, innovationGains, sidGains, spdGains, topGains } from './gains.ts';
import {
  anInnovation,
  arbitraryOptions,
  arbitraryRegion,
  editionOf,
  repeat,
  sidLevels,
  spdLevels,
} from './region-arbitrary.ts';
import { scoreTally } from './scoring.ts';
import { replaceInTally, type Tally, tallyInnovations } from './tally.ts';

const edition = editionOf(2026);
const pointsOf = (spd: Record<string, number | undefined> | number, tally: Tally) =>
  scoreTally(edition, spd, tally).total / 2.5;

describe('gains by hand', () => {
  it('one SPD level of weight 2 adds 0.8 points', () => {
    const gain = spdGains(edition, { 'SPD-12': 1 }).find(({ code }) => code === 'SPD-12');
    expect(gain).toEqual({ code: 'SPD-12', level: 1, oneLevel: 0.8, toTop: 1.6 });
  });

  it('one more maturity point on every innovation adds 0.4 points', () => {
    const tally = tallyInnovations(edition, repeat(20, { levels: { 'SID-20': 1 } }));
    expect(sidGains(edition, tally).find(({ code }) => code === 'SID-20')).toEqual({
      kind: 'sid',
      code: 'SID-20',
      innovations: 20,
      level: 1,
      oneLevel: 0.4,
      toTop: 0.8,
    });
  });

  it('names the best first and nothing that is full', () => {
    const tally = tallyInnovations(edition, repeat(12, { levels: sidLevels(edition, 3, { 'SID-35': 2 }) }));
    const spd = { ...spdLevels(edition, 3), 'SPD-12': 1, 'SPD-01': 2 };
    expect(topGains(edition, spd, tally).map(({ code, oneLevel }) => [code, oneLevel])).toEqual([
      ['SID-35', 1.6],
      ['SPD-12', 0.8],
      ['SPD-01', 0.4],
    ]);
  });

  it('below 12 innovations one of maturity 80 adds 80 / 12 / 2.5 + 0.152 points', () => {
    const five = edition.basicServiceAffairs.slice(0, 5).map((affair) => anInnovation({ id: affair, affair }));
    const more = gainOfOneMore(edition, {}, tallyInnovations(edition, five), { maturity: 80 });
    expect(more.points).toBeCloseTo(80 / 12 / 2.5 + 0.152, 12);
    expect({ ...more, points: 0 }).toEqual({ points: 0, maturity: 80, breakEven: 0, opensCount: false });
  });

  it('the fifth affair opens the count score', () => {
    const four = edition.basicServiceAffairs.slice(0, 4).map((affair) => anInnovation({ id: affair, affair }));
    const tally = tallyInnovations(edition, four);
    expect(gainOfOneMore(edition, {}, tally)).toMatchObject({ points: 0, opensCount: false });
    const opened = gainOfOneMore(edition, {}, tally, { affair: edition.basicServiceAffairs[4] ?? '' });
    expect(opened.opensCount).toBe(true);
    expect(opened.points).toBeCloseTo((5 * 0.38) / 2.5, 12);
  });

  it('above 12 innovations it costs below (mean - 0.38 x (n + 1))', () => {
    const rows = repeat(20, { levels: sidLevels(edition, 2) });
    const innovations = rows.map((one, at) => ({ ...one, affair: edition.basicServiceAffairs[at % 6] ?? '' }));
    const more = gainOfOneMore(edition, {}, tallyInnovations(edition, innovations));
    expect(more.breakEven).toBeCloseTo(74 - 0.38 * 21, 9);
    expect([more.maturity, Number(more.points.toFixed(6))]).toEqual([74, 0.152]);
    const poor = gainOfOneMore(edition, {}, tallyInnovations(edition, innovations), { maturity: more.breakEven - 1 });
    expect(poor.points).toBeLessThan(0);
  });

  it('is empty for one that is not scored and for SPD as a total', () => {
    const rejected = anInnovation({ status: 'rejected' });
    expect(innovationGains(edition, tallyInnovations(edition, [rejected]), rejected)).toEqual([]);
    expect(spdGains(editionOf(2024), 40)).toEqual([]);
  });
});

describe('gains are what the index does', () => {
  it('for one level of one innovation', () => {
    fc.assert(
      fc.property(arbitraryRegion(edition), arbitraryOptions, ({ spd, innovations }, options) => {
        const tally = tallyInnovations(edition, innovations, options);
        for (const one of innovations.slice(0, 3)) {
          for (const { code, level, oneLevel, toTop } of innovationGains(edition, tally, one, options)) {
            const to = (reached: number) => {
              const after = { ...one, levels: { ...one.levels, [code]: reached } };
              return pointsOf(spd, replaceInTally(edition, tally, one, after, options)) - pointsOf(spd, tally);
            };
            expect(oneLevel).toBeCloseTo(to(level + 1), 9);
            expect(toTop).toBeCloseTo(to(3), 9);
          }
        }
      }),
    );
  });

  it('for a region, row by row', () => {
    fc.assert(
      fc.property(arbitraryRegion(edition), ({ spd, innovations }) => {
        const tally = tallyInnovations(edition, innovations);
        const levels = typeof spd === 'number' ? {} : spd;
        for (const { kind, code, level, oneLevel, toTop } of topGains(edition, spd, tally)) {
          const raise = (by: number) =>
            kind === 'spd'
              ? pointsOf({ ...levels, [code]: level + by }, tally)
              : pointsOf(
                  spd,
                  tallyInnovations(
                    edition,
                    innovations.map((one) => ({
                      ...one,
                      levels: { ...one.levels, [code]: Math.min(3, (one.levels[code] ?? 0) + by) },
                    })),
                  ),
                );
          expect(oneLevel).toBeCloseTo(raise(1) - pointsOf(spd, tally), 9);
          expect(toTop).toBeCloseTo(raise(3 - (kind === 'spd' ? level : 0)) - pointsOf(spd, tally), 9);
        }
      }),
    );
  });

  it('for one innovation more', () => {
    fc.assert(
      fc.property(
        arbitraryRegion(edition),
        fc.constantFrom(...edition.affairs),
        fc.integer({ min: 0, max: 3 }),
        ({ spd, innovations }, affair, level) => {
          const tally = tallyInnovations(edition, innovations);
          const added = anInnovation({ affair, levels: sidLevels(edition, level) });
          const after = replaceInTally(edition, tally, null, added);
          const more = gainOfOneMore(edition, spd, tally, { affair, maturity: 37 * level });
          expect(more.points).toBeCloseTo(pointsOf(spd, after) - pointsOf(spd, tally), 9);
          const even = gainOfOneMore(edition, spd, tally, { affair, maturity: more.breakEven });
          if (more.breakEven > 0) expect(even.points).toBeCloseTo(0, 9);
          else expect(even.points).toBeGreaterThanOrEqual(-1e-9);
        },
      ),
    );
  });
});
