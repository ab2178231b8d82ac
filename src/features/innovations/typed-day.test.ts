import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDate } from '#ui/format.ts';
import { readDay } from './typed-day.ts';

it.each([
  ['24 November 2026', '2026-11-24'],
  ['24 nov 2026', '2026-11-24'],
  ['1 Agt 2025', '2025-08-01'],
  ['1 Nopember 2025', '2025-11-01'],
  ['5 Pebruari 2025', '2025-02-05'],
  ['24/11/2026', '2026-11-24'],
  ['24-11-26', '2026-11-24'],
  ['4.1.2026', '2026-01-04'],
  ['2026-11-24', '2026-11-24'],
  ['bulan lalu', 'bulan lalu'],
  ['1 ma 2025', '1 ma 2025'],
  ['', ''],
])('%s is read as %s', (typed, day) => {
  expect(readDay(typed)).toBe(day);
});

it('every day that the pages write is read back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(readDay(formatDate(day))).toBe(day);
    }),
  );
});
