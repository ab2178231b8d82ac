import type { Actor, HeldOffice } from '#platform/tenancy.ts';

export type OrganizationAct = 'register' | 'change';

const mayDo: Record<OrganizationAct, readonly string[]> = {
  register: ['tenant_admin'],
  change: ['tenant_admin'],
};

/** The office in which the person may do this today; null is no. */
export function officeFor(actor: Actor | null, act: OrganizationAct): HeldOffice | null {
  return actor?.offices.find((office) => mayDo[act].includes(office.role)) ?? null;
}
