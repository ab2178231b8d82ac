import { reservedTenant } from '#platform/audit/outside.ts';
import { forEachTenant } from '#platform/jobs/each-tenant.ts';
import { logError } from '#platform/log.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { checkAudit } from './audit-check.acts.ts';

/** The nightly walk of every chain. A broken one is logged, and shown until a later walk finds it whole. */
export async function checkAllAudits(
  pool: Ctx['pool'],
  tenants: readonly { id: string; slug: string }[],
): Promise<void> {
  await forEachTenant([reservedTenant, ...tenants], async (tenant) => {
    const { broken } = await checkAudit(pool, tenant, new Date());
    if (broken) logError(new Error('the chain of audit seals is broken'), { tenant: tenant.slug, ...broken });
  });
}
