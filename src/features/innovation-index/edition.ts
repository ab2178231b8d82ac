import { z } from 'zod';
import { hasTwoDecimals } from './exact.ts';

const decimal = z.number().min(0).refine(hasTwoDecimals, 'more than two decimals');
const text = z.string().min(1);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const bandSchema = z.strictObject({
  level,
  min: z.number().nullable(),
  max: z.number().nullable(),
});

const levelsSchema = z
  .array(z.strictObject({ level, label: text }))
  .length(3)
  .refine((all) => all.every((one, at) => one.level === at + 1), 'levels are not 1, 2, 3');

const bandsSchema = z
  .array(bandSchema)
  .length(3)
  .refine((all) => all.every((one, at) => one.level === at + 1), 'levels are not 1, 2, 3')
  .refine(
    (all) => all.every(({ min, max }) => min === null || max === null || min <= max),
    'a lower bound lies above its upper bound',
  );

const indicatorSchema = z.strictObject({
  code: z.string().regex(/^(SPD|SID)-\d{2}[a-z]?$/),
  number: z.number().int().positive(),
  variable: text,
  name: text,
  weight: decimal,
  /** null: not known for this edition. */
  mandatory: z.boolean().nullable(),
  levels: levelsSchema,
  thresholds: z.strictObject({ metric: text, unit: text, levels: bandsSchema, note: text.optional() }).optional(),
  /** Indicators that are measured on one of several bases, chosen by the innovation. */
  alternatives: z
    .array(z.strictObject({ basis: text, name: text, levels: levelsSchema, thresholds: bandsSchema.optional() }))
    .optional(),
  definition: text.optional(),
  evidence: text.optional(),
  fileTypes: z.array(text).optional(),
  note: text.optional(),
  uncertain: z.boolean().optional(),
  sources: z.array(text).min(1),
});

const countSchema = z.strictObject({
  code: text,
  number: z.number().int().positive(),
  variable: text,
  name: text,
  perInnovation: decimal,
  cap: z.number().int().positive(),
  max: decimal,
  /** Fewer basic-service affairs than this make the count score 0; null: no such rule known. */
  minBasicServiceAffairs: z.number().int().positive().nullable(),
  note: text.optional(),
  sources: z.array(text).min(1),
});

/** One year of the national index, as the JSON files in `editions/` state it. */
export const editionShape = z.strictObject({
  edition: z.number().int().min(2000).max(2999),
  status: z.enum(['official', 'estimate', 'prognosis']),
  statusNote: text,
  /** What no source says and this file takes for granted. */
  assumptions: z.array(text),
  sources: z.array(text).min(1),
  totalMax: decimal.refine((max) => max > 0, 'must be above 0'),
  divisorFloor: z.number().int().positive(),
  spd: z.discriminatedUnion('entry', [
    z.strictObject({ entry: z.literal('rows'), max: decimal, indicators: z.array(indicatorSchema).min(1) }),
    z.strictObject({ entry: z.literal('total'), max: decimal }),
  ]),
  sid: z.strictObject({ max: decimal, indicators: z.array(indicatorSchema).min(1) }),
  count: countSchema,
  window: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  /** Most bytes of a PDF that the ministry's form takes as evidence; absent where no source says. */
  evidenceFiles: z
    .strictObject({ pdfBytes: z.number().int().positive(), uncertain: z.boolean(), note: text, sources: z.array(text) })
    .optional(),
  /** From the highest band down; the last one holds the index 0. */
  predicates: z.array(z.strictObject({ name: text, min: decimal, max: decimal })).min(2),
  basicServiceAffairs: z.array(text).min(1),
  affairs: z.array(text).min(1),
});

export type Edition = z.infer<typeof editionShape>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type Band = z.infer<typeof bandSchema>;
export type EditionStatus = Edition['status'];

/** The region's own indicators; none where the edition knows only their total. */
export function spdIndicators(edition: Edition): readonly Indicator[] {
  return edition.spd.entry === 'rows' ? edition.spd.indicators : [];
}
