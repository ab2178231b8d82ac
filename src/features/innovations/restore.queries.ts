import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { mayBuildOn } from './basis.queries.ts';
import { type Difference, differenceBetween } from './difference.queries.ts';
import { visibleInnovation } from './innovation.queries.ts';
import { mayEdit } from './policy.ts';
import { planRestore, type Restoring, restored } from './restore.ts';
import type { InnovationRow } from './stored.queries.ts';
import { readTopics } from './topic.queries.ts';
import { headAt, storedWhole, wholeAt } from './version.queries.ts';
import type { VersionedField, Whole } from './version.ts';

/** What restoring a version would write, on top of what stands now. */
export async function restorePlan(
  tx: Tx,
  ctx: Ctx,
  row: InnovationRow,
  from: number,
): Promise<{ current: Whole; plan: Restoring }> {
  const [current, older, topics] = [
    await storedWhole(tx, ctx, row),
    await wholeAt(tx, ctx, row, from),
    await readTopics(tx, ctx),
  ];
  const usable = older.basedOn !== null && (await mayBuildOn(tx, ctx, row, older.basedOn));
  return { current, plan: planRestore(current, older, topics, usable) };
}

/** What will change, from what stands now to what comes back, and what cannot. */
export interface RestorePreview extends Omit<Difference, 'older'> {
  left: VersionedField[];
}

/**
 * For the question before restoring.
 * @throws NotFound when the person may not restore it now, or there is no such version
 */
export async function restorePreview(ctx: Ctx, id: string, version: number): Promise<RestorePreview> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    if (!mayEdit(ctx.actor, row)) throw new NotFound(`no draft ${id}`);
    const newer = await headAt(tx, ctx, row, version);
    const { current, plan } = await restorePlan(tx, ctx, row, version);
    return { ...(await differenceBetween(tx, ctx, row, current, restored(current, plan))), newer, left: plan.left };
  });
}
