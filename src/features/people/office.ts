import { z } from 'zod';
import { addDays } from '#platform/day.ts';
import { dayInput, idInput, optionalDay } from './inputs.ts';
import { isUsername } from './person.ts';

export const holderKinds = ['definitive', 'plt', 'plh', 'pj'] as const;
export type HolderKind = (typeof holderKinds)[number];

interface RoleRule {
  /** Kinds of organisation that have this office; null for all. */
  organizationKinds: readonly string[] | null;
  /** In which capacities it can be held. */
  kinds: readonly HolderKind[];
  /** Shown on the board of offices even while nobody holds it. */
  everywhere: boolean;
}

/**
 * The roles of offices. A feature that brings a role adds a line here, its label in the messages and the value to the check of
 * `offices.role`.
 */
export const roleRules = {
  organization_head: { organizationKinds: null, kinds: holderKinds, everywhere: true },
  innovator: { organizationKinds: null, kinds: ['definitive'], everywhere: true },
  tenant_admin: { organizationKinds: ['agency', 'sub_agency'], kinds: ['definitive'], everywhere: false },
  verifier: { organizationKinds: ['agency', 'sub_agency'], kinds: ['definitive'], everywhere: false },
  committee: { organizationKinds: ['agency', 'sub_agency'], kinds: ['definitive'], everywhere: false },
  juror: { organizationKinds: ['agency', 'sub_agency'], kinds: ['definitive'], everywhere: false },
  mentor: { organizationKinds: ['agency', 'sub_agency'], kinds: ['definitive'], everywhere: false },
} as const satisfies Record<string, RoleRule>;

export type Role = keyof typeof roleRules;
export const roles = Object.keys(roleRules) as Role[];

export function isRole(text: string): text is Role {
  return Object.hasOwn(roleRules, text);
}

const ruleOf = (role: Role): RoleRule => roleRules[role];

/** Which offices an organisation of that kind has. */
export function rolesAt(organizationKind: string): Role[] {
  return roles.filter((role) => ruleOf(role).organizationKinds?.includes(organizationKind) ?? true);
}

export const kindsOf = (role: Role): readonly HolderKind[] => ruleOf(role).kinds;
export const isEverywhere = (role: Role): boolean => ruleOf(role).everywhere;

export const roleInput = z
  .string({ error: 'people.errors.roleWrong' })
  .refine(isRole, { error: 'people.errors.roleWrong', abort: true });
const kind = z.enum(holderKinds, 'people.errors.kindWrong').default('definitive');
const username = z
  .string({ error: 'people.errors.usernameMissing' })
  .trim()
  .toLowerCase()
  .min(1, { error: 'people.errors.usernameMissing', abort: true })
  .refine(isUsername, 'people.errors.usernameUnknown');

interface Term {
  kind: HolderKind;
  from: string;
  to: string | null;
}

/** Faults of a term that need more than one of its fields. */
export function checkTerm(term: Term & { role?: Role }, report: z.core.$RefinementCtx): void {
  const fault = (path: string, message: string) => report.addIssue({ code: 'custom', path: [path], message });
  if (term.role && !kindsOf(term.role).includes(term.kind)) fault('kind', 'people.errors.kindNotHere');
  if (term.to !== null && term.to < term.from) fault('to', 'people.errors.toBeforeFrom');
  if (term.kind === 'plh' && term.to === null) fault('to', 'people.errors.standInNeedsEnd');
}

export const termFields = { kind, from: dayInput, to: optionalDay };

/** One person enters one office. `id` is the holding's, made by the form. */
export const appointmentInput = z
  .object({ id: idInput, organizationId: idInput, role: roleInput, username, ...termFields })
  .superRefine(checkTerm);
export type Appointment = z.infer<typeof appointmentInput>;

/** The office that a new person enters at once. */
export const firstOfficeInput = z
  .object({ id: idInput, organizationId: idInput, role: roleInput, ...termFields })
  .superRefine(checkTerm);
export type FirstOffice = z.infer<typeof firstOfficeInput>;

export const endInput = z.object({ holdingId: idInput, lastDay: dayInput });
export type Ending = z.infer<typeof endInput>;

/** `id` is the new holding's, `holdingId` the one that ends the day before `from`. */
export const handOverInput = z
  .object({ id: idInput, holdingId: idInput, username, ...termFields })
  .superRefine(checkTerm);
export type HandOver = z.infer<typeof handOverInput>;

/**
 * Whether somebody holds the office on every day from `day` on.
 * @param terms by their first day; `to` null is for good
 */
export function coversAllDays(terms: readonly { from: string; to: string | null }[], day: string): boolean {
  let open = day; // the first day that nobody covers yet
  for (const { from, to } of terms) {
    if (from > open) return false;
    if (to === null) return true;
    if (to >= open) open = addDays(to, 1);
  }
  return false;
}
