import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from './typed-number.ts';

describe('a typed number', () => {
  it.each([
    ['37', 37],
    [' 5,91 ', 5.91],
    ['5.91', 5.91],
    ['-50,32%', -50.32],
    ['−5,15 %', -5.15],
    ['1.234', 1234],
    ['1.234.567,5', 1234567.5],
    ['+0,36', 0.36],
    ['0', 0],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(['', ' ', 'dua', '1,2,3', '1.23.456', '1e3', 'NaN', 'Infinity', '0x10', '--1', '1 000', '9'.repeat(400)])(
    '"%s" is none',
    (text) => {
      expect(readNumber(text)).toBe(null);
    },
  );

  it('is read back as Indonesians write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (hundredths) => {
        const value = hundredths / 100;
        const written = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 }).format(value);
        expect(readNumber(written)).toBe(value);
      }),
    );
  });

  it('is a finite number or none, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => readNumber(text) === null || Number.isFinite(readNumber(text))));
  });
});
