import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/** The office in which the person may make and revoke keys; undefined: in none. */
export function officeForKeys(actor: Actor | null): HeldOffice | undefined {
  return actor?.offices.find((office) => office.role === 'tenant_admin');
}
