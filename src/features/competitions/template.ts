import { z } from 'zod';
import { organizationKinds } from '#features/organizations/index.ts';
import { scoringStages, stageKinds } from './competition.ts';

const text = z.string().min(1);
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const criterionSchema = z.strictObject({
  name: text,
  question: z.string(),
  weight: z.number().positive(),
  /** One text a value of the scale, from the lowest. */
  anchors: z.array(text),
});

export const rubricTemplateSchema = z
  .strictObject({
    kind: z.literal('rubric'),
    key,
    name: text,
    source: text,
    weightsSourced: z.boolean(),
    scale: z.tuple([z.number().int(), z.number().int()]),
    showIndex: z.boolean(),
    criteria: z.array(criterionSchema).min(1).optional(),
    /** Instead of criteria: the indicators of that edition of the index with at least that weight. */
    fromIndex: z.strictObject({ edition: z.number().int(), minimumWeight: z.number().positive() }).optional(),
  })
  .refine(({ criteria, fromIndex }) => (criteria === undefined) !== (fromIndex === undefined), 'criteria or fromIndex')
  .refine(
    ({ criteria = [], scale: [min, max] }) => criteria.every(({ anchors }) => anchors.length === max - min + 1),
    'one anchor a value of the scale',
  );

const stageSchema = z.strictObject({
  kind: z.enum(stageKinds),
  /** Counted from the first day of the contest. */
  startDay: z.number().int().min(0),
  endDay: z.number().int().min(0),
  reviewsPerEntry: z.number().int().min(1).optional(),
  pitchMinutes: z.number().int().min(1).optional(),
  questionMinutes: z.number().int().min(0).optional(),
});

const limit = z.number().int().min(1).nullable();

const categorySchema = z.strictObject({
  name: text,
  description: z.string(),
  organizationKinds: z.array(z.enum(organizationKinds)).min(1),
  form: z.enum(['official', 'short']),
  team: z.boolean(),
  sustained: z.boolean(),
  minimumAgeMonths: limit,
  capPerOrganization: limit,
  winnersBarredYears: limit,
  shortlistSize: z.number().int().min(1),
  winners: z.number().int().min(1),
  /** Keys of rubrics. */
  rubrics: z.partialRecord(z.enum(scoringStages), key),
});

export const competitionTemplateSchema = z.strictObject({
  kind: z.literal('competition'),
  key,
  name: text,
  validFrom: z.iso.date(),
  source: text,
  description: z.string(),
  stages: z.array(stageSchema).min(1),
  categories: z.array(categorySchema).min(1),
});

export type CompetitionTemplate = z.output<typeof competitionTemplateSchema>;

/** A rubric ready to be copied: each value of the scale with its words. */
export interface RubricTemplate {
  key: string;
  name: string;
  source: string;
  weightsSourced: boolean;
  scaleMin: number;
  scaleMax: number;
  showIndex: boolean;
  criteria: { name: string; question: string; weight: number; anchors: { value: number; words: string }[] }[];
}
