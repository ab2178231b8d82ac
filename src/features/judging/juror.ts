import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';
import { institutionalDomain } from './conflict-rules.ts';

export const jurorStates = ['appointed', 'acknowledged', 'declined', 'left'] as const;
export type JurorState = (typeof jurorStates)[number];

export type JurorEvent = 'appoint' | 'acknowledge' | 'decline' | 'leave';

export interface JurorTransition {
  event: JurorEvent;
  /** null: it begins here. */
  from: JurorState | null;
  to: JurorState;
  by: 'committee' | 'juror' | 'either';
}

/** The life of a juror in one contest; who declined or left may be appointed again. */
export const jurorTransitions: readonly JurorTransition[] = [
  { event: 'appoint', from: null, to: 'appointed', by: 'committee' },
  { event: 'appoint', from: 'declined', to: 'appointed', by: 'committee' },
  { event: 'appoint', from: 'left', to: 'appointed', by: 'committee' },
  { event: 'acknowledge', from: 'appointed', to: 'acknowledged', by: 'juror' },
  { event: 'decline', from: 'appointed', to: 'declined', by: 'juror' },
  { event: 'leave', from: 'appointed', to: 'left', by: 'either' },
  { event: 'leave', from: 'acknowledged', to: 'left', by: 'either' },
];

export function jurorTransition(event: JurorEvent, from: JurorState | null): JurorTransition | undefined {
  return jurorTransitions.find((one) => one.event === event && one.from === from);
}

/** Whether somebody in this state counts as juror of the contest. */
export const isActive = (state: JurorState): boolean => state === 'appointed' || state === 'acknowledged';

export const languages = ['id', 'su', 'jv', 'en'] as const;

export const jurorLimits = { title: 120, institution: 160, affairs: 12, affair: 120, most: 2000, reason: 500 } as const;

const error = (key: string) => `jurors.errors.${key}`;
const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
export const versionInput = z.coerce.number('common.errors.wrongForm').int().min(1).max(999_999_999);
const several = <S extends z.ZodType>(one: S) =>
  z.preprocess((typed) => [typed ?? []].flat().filter((part) => part !== ''), z.array(one));
const line = (max: number) => z.string().overwrite(oneLine).max(max, error('long')).default('');
const count = z
  .union([z.string(), z.number()], error('load'))
  .transform((typed) => Number(typed))
  .refine((n) => Number.isInteger(n) && n >= 0 && n <= jurorLimits.most, error('load'));

const orNull = <S extends z.ZodType>(schema: S) =>
  z.preprocess((typed) => (typed === '' || typed === undefined ? null : typed), schema.nullable());

/** Typed as "ipdn.ac.id", "@ipdn.ac.id" or a whole address; public providers say nothing and become null. */
const mailDomain = z
  .string()
  .trim()
  .max(160, error('long'))
  .default('')
  .transform((typed) => (typed === '' ? null : (typed.split('@').at(-1) ?? '').toLowerCase()))
  .refine((domain) => domain === null || /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain), error('mailDomain'))
  .transform((domain) => domain && institutionalDomain(domain));

export const competence = {
  categoryIds: several(id).pipe(z.array(z.string()).max(50)),
  affairs: several(z.string().overwrite(oneLine).max(jurorLimits.affair, error('long'))).pipe(
    z.array(z.string()).max(jurorLimits.affairs, error('tooManyAffairs')),
  ),
  languages: several(z.enum(languages)).pipe(z.array(z.enum(languages)).min(1, error('language'))),
};

const fields = {
  title: line(jurorLimits.title),
  institution: line(jurorLimits.institution),
  institutionId: orNull(id),
  mailDomain,
  ...competence,
  least: count,
  most: count,
  chair: z.preprocess((typed) => typed === 'ya' || typed === true, z.boolean()),
};

function checkLoad({ least, most }: { least: number; most: number }, report: z.core.$RefinementCtx): void {
  if (least > most) report.addIssue({ code: 'custom', path: ['least'], message: error('leastMost') });
}

/** A new juror; `id` is made by the form. */
export const appointmentInput = z
  .object({ id, competitionId: id, userId: z.string().refine(isId, error('person')), ...fields })
  .superRefine(checkLoad);
export type Appointment = z.output<typeof appointmentInput>;

/** All fields anew, as read at `version`. */
export const jurorChange = z.object({ id, version: versionInput, ...fields }).superRefine(checkLoad);
export type JurorChange = z.output<typeof jurorChange>;

export const reasonInput = z.string().trim().min(3, error('reason')).max(jurorLimits.reason, error('long'));
/** `handOn`: the committee passes what they had to read on to the others at once. */
export const leavingInput = z.object({
  ...{ id, version: versionInput, reason: reasonInput },
  handOn: z.literal('ya').optional(),
});
export type Leaving = z.output<typeof leavingInput>;

export interface Juror {
  id: string;
  competitionId: string;
  userId: string;
  name: string;
  title: string;
  institution: string;
  institutionId: string | null;
  mailDomain: string | null;
  categoryIds: string[];
  affairs: string[];
  languages: string[];
  chair: boolean;
  least: number;
  most: number;
  state: JurorState;
  appointedAt: Date;
  acknowledgeBy: Date | null;
  acknowledgedAt: Date | null;
  paperId: string | null;
  leftReason: string;
  version: number;
}

/** Appointed, and the days to say yes are over. */
export const isOverdue = ({ state, acknowledgeBy }: Pick<Juror, 'state' | 'acknowledgeBy'>, now: Date): boolean =>
  state === 'appointed' && acknowledgeBy !== null && acknowledgeBy < now;
