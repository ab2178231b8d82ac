import { z } from 'zod';
import { scoringStages } from '#features/competitions/index.ts';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';

const error = (key: string) => `assignments.errors.${key}`;
const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
const stage = z.enum(scoringStages, error('stage'));
const reason = z.string(error('reason')).overwrite(oneLine).min(5, error('reason')).max(500, error('reason'));

/** What the committee asks of a run; `id` is made by the form. */
export const runSchema = z.object({
  id,
  stage,
  /** Empty: everybody reads everything. */
  k: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number(error('k')).int(error('k')).min(1, error('k')).max(50, error('k')).nullable(),
  ),
  connected: z.preprocess((value) => value === 'ya' || value === true, z.boolean()),
});
export type Run = z.output<typeof runSchema>;

export const takeSchema = z.object({ plan: id });

export const fixSchema = z.object({
  id,
  stage,
  jurorId: z.string(error('juror')).refine(isId, error('juror')),
  entryId: z.string(error('entry')).refine(isId, error('entry')),
  reason,
});
export type Fix = z.output<typeof fixSchema>;

export const withdrawSchema = z.object({ stage, review: id, reason });
export type Withdrawal = z.output<typeof withdrawSchema>;

export const handOnSchema = z.object({ stage, jurorId: z.string(error('juror')).refine(isId, error('juror')) });
export type HandOn = z.output<typeof handOnSchema>;
