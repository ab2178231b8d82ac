import type { Actor } from '#platform/tenancy.ts';

/** The region's administrators and verifiers see how the whole region stands, and who is late. */
export function mayBrief(actor: Actor | null): boolean {
  return actor?.offices.some(({ role }) => role === 'tenant_admin' || role === 'verifier') ?? false;
}
