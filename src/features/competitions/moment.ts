import { z } from 'zod';
import { dayInWib } from '#platform/day.ts';

/** Indonesian western time has no summer time: always seven hours ahead. */
const wib = '+07:00';

/** @param day "2027-03-01" @param time "23:59", WIB */
export function instantOf(day: string, time: string): Date {
  return new Date(`${day}T${time}:00${wib}`);
}

/** "23:59": the time of day in WIB at that instant. */
export function timeInWib(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
}

export const dayAndTime = (instant: Date) => ({ day: dayInWib(instant), time: timeInWib(instant) });

const pad = (part: string) => part.padStart(2, '0');

/** A day as the date field sends it, or as people write it: 24-11-2026, 24/11/2026. */
export const dayTyped = z
  .string('competitions.errors.day')
  .trim()
  .transform((text) =>
    text.replace(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, (_, d, m, y) => `${y}-${pad(m)}-${pad(d)}`),
  )
  .refine((text) => z.iso.date().safeParse(text).success, { error: 'competitions.errors.day', abort: true })
  .refine((text) => text >= '2000-01-01' && text <= '2100-12-31', 'competitions.errors.day');

/** "9.30" and "09:30" are the same time. */
export const timeTyped = z
  .string('competitions.errors.time')
  .trim()
  .transform((text) => text.replace('.', ':').replace(/^\d:/, '0$&'))
  .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'competitions.errors.time');
