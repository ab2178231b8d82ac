import type { Pool } from 'pg';
import { type ChainReport, verifyChain } from '#platform/audit/verify.queries.ts';
import { transact } from '#platform/database/transact.ts';

/** Walks one tenant's chain of seals and keeps how it ended, for the page on the installation's health. */
export async function checkAudit(pool: Pool, tenant: { id: string; slug: string }, now: Date): Promise<ChainReport> {
  const report = await verifyChain(pool, tenant);
  const ended = {
    checkedAt: now,
    batches: report.batches,
    events: report.events,
    root: report.root,
    brokenBatch: report.broken?.batch ?? null,
    brokenWhy: report.broken?.why ?? null,
  };
  await transact(pool, { tenantId: tenant.id, userId: null }, (tx) =>
    tx
      .insertInto('auditChecks')
      .values({ tenantId: tenant.id, ...ended })
      .onConflict((conflict) => conflict.column('tenantId').doUpdateSet(ended))
      .execute(),
  );
  return report;
}
