import { z } from 'zod';
import { type OrganizationKind, organizationKinds } from '#features/organizations/index.ts';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';
import { versionInput } from './competition-input.ts';

export interface Category {
  id: string;
  position: number;
  name: string;
  description: string;
  organizationKinds: OrganizationKind[];
  form: 'official' | 'short';
  team: boolean;
  sustained: boolean;
  minimumAgeMonths: number | null;
  capPerOrganization: number | null;
  winnersBarredYears: number | null;
  shortlistSize: number;
  winners: number;
}

const error = (key: string) => `competitions.errors.${key}`;
const ticked = z.preprocess((value) => value === 'ya' || value === true, z.boolean());
const whole = (min: number, max: number) =>
  z.coerce.number(error('number')).int(error('number')).min(min, error('number')).max(max, error('number'));
const limit = (max: number) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), whole(1, max).nullable());

/** A category as its form sends it; `version` is the contest's, as the form was read. */
export const categoryInput = z
  .object({
    version: versionInput,
    id: z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm'),
    name: z.string(error('name')).overwrite(oneLine).min(3, error('name')).max(120, error('long')),
    description: z.string().trim().max(1000, error('long')).default(''),
    organizationKinds: z.preprocess(
      (value) => (value === undefined || value === '' ? [] : [value].flat()),
      z.array(z.enum(organizationKinds, error('choose'))).min(1, error('kinds')),
    ),
    form: z.enum(['official', 'short'], error('choose')),
    team: ticked,
    sustained: ticked,
    minimumAgeMonths: limit(240),
    capPerOrganization: limit(100),
    winnersBarredYears: limit(20),
    shortlistSize: whole(1, 500),
    winners: whole(1, 50),
  })
  .refine(({ winners, shortlistSize }) => winners <= shortlistSize, {
    path: ['winners'],
    message: error('moreWinners'),
  })
  .refine(({ team, organizationKinds: kinds }) => !team || kinds.every((kind) => kind === 'school'), {
    path: ['team'],
    message: error('teamSchool'),
  });
export type CategoryInput = z.output<typeof categoryInput>;

/** What an announced category keeps for those who entered it: it may become wider, never narrower. */
export function harms(before: Category, after: CategoryInput): boolean {
  const narrower = (was: number | null, is: number | null, tighter: (a: number, b: number) => boolean) =>
    is !== null && (was === null || tighter(is, was));
  return (
    before.organizationKinds.some((kind) => !after.organizationKinds.includes(kind)) ||
    before.form !== after.form ||
    before.team !== after.team ||
    before.sustained !== after.sustained ||
    narrower(before.minimumAgeMonths, after.minimumAgeMonths, (is, was) => is > was) ||
    narrower(before.capPerOrganization, after.capPerOrganization, (is, was) => is < was) ||
    narrower(before.winnersBarredYears, after.winnersBarredYears, (is, was) => is > was) ||
    after.shortlistSize < before.shortlistSize ||
    after.winners < before.winners
  );
}
