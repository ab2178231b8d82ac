import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/** Who looks after mails that could not be delivered: the tenant's administrators. */
export function officeForMails(actor: Actor | null): HeldOffice | null {
  return actor?.offices.find((office) => office.role === 'tenant_admin') ?? null;
}
