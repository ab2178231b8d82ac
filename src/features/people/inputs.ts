import { z } from 'zod';

export const idInput = z.uuid({ error: 'common.errors.wrongForm' }).toLowerCase();

/** A day as the browser's date field sends it, or as people write it: 24-11-2026, 24/11/2026. */
export const dayInput = z
  .string({ error: 'common.errors.required' })
  .trim()
  .min(1, 'common.errors.required')
  .transform((text) =>
    text.replace(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, (_, d, m, y) => `${y}-${pad(m)}-${pad(d)}`),
  )
  .refine((text) => z.iso.date().safeParse(text).success, { error: 'people.errors.dayWrong', abort: true })
  .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'people.errors.dayFar');

const pad = (part: string) => part.padStart(2, '0');

export const optionalDay = z.union([z.literal('').transform(() => null), z.null(), dayInput]).default(null);
