import type { Actor } from '#platform/tenancy.ts';

/** The whole installation: who administers the platform. */
export const maySeeInstallation = (actor: Actor | null): boolean => actor?.platformAdministrator ?? false;

/** Backup and seal of one tenant: its administrators. */
export const maySeeTenant = (actor: Actor | null): boolean =>
  actor?.offices.some((office) => office.role === 'tenant_admin') ?? false;
