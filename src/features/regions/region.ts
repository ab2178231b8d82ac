import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';

const error = (key: string) => `regions.errors.${key}`;
const line = (most: number) =>
  z
    .string({ error: 'common.errors.required' })
    .transform(oneLine)
    .pipe(z.string().max(most, error('long')));
const required = (most: number) => line(most).pipe(z.string().min(1, 'common.errors.required'));

export const regionLimits = { name: 200, slug: 41, line: 120, lines: 6, logoBytes: 1_000_000 } as const;

/** A region to be opened: its area, its address, who runs it. */
export const regionInput = z.object({
  areaCode: z.string().regex(/^\d{2}(\.\d{2})?$/, error('area')),
  slug: z
    .string({ error: 'common.errors.required' })
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9-]{1,40}$/, error('slugShape')),
  operatorName: required(regionLimits.name),
  helpLabel: required(regionLimits.name),
});
export type RegionInput = z.infer<typeof regionInput>;

/** An address behind the help contact: a telephone number, an e-mail, a page; empty for none. */
const helpAddress = z
  .string()
  .trim()
  .max(300, error('long'))
  .refine(
    (text) => text === '' || /^(tel:\+?[\d-]{5,}|mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(text),
    error('helpHref'),
  )
  .transform((text) => text || null);

/** Who runs the region, and the lines on top of its letters, one a line as typed. */
export const letterheadInput = z.object({
  version: z.coerce.number().int().min(0),
  operatorName: required(regionLimits.name),
  helpLabel: required(regionLimits.name),
  helpHref: helpAddress,
  lines: z
    .string({ error: 'common.errors.required' })
    .transform((text) => text.split('\n').map(oneLine).filter(Boolean))
    .pipe(
      z
        .array(z.string().max(regionLimits.line, error('lineLong')))
        .min(1, 'common.errors.required')
        .max(regionLimits.lines, error('linesMany')),
    ),
});
export type LetterheadInput = z.infer<typeof letterheadInput>;

/** Kinds of organisation that follow from the list of areas. */
export const areaKinds: readonly string[] = ['district_office', 'village', 'ward'];

export interface Letterhead {
  lines: string[];
  /** Content of the logo in the store of files. */
  logo: { sha256: string; mediaType: string } | null;
  /** 0 while nothing was written. */
  version: number;
}
