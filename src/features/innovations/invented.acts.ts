import type { Tx } from '#platform/database/bound.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Invented, proposalOfInvented, stepsOf } from './invented.ts';
import { recordLoad } from './load.acts.ts';
import { proposalEdition } from './proposal.ts';
import { checkProposal } from './proposal-check.ts';
import { republishTenant } from './published.acts.ts';
import { columnsOf } from './stored.queries.ts';

/**
 * Adds invented innovations that the tenant does not have yet, each with the history that its state needs. They belong
 * to fictional organisations only and are marked as examples everywhere.
 * @returns how many were added
 * @throws when an organisation is not a fictional one, or a proposal that was sent is not complete
 */
export function loadInvented(ctx: Ctx, list: string, entries: readonly Invented[]): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const owners = await fictionalOrganizations(tx, ctx);
    let added = 0;
    for (const entry of entries) {
      const organizationId = owners.get(entry.organization);
      if (!organizationId) throw new Error(`${entry.slug}: no fictional organisation is called ${entry.organization}`);
      if (await insertInvented(tx, ctx, entry, organizationId)) added++;
    }
    if (added > 0) await republishTenant(tx, tenantOf(ctx).id);
    return recordLoad(tx, ctx, 'innovations.loaded', list, added);
  });
}

async function fictionalOrganizations(tx: Tx, ctx: Ctx): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('fictional', '=', true)
    .execute();
  return new Map(rows.map((row) => [row.name, row.id]));
}

/** The id that an invented innovation has in a tenant. */
function inventedId(ctx: Ctx, slug: string): string {
  return derivedId('invented innovation', tenantOf(ctx).id, slug);
}

async function insertInvented(tx: Tx, ctx: Ctx, entry: Invented, organizationId: string): Promise<boolean> {
  const steps = stepsOf(entry);
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) throw new Error(`${entry.slug}: no way leads to ${entry.state}`);
  const proposal = proposalOfInvented(entry);
  const { faults } = checkProposal(proposal, proposalEdition, '2026-12-31');
  if (entry.state !== 'draft' && faults.length > 0) throw new Error(`${entry.slug}: ${JSON.stringify(faults)}`);
  const at = { tenantId: tenantOf(ctx).id, innovationId: inventedId(ctx, entry.slug) };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('innovations')
    .values({
      ...columnsOf(ctx, proposal),
      tenantId: at.tenantId,
      id: at.innovationId,
      organizationId,
      state: entry.state,
      example: true,
      version: steps.length,
      createdAt: first.at,
      updatedAt: last.at,
      acceptedAt: steps.find((step) => step.to === 'accepted')?.at ?? null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) return false;
  await insertHistory(tx, at, entry);
  if (proposal.topics.length > 0) {
    await tx
      .insertInto('innovationTopics')
      .values(proposal.topics.map((topicSlug) => ({ ...at, topicSlug })))
      .execute();
  }
  return true;
}

async function insertHistory(tx: Tx, at: { tenantId: string; innovationId: string }, entry: Invented): Promise<void> {
  const idOf = (position: number) => derivedId('transition', at.innovationId, String(position + 1));
  const steps = stepsOf(entry).map((step, position) => ({
    ...at,
    id: idOf(position),
    fromState: step.from,
    toState: step.to,
    note: step.to === 'archived' ? (entry.archivedNote ?? '') : '',
    at: step.at,
  }));
  await tx.insertInto('innovationTransitions').values(steps).execute();
  const remarks = Object.entries(entry.remarks);
  if (remarks.length === 0) return;
  const transitionId = idOf(steps.length - 1);
  await tx
    .insertInto('innovationRemarks')
    .values(remarks.map(([field, body]) => ({ ...at, transitionId, field, body })))
    .execute();
}
