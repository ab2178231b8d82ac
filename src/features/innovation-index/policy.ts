import { type InnovationState, mayEditLevels } from '#features/innovations/index.ts';
import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/**
 * The office in which the person may state the levels of this innovation: innovator or head of its organisation, in
 * every state but archived (it is out of the index) and listed (a public source speaks there, not the unit). Also
 * after acceptance, because evidence grows all year; what was verified is not touched by it.
 */
export function officeForLevels(
  actor: Actor | null,
  innovation: { organizationId: string | null; state: InnovationState },
): HeldOffice | null {
  if (!mayEditLevels(actor, innovation)) return null;
  const own = actor?.offices.filter((office) => office.organizationId === innovation.organizationId);
  return own?.find(({ role }) => role === 'innovator' || role === 'organization_head') ?? null;
}

/** The office in which the person may state the region's own levels. */
export function officeForRegion(actor: Actor | null): HeldOffice | null {
  return actor?.offices.find((office) => office.role === 'tenant_admin') ?? null;
}
