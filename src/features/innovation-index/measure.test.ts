import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Band, spdIndicators } from './edition.ts';
import { levelOfValue } from './measure.ts';
import { editionOf } from './region-arbitrary.ts';

const edition = editionOf(2026);

function bandsOf(code: string, basis?: string): Band[] {
  const row = [...spdIndicators(edition), ...edition.sid.indicators].find((one) => one.code === code);
  const bands =
    basis === undefined ? row?.thresholds?.levels : row?.alternatives?.find((one) => one.basis === basis)?.thresholds;
  if (bands === undefined) throw new Error(`no thresholds: ${code}`);
  return bands;
}

describe('levelOfValue', () => {
  it.each([
    ['SPD-03', -50.33, 1, 'in levels 1 and 2'],
    ['SPD-03', -50.32, 1, 'in levels 1 and 2'],
    ['SPD-03', -50.31, 2, ''],
    ['SPD-03', 8.165, 2, 'between 2 and 3'],
    ['SPD-03', 8.17, 3, ''],
    ['SPD-04', 5.23, 2, 'in levels 2 and 3'],
    ['SPD-05a', 0.36, 2, 'in levels 2 and 3'],
    ['SPD-05b', 5.91, 1, 'in levels 1 and 2, falling'],
    ['SPD-05b', 2.35, 2, 'in levels 2 and 3, falling'],
    ['SPD-05b', 2.33, 3, 'falling'],
    ['SPD-11b', 69.995, 1, 'between 1 and 2'],
    ['SID-17', 0, 0, 'below level 1'],
    ['SID-24', 1, 0, 'below level 1'],
    ['SID-28', 1.5, 2, 'between 3 and 2, falling'],
    ['SID-28', 5.5, 1, 'between 2 and 1, falling'],
    ['SID-29', 50.5, 1, 'between 1 and 2'],
    ['SID-32', 0.5, 3, 'beyond level 3, falling'],
  ])('%s at %f is level %i %s', (code, value, level) => {
    expect(levelOfValue(bandsOf(code), value)).toBe(level);
  });

  it('counts more than the source names as level 3, less as level 0', () => {
    const savings = bandsOf('SID-33', 'c');
    expect([0, 0.01, 10, 10.005, 30, 45].map((value) => levelOfValue(savings, value))).toEqual([0, 1, 1, 1, 3, 3]);
  });

  it('takes the higher level when told so', () => {
    expect(levelOfValue(bandsOf('SPD-04'), 5.23, 'higher')).toBe(3);
    expect(levelOfValue(bandsOf('SID-28'), 5.5, 'higher')).toBe(2);
    expect(levelOfValue(bandsOf('SID-17'), 0, 'higher')).toBe(0);
  });

  it('is level 0 for what is no number', () => {
    expect([Number.NaN, Infinity].map((value) => levelOfValue(bandsOf('SPD-04'), value))).toEqual([0, 0]);
  });

  it('never falls as the value gets better', () => {
    const measured = spdIndicators(edition).filter(({ thresholds }) => thresholds !== undefined);
    fc.assert(
      fc.property(
        fc.constantFrom(...measured),
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        ({ thresholds }, value, step) => {
          const bands = thresholds?.levels ?? [];
          const rising = bands[2]?.max === null;
          const [worse, better] = rising ? [value, value + step] : [value + step, value];
          for (const choice of ['lower', 'higher'] as const) {
            expect(levelOfValue(bands, better, choice)).toBeGreaterThanOrEqual(levelOfValue(bands, worse, choice));
          }
          expect(levelOfValue(bands, value, 'higher')).toBeGreaterThanOrEqual(levelOfValue(bands, value));
        },
      ),
    );
  });
});
