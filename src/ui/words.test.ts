import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords } from './words.ts';

test('counts what a reader would count', () => {
  expect(['', '  \n ', 'satu', 'RT 04/05 – 140 rumah.', 'sampah-sampah di Pulo', '… — !'].map(countWords)).toEqual([
    0, 0, 1, 4, 3, 0,
  ]);
});

test('joining texts adds their words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(countWords(`${a} ${b}`)).toBe(countWords(a) + countWords(b));
    }),
  );
});
