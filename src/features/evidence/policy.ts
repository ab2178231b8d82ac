import type { Actor } from '#platform/tenancy.ts';

/** Those who check the evidence of the whole region. */
const checkers = ['verifier', 'tenant_admin'];
/** Those whose own evidence it is. */
const owners = ['innovator', 'organization_head'];

/**
 * Whose missing evidence the person sees: that of all organisations, or of those where they state the levels. A district
 * that fills in for a village is not among them: evidence and levels are the village's own.
 */
export function evidenceInSight(actor: Actor | null): 'all' | string[] {
  const offices = actor?.offices ?? [];
  if (offices.some(({ role }) => checkers.includes(role))) return 'all';
  return offices.filter(({ role }) => owners.includes(role)).map(({ organizationId }) => organizationId);
}

export function mayListMissing(actor: Actor | null): boolean {
  return evidenceInSight(actor).length > 0;
}
