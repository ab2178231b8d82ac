import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from './forms.ts';

test.each([
  ['Bank\tSampah\r\nDesa\rTarum', 'Bank\tSampah\nDesa\nTarum'],
  ['\u202eduJ\u202c ul', 'duJ ul'],
  ['\u2066a\u2067b\u2068c\u2069', 'abc'],
  ['a\u0001\u001b[31m\u007f\u0085b', 'a[31mb'],
  ['\ud83d x \ude00', '\ufffd x \ufffd'],
  ['keluarga \u{1f469}\u200d\u{1f466} سلام', 'keluarga \u{1f469}\u200d\u{1f466} سلام'],
])('%j is read as %j', (typed, read) => {
  expect(cleanText(typed)).toBe(read);
});

test('what was read once is read the same again, and letters stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const read = cleanText(typed);
      expect(cleanText(read)).toBe(read);
      expect(read.isWellFormed()).toBe(true);
      expect(read.match(/[\p{L}\p{N}]/gu)).toEqual(typed.match(/[\p{L}\p{N}]/gu));
    }),
  );
});
