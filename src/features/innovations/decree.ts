import { z } from 'zod';
import { proposalEdition } from './proposal.ts';

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.union([z.literal('').transform(() => null), z.enum(values, 'papers.errors.choose')], 'papers.errors.choose');

/** Kinds of organisation a decree may be limited to. */
export const decreeKinds = [
  'agency',
  'sub_agency',
  'puskesmas',
  'hospital',
  'district_office',
  'village',
  'ward',
  'school',
  'university',
  'community',
  'business',
] as const;

/** Which accepted innovations a decree names; null takes all. */
export const decreeFilter = z.object({
  year: z
    .string('papers.errors.year')
    .trim()
    .regex(/^(20\d{2})?$/, 'papers.errors.year')
    .transform((typed) => (typed === '' ? null : Number(typed))),
  affair: oneOf(proposalEdition.affairs),
  organizationKind: oneOf(decreeKinds),
});
export type DecreeFilter = z.output<typeof decreeFilter>;

/** An accepted innovation as the annex names it. */
export interface DecreeInnovation {
  title: string;
  organizationName: string;
  affair: string;
  initiatorKind: string;
}
