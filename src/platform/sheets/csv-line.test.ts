import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('values are written as a reader of CSV expects them', () => {
  const at = new Date('2026-11-24T02:30:00Z');
  expect(csvLine(['a', 1.5, -2, true, null, at, ['x', 'y'], 'a "b", c', ' pinggir '])).toBe(
    'a,1.5,-2,true,,2026-11-24T02:30:00.000Z,"x; y","a ""b"", c"," pinggir "\r\n',
  );
});

test.each(['=1+1', '+62', '-6', '@sum', '\t=1', '\r=1'])('%j is no formula any more', (text) => {
  const [[read]] = parse(csvLine([text]), { relax_column_count: true }) as [[string]];
  expect(read).toBe(`'${text}`);
});

test('any text comes back as it was, but for the mark before a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), (texts) => {
      const [row] = parse(csvLine(texts), { record_delimiter: '\r\n' }) as string[][];
      expect(row).toEqual(texts.map((text) => text.replace(/(^|[;\t\r\n])(?=[=+\-@\t\r])/g, "$1'")));
    }),
  );
});
