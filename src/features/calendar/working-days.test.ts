import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#platform/day.ts';
import {
  adviseDeadline,
  dayKind,
  isDecided,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
  type YearOfHolidays,
} from './working-days.ts';

describe('days of the decree for 2026 and 2027', () => {
  test.each([
    ['2026-11-24', { kind: 'working' }],
    ['2026-11-28', { kind: 'weekend' }],
    ['2026-12-24', { kind: 'joint_leave', name: 'Kelahiran Yesus Kristus' }],
    ['2026-12-25', { kind: 'holiday', name: 'Kelahiran Yesus Kristus' }],
    // A holiday on a Sunday is called by its name.
    ['2026-04-05', { kind: 'holiday', name: 'Kebangkitan Yesus Kristus (Paskah)' }],
    ['2027-03-09', { kind: 'joint_leave', name: 'Idul Fitri 1448 Hijriah' }],
  ])('%s', (day, kind) => expect(dayKind(day)).toEqual(kind));

  test.each([
    ['2026-12-24', '2026-12-28'],
    ['2027-03-06', '2027-03-16'], // Saturday, Sunday, Nyepi, joint leave, two of Idul Fitri, joint leave, weekend, joint leave
    ['2026-11-24', '2026-11-24'],
    ['2026-12-31', '2026-12-31'],
    ['2027-01-01', '2027-01-04'],
  ])('after %s work goes on on %s', (day, next) => expect(nextWorkingDay(day)).toBe(next));

  test('March 2026 had 17 working days: 22 weekdays less Nyepi and four of joint leave', () => {
    expect(workingDaysBetween('2026-03-01', '2026-03-31')).toBe(17);
  });

  test('a deadline on a day off names the reason and the next working day', () => {
    expect(adviseDeadline('2026-12-24')).toEqual({
      day: '2026-12-24',
      reason: { kind: 'joint_leave', name: 'Kelahiran Yesus Kristus' },
      instead: '2026-12-28',
    });
    expect(adviseDeadline('2026-12-23')).toBeNull();
  });

  test('of a year without a decree only weekends are known', () => {
    expect([isDecided('2026-01-01'), isDecided('2027-12-31'), isDecided('2028-01-03')]).toEqual([true, true, false]);
    expect([dayKind('2028-01-01').kind, dayKind('2028-01-03').kind]).toEqual(['weekend', 'working']);
  });
});

describe('with any holidays', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2026-01-01', n));
  const holidays = fc.uniqueArray(day, { maxLength: 60 }).map(
    (days): YearOfHolidays =>
      (year) => ({
        holidays: days.filter((one) => one.startsWith(`${year}-`)).map((one) => ({ day: one, name: 'Libur' })),
        jointLeave: [],
      }),
  );

  test('the next working day is one, is not before the day, and no working day lies between', () => {
    fc.assert(
      fc.property(day, holidays, (from, known) => {
        const next = nextWorkingDay(from, known);
        expect(isWorkingDay(next, known)).toBe(true);
        expect(next >= from).toBe(true);
        expect(workingDaysBetween(from, next, known)).toBe(1);
        expect(nextWorkingDay(next, known)).toBe(next);
      }),
    );
  });

  test('spans add up, and a span without days counts none', () => {
    fc.assert(
      fc.property(day, day, day, holidays, (...given) => {
        const known = given[3];
        const [a = '', b = '', c = ''] = given.slice(0, 3).map(String).sort();
        const whole = workingDaysBetween(a, c, known);
        expect(workingDaysBetween(a, b, known) + workingDaysBetween(addDays(b, 1), c, known)).toBe(whole);
        expect(workingDaysBetween(addDays(c, 1), c, known)).toBe(0);
      }),
    );
  });

  test('a deadline is advised against exactly on days off', () => {
    fc.assert(
      fc.property(day, holidays, (deadline, known) => {
        const advice = adviseDeadline(deadline, known);
        expect(advice === null).toBe(isWorkingDay(deadline, known));
        if (advice) expect(adviseDeadline(advice.instead, known)).toBeNull();
      }),
    );
  });
});
