import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/day.ts';
import { lateOffices, patienceOf, queuesOf, type WaitingInnovation } from './briefing.ts';
import { isWorkingDay, workingDaysBetween } from './working-days.ts';

const none: ReadonlySet<string> = new Set();
const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2024-01-01', days));

describe('working days', () => {
  it('are Monday to Friday without holidays', () => {
    const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
    expect(week.map((one) => isWorkingDay(one, new Set(['2026-11-25'])))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(workingDaysBetween('2026-11-20', '2026-11-23', none)).toBe(1); // Friday to Monday
    expect(workingDaysBetween('2026-11-21', '2026-11-22', none)).toBe(0); // Saturday to Sunday
  });

  it('add up over any day between, and a holiday never makes more of them', () => {
    fc.assert(
      fc.property(day, day, day, fc.array(day), (a, b, c, off) => {
        const [from, middle, to] = [a, b, c].sort() as [string, string, string];
        const holidays = new Set(off);
        const whole = workingDaysBetween(from, to, holidays);
        expect(workingDaysBetween(from, middle, holidays) + workingDaysBetween(middle, to, holidays)).toBe(whole);
        expect(whole).toBeLessThanOrEqual(workingDaysBetween(from, to, none));
        expect(workingDaysBetween(to, from, holidays)).toBe(0);
      }),
    );
  });

  it('of a week are five, wherever it begins', () => {
    fc.assert(fc.property(day, (from) => workingDaysBetween(from, addDays(from, 7), none) === 5));
  });
});

const now = new Date('2026-11-24T03:00:00Z'); // a Tuesday
const waiting: WaitingInnovation[] = [
  { state: 'proposed', organizationName: 'Desa A', since: new Date('2026-11-23T03:00:00Z') },
  { state: 'proposed', organizationName: 'Desa A', since: new Date('2026-11-09T03:00:00Z') },
  { state: 'proposed', organizationName: 'Desa B', since: new Date('2026-11-10T03:00:00Z') },
  { state: 'submitted', organizationName: 'Desa A', since: new Date('2026-11-02T03:00:00Z') },
  { state: 'submitted', organizationName: 'Desa C', since: new Date('2026-11-13T03:00:00Z') },
  // In Bekasi already the 17th.
  { state: 'returned', organizationName: 'Desa C', since: new Date('2026-11-16T18:00:00Z') },
];

it('queues say how many wait and how long the longest has, empty ones too', () => {
  expect(queuesOf(waiting, now, none)).toEqual([
    { state: 'proposed', count: 3, oldest: 11 },
    { state: 'submitted', count: 2, oldest: 16 },
    { state: 'returned', count: 1, oldest: 5 },
  ]);
  expect(queuesOf([], now, none)).toEqual(
    ['proposed', 'submitted', 'returned'].map((state) => ({ state, count: 0, oldest: 0 })),
  );
});

it('late is who let something lie for more than so many days: the verifiers as one, others by organisation', () => {
  expect(lateOffices(waiting, 5, now, none)).toEqual([
    { organizationName: null, state: 'submitted', count: 2, oldest: 16 },
    { organizationName: 'Desa A', state: 'proposed', count: 1, oldest: 11 },
    { organizationName: 'Desa B', state: 'proposed', count: 1, oldest: 10 },
  ]);
  expect(lateOffices(waiting, 16, now, none)).toEqual([]);
  expect(lateOffices(waiting, 15, now, new Set(['2026-11-03']))).toEqual([]);
});

it('patience is one to sixty days, or the usual five', () => {
  expect([undefined, '', '3', '60', '0', '61', '-2', 'lima', '1e1'].map(patienceOf)).toEqual([
    5, 5, 3, 60, 5, 5, 5, 5, 5,
  ]);
});
