const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/** The day it is in Bekasi (WIB) at that instant: "2026-11-24". */
export function dayInWib(instant: Date): string {
  return calendar.format(instant);
}

/** So many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
