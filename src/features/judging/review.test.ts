import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesOf, fitsScale, ownMean, readScore, reviewTransition, scoreText } from './review.ts';
import { mergeReview, type Value } from './review-merge.ts';

test.each([
  ['3,5', 3.5],
  [' 4 ', 4],
  ['4.25', 4.25],
  ['', null],
  ['-1', -1],
  ['3,555', undefined],
  ['tiga', undefined],
  ['1e3', undefined],
  ['٣', undefined],
  ['Infinity', undefined],
])('%j is read as %j', (typed, score) => {
  expect(readScore(typed)).toBe(score);
});

test('what a form shows of a score is read as the same score', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 100_000 }), (hundredths) => {
      expect(readScore(scoreText(hundredths / 100))).toBe(hundredths / 100);
      expect(fitsScale(hundredths / 100, { min: -100, max: 1000 })).toBe(true);
    }),
  );
});

test('the mean lies between the scores, and is none while one is missing', () => {
  const criterion = fc.record({ weight: fc.integer({ min: 1, max: 100 }), value: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.array(criterion, { minLength: 1 }), (criteria) => {
      const mean = ownMean(criteria) ?? Number.NaN;
      const values = criteria.map(({ value }) => value);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      expect(ownMean([...criteria, { weight: 1, value: null }])).toBeNull();
    }),
  );
  expect([ownMean([]), choicesOf({ min: 1, max: 5 }), choicesOf({ min: 0, max: 100 })]).toEqual([
    null,
    [1, 2, 3, 4, 5],
    null,
  ]);
});

test('nothing leads back from a review that was given back or taken away', () => {
  for (const event of ['save', 'submit', 'correct', 'recuse'] as const) {
    expect([reviewTransition(event, 'recused'), reviewTransition(event, 'withdrawn')]).toEqual([undefined, undefined]);
  }
});

describe('merging', () => {
  const at = new Date();
  const value = fc.option(fc.integer({ min: 1, max: 3 }));
  const fields = fc.record({ a: value, b: value, c: value });
  const mapOf = (record: Record<string, Value>) => new Map<string, Value>(Object.entries(record));

  test('of two saves on one version no change of the first is lost, and none of the second goes unsaid', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, first, second) => {
        const names = ['a', 'b', 'c'] as const;
        const edits = names
          .filter((name) => base[name] !== first[name])
          .map((field) => ({ saveId: '1', version: 1, at, field, before: base[field], after: first[field] }));
        const merge = mergeReview(mapOf(first), mapOf(second), edits, '2');
        const told = new Set(merge.conflicts.map(({ field }) => field));
        for (const name of names) {
          const [mine, theirs] = [second[name] !== base[name], first[name] !== base[name]];
          expect(merge.apply.includes(name)).toBe(mine && !theirs);
          expect(told.has(name)).toBe(mine && theirs && first[name] !== second[name]);
          expect(merge.outdated.includes(name)).toBe(!mine && theirs);
        }
      }),
    );
  });
});
