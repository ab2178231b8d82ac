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

/** Offices that a contest's committee fills at its own organisation: nothing else of it is the committee's to see. */
const ofContests = ['juror', 'mentor'] as const;
const committeeMay: typeof headMay = {
  look: ofContests,
  invite: ofContests,
  appoint: ofContests,
  end: ofContests,
};

const limited = [
  { role: 'organization_head', may: headMay },
  { role: 'committee', may: committeeMay },
] as const;

/**
 * The office by which the person may do this; null when none gives the right. A tenant administrator may do everything in the
 * tenant, an organisation's head appoints its innovators, a contest's committee its jurors and mentors, nobody else does
 * anything.
 */
export function officeThatMay(
  actor: Actor | null,
  deed: PeopleDeed,
  on: { organizationId?: string; role?: string } = {},
): HeldOffice | null {
  const administrator = actor?.offices.find((office) => office.role === 'tenant_admin');
  if (administrator) return administrator;
  for (const { role, may } of limited) {
    const allowed = may[deed];
    if (!allowed || (allowed !== 'all' && !allowed.includes(on.role ?? ''))) continue;
    const office = actor?.offices.find((one) => one.role === role && one.organizationId === on.organizationId);
    if (office) return office;
  }
  return null;
}

/** Organisations with offices that the person may look at: 'all', those that they head, those whose contests they run. */
export function organizationsInSight(actor: Actor | null): 'all' | string[] {
  if (officeThatMay(actor, 'look')) return 'all';
  const own = actor?.offices.filter(({ role }) => limited.some((one) => one.role === role)) ?? [];
  return [...new Set(own.map((office) => office.organizationId))];
}

export function mayAdministerPlatform(actor: Actor | null): boolean {
  return actor?.platformAdministrator ?? false;
}
