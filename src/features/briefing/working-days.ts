import { addDays } from '#platform/day.ts';

/** Monday to Friday, and no holiday. Days are `YYYY-MM-DD`. */
export function isWorkingDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** Working days after `from`, `to` among them; 0 when `to` does not lie after it. */
export function workingDaysBetween(from: string, to: string, holidays: ReadonlySet<string>): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) days++;
  return days;
}
