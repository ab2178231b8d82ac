import { addDays } from '#platform/day.ts';
import { findHolidayYear, type HolidayYear } from './holiday-year.ts';
import { weekdaysOn } from './working-hours.ts';

/** What a day is for an office of the government. `name` is the holiday's. */
export type DayKind =
  | { kind: 'working' }
  | { kind: 'weekend' }
  | { kind: 'holiday'; name: string }
  | { kind: 'joint_leave'; name: string };

export type YearOfHolidays = (year: number) => Pick<HolidayYear, 'holidays' | 'jointLeave'> | undefined;

/**
 * Holidays and joint leave of the ministers' decree, and the days outside the five-day week of Perpres 21/2023. Of a
 * year without a decree only weekends are known: ask `isDecided` where that matters.
 * @param day "2026-11-24"
 */
export function dayKind(day: string, holidaysOf: YearOfHolidays = findHolidayYear): DayKind {
  const year = holidaysOf(yearOf(day));
  const holiday = year?.holidays.find((one) => one.day === day);
  if (holiday) return { kind: 'holiday', name: holiday.name };
  const leave = year?.jointLeave.find((one) => one.day === day);
  if (leave) return { kind: 'joint_leave', name: leave.name };
  return weekdaysOn(day).includes(weekday(day)) ? { kind: 'working' } : { kind: 'weekend' };
}

export function isWorkingDay(day: string, holidaysOf?: YearOfHolidays): boolean {
  return dayKind(day, holidaysOf).kind === 'working';
}

/** Whether the holidays of that day's year are known. */
export function isDecided(day: string): boolean {
  return findHolidayYear(yearOf(day)) !== undefined;
}

/** The day itself when it is a working day, else the first one after it. */
export function nextWorkingDay(day: string, holidaysOf?: YearOfHolidays): string {
  let next = day;
  while (!isWorkingDay(next, holidaysOf)) next = addDays(next, 1);
  return next;
}

/** Working days from the first to the last day, both included; 0 when the last lies before the first. */
export function workingDaysBetween(first: string, last: string, holidaysOf?: YearOfHolidays): number {
  let count = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkingDay(day, holidaysOf)) count++;
  return count;
}

export interface DeadlineAdvice {
  /** Why nobody is at work on it. */
  reason: Exclude<DayKind, { kind: 'working' }>;
  day: string;
  /** The next working day, to be taken instead. */
  instead: string;
}

/** What to say of a deadline on a day without work; null when there is nothing to say. */
export function adviseDeadline(day: string, holidaysOf?: YearOfHolidays): DeadlineAdvice | null {
  const reason = dayKind(day, holidaysOf);
  return reason.kind === 'working' ? null : { reason, day, instead: nextWorkingDay(day, holidaysOf) };
}

export interface DeadlineWarning {
  day: string;
  advice: DeadlineAdvice | null;
  /** Year whose holidays are not known yet, when the deadline, or the day to be taken instead, lies in it. */
  undecided: string | null;
}

/** All that is to be said of a deadline before it is kept; null when there is nothing to say. */
export function warnOfDeadline(day: string): DeadlineWarning | null {
  const advice = adviseDeadline(day);
  const unknown = [day, ...(advice ? [advice.instead] : [])].find((one) => !isDecided(one));
  return advice || unknown ? { day, advice, undecided: unknown?.slice(0, 4) ?? null } : null;
}

const yearOf = (day: string) => Number(day.slice(0, 4));

/** 1 is Monday, 7 Sunday. */
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
