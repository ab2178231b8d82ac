import { z } from 'zod';
import { eventKinds } from './event.ts';
import content from './national.json' with { type: 'json' };

const nationalDate = z.object({
  key: z.string().regex(/^[a-z0-9-]{3,60}$/),
  kind: z.enum(eventKinds),
  name: z.string(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  /** month: the source names months only, the days are the first and the last of them. */
  precision: z.enum(['day', 'month']),
  deadline: z.boolean(),
  source: z.string(),
});
export type NationalDate = z.output<typeof nationalDate>;

const years = z.array(z.object({ year: z.number().int(), dates: z.array(nationalDate) })).parse(content);

/** Dates of the national index of one year, with their source; none where the ministry has not set them yet. */
export function nationalDates(year: number): readonly NationalDate[] {
  return years.find((one) => one.year === year)?.dates ?? [];
}

export function findNationalDate(key: string): NationalDate | undefined {
  return years.flatMap(({ dates }) => dates).find((one) => one.key === key);
}
