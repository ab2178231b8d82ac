import { expect, test } from 'vitest';
import { findHolidayYear, holidayYears, openHolidayYear } from './holiday-year.ts';
import { nationalDates } from './national.ts';
import { workingHoursOn } from './working-hours.ts';

test('the known years hold as many days as the announcements say', () => {
  expect(holidayYears.map(({ year, holidays, jointLeave }) => [year, holidays.length, jointLeave.length])).toEqual([
    [2026, 17, 8],
    [2027, 18, 8],
  ]);
  expect(findHolidayYear(2028)).toBeUndefined();
});

test('joint leave never falls on a weekend', () => {
  const weekdays = holidayYears.flatMap(({ jointLeave }) =>
    jointLeave.map(({ day }) => new Date(`${day}T00:00:00Z`).getUTCDay()),
  );
  expect(weekdays.every((one) => one >= 1 && one <= 5)).toBe(true);
});

test('Ramadan is known where the ministry announced it and unknown elsewhere', () => {
  expect(findHolidayYear(2026)?.ramadan).toMatchObject({ firstDay: '2026-02-19', lastDay: '2026-03-20' });
  expect(findHolidayYear(2027)?.ramadan).toBeNull();
});

test('a wrong file is named with its fault', () => {
  const right = findHolidayYear(2027);
  const open = (change: object, name = './years/2027.json') => openHolidayYear(name, { ...right, ...change });
  expect(open({})).toEqual(right);
  expect(() => open({}, './years/2028.json')).toThrow('./years/2028.json holds the year 2027');
  expect(() => open({ decree: '' })).toThrow(/2027\.json is not a valid year of holidays/);
  expect(() => open({ jointLeave: [{ day: '2026-12-24', name: 'Natal' }] })).toThrow('a day lies outside the year');
  expect(() => open({ jointLeave: [{ day: '2027-12-25', name: 'Natal' }] })).toThrow('joint leave on a holiday');
});

test('working hours are those of Perpres 21/2023', () => {
  const { usual, ramadan, weekdays } = workingHoursOn('2026-11-24');
  expect([usual.minutesPerWeek / 60, ramadan.minutesPerWeek / 60, weekdays]).toEqual([37.5, 32.5, [1, 2, 3, 4, 5]]);
  expect(workingHoursOn('2020-01-01').validFrom).toBe('2023-04-12');
});

test('national dates of 2026 carry their source; those of 2027 are not set', () => {
  const dates = nationalDates(2026);
  expect(dates.map(({ key }) => key)).toEqual(['iid-2026-surat', 'iid-2026-pengisian']);
  expect(dates.every(({ source }) => source.includes('400.10.11/1887/BSKDN'))).toBe(true);
  expect([nationalDates(2027), nationalDates(1999)]).toEqual([[], []]);
});
