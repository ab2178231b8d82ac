import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasTwoDecimals, roundFraction, toHundredths } from './exact.ts';

describe('roundFraction', () => {
  it('rounds a half up, to even or down', () => {
    const half = (num: number) =>
      (['half-up', 'half-even', 'down'] as const).map((rounding) => roundFraction({ num, den: 2 }, rounding));
    expect([half(1), half(3), half(4), half(5)]).toEqual([
      [1, 0, 0],
      [2, 2, 1],
      [2, 2, 2],
      [3, 2, 2],
    ]);
  });

  it('agrees with whole-number arithmetic for every fraction', () => {
    const safe = fc.maxSafeInteger().map(Math.abs);
    fc.assert(
      fc.property(safe, safe, (num, above) => {
        const den = above + 1;
        fc.pre(Number.isSafeInteger(den));
        const expected = (2n * BigInt(num) + BigInt(den)) / (2n * BigInt(den));
        expect(BigInt(roundFraction({ num, den }, 'half-up'))).toBe(expected);
        expect(BigInt(roundFraction({ num, den }, 'down'))).toBe(BigInt(num) / BigInt(den));
      }),
    );
  });

  it('refuses what is no exact fraction', () => {
    for (const [num, den] of [
      [0.5, 1],
      [1, 0],
      [-1, 2],
      [2 ** 53, 1],
    ] as const) {
      expect(() => roundFraction({ num, den }, 'half-up')).toThrow(RangeError);
    }
  });
});

describe('hundredths', () => {
  it('holds every number of two decimals exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (hundredths) => {
        expect(toHundredths(hundredths / 100)).toBe(hundredths);
        expect(hasTwoDecimals(hundredths / 100)).toBe(true);
      }),
    );
    expect([hasTwoDecimals(0.125), hasTwoDecimals(Number.NaN), hasTwoDecimals(Infinity)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
