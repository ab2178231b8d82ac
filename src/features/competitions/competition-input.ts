import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';
import { mentorRules } from './competition.ts';
import { dayTyped } from './moment.ts';

/** Longest text of each field, in characters. */
export const competitionLimits = { name: 160, theme: 200, description: 4000, reason: 500 } as const;

const error = (key: string) => `competitions.errors.${key}`;
const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
export const versionInput = z.coerce.number('common.errors.wrongForm').int().min(1).max(999_999_999);
const ticked = z.preprocess((value) => value === 'ya' || value === true, z.boolean());
const days = (min: number) =>
  z.coerce.number(error('number')).int(error('number')).min(min, error('number')).max(60, error('number'));

const name = z
  .string(error('name'))
  .overwrite(oneLine)
  .min(3, error('name'))
  .max(competitionLimits.name, error('long'));
const year = z.coerce.number(error('year')).int(error('year')).min(2000, error('year')).max(2100, error('year'));
const theme = z.string().overwrite(oneLine).max(competitionLimits.theme, error('long')).default('');

/** A new contest from a template or as a copy of another; `firstDay` is the first day on which entries come in. */
export const newCompetition = z.object({
  id,
  name,
  year,
  theme,
  firstDay: dayTyped,
  /** `templat:<key>` or `lomba:<id>`. */
  from: z.string(error('from')).regex(/^(templat:[a-z0-9-]+|lomba:[0-9a-f-]{36})$/, error('from')),
});
export type NewCompetition = z.output<typeof newCompetition>;

export const competitionChange = z.object({
  version: versionInput,
  name,
  year,
  theme,
  description: z.string().trim().max(competitionLimits.description, error('long')).default(''),
  mentorRule: z.enum(mentorRules, error('choose')),
  blind: ticked,
  acknowledgeDays: days(1),
  objectionDays: days(0),
});
export type CompetitionChange = z.output<typeof competitionChange>;

export const cancellation = z.object({
  reason: z.string(error('reason')).trim().min(5, error('reason')).max(competitionLimits.reason, error('long')),
});

export const competitionVersion = z.object({ version: versionInput });
