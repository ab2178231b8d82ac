import type { Actor, HeldOffice } from '#platform/tenancy.ts';

export type PeopleDeed =
  | 'look'
  | 'create_person'
  | 'invite'
  | 'appoint'
  | 'end'
  | 'hand_over'
  | 'reset_password'
  | 'read_phone'
  | 'manage_providers';

/** What an organisation's head may do with its own offices, and with which of them. */
const headMay: Partial<Record<PeopleDeed, readonly string[] | 'all'>> = {
  look: 'all',
  invite: ['innovator'],
  appoint: ['innovator'],
  end: ['innovator'],
  hand_over: ['innovator'],
};

/**
 * The office by which the person may do this; null when none gives the right. A tenant administrator may do everything in the
 * tenant, an organisation's head appoints its innovators, nobody else does anything.
 */
export function officeThatMay(
  actor: Actor | null,
  deed: PeopleDeed,
  on: { organizationId?: string; role?: string } = {},
): HeldOffice | null {
  const administrator = actor?.offices.find((office) => office.role === 'tenant_admin');
  if (administrator) return administrator;
  const allowed = headMay[deed];
  if (!allowed || (allowed !== 'all' && !allowed.includes(on.role ?? ''))) return null;
  return (
    actor?.offices.find(
      (office) => office.role === 'organization_head' && office.organizationId === on.organizationId,
    ) ?? null
  );
}

/** Organisations whose offices the person may look at: 'all', or those that they head. */
export function organizationsInSight(actor: Actor | null): 'all' | string[] {
  if (officeThatMay(actor, 'look')) return 'all';
  const headed = actor?.offices.filter((office) => office.role === 'organization_head') ?? [];
  return headed.map((office) => office.organizationId);
}

export function mayAdministerPlatform(actor: Actor | null): boolean {
  return actor?.platformAdministrator ?? false;
}
