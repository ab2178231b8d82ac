import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { PlenaryRow } from './plenary-room.queries.ts';
import { contendersOf, preferencesOf } from './standing.queries.ts';
import { type Calibrated, type Deliberation, deliberate } from './standing.ts';

/** What the plenary has before it for one category, from the calibrated results that were handed over. */
export async function deliberationOf(
  tx: Tx,
  ctx: Ctx,
  plenary: PlenaryRow,
  { categoryId, winners }: { categoryId: string; winners: number },
  calibrated: readonly Calibrated[],
): Promise<Deliberation> {
  const chair = await tx
    .selectFrom('plenaryQuestions')
    .select(['entryIds', 'body'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('plenaryId', '=', plenary.id)
    .where('categoryId', '=', categoryId)
    .where('kind', '=', 'chair')
    .orderBy('askedAt')
    .orderBy('id')
    .execute();
  return deliberate({
    chain: plenary.tieChain,
    quotas: plenary.quotas,
    winners,
    contenders: await contendersOf(tx, ctx, categoryId),
    calibrated,
    pairs: await preferencesOf(tx, ctx, categoryId),
    chair: chair.map(({ entryIds, body }) => ({ order: entryIds, reason: body })),
  });
}
