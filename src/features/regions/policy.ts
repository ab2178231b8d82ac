import type { Actor } from '#platform/tenancy.ts';

export const mayOpenRegions = (actor: Actor | null): boolean => actor?.platformAdministrator ?? false;

/**
 * Who makes a region ready: its administrators, and platform administrators, who help also where it has some.
 * @returns the office in which it is done (null for a platform administrator), or false
 */
export function setUpOffice(actor: Actor | null): { officeId: string | null } | false {
  const office = actor?.offices.find((held) => held.role === 'tenant_admin');
  if (office) return { officeId: office.id };
  return actor?.platformAdministrator ? { officeId: null } : false;
}
