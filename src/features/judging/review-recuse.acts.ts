import { recordEvents } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { officeOf } from './review.acts.ts';
import { findReview, type ReviewRow } from './review.queries.ts';
import { type DeclaredKind, longestReason, reviewTransition } from './review.ts';

export interface Recusal {
  reviewId: string;
  kind: DeclaredKind;
  reason: string;
}

/**
 * "Saya punya konflik": the conflict stands as declared, and every reading of that entry in a stage that is not closed is
 * given back with it. What was written stays in the rows and counts nowhere. A repeat changes nothing.
 */
export async function recuse(ctx: Ctx, { reviewId, kind, reason }: Recusal): Promise<void> {
  const explanation = reason.trim();
  if (explanation === '') throw new Invalid([{ field: 'reason', message: 'desk.errors.reasonMissing' }]);
  if (explanation.length > longestReason) throw new Invalid([{ field: 'reason', message: 'desk.errors.reasonLong' }]);
  await inTenant(ctx, async (tx) => {
    const review = await findReview(tx, ctx, reviewId, true);
    const { state, jurorId, entryId } = review;
    if (state === 'recused') return;
    if (!reviewTransition('recuse', state)) throw new NotAllowed('desk.errors.withdrawn');
    if (review.stageClosed) throw new Conflict('desk.errors.closed');
    await declare(tx, ctx, review, kind, explanation);
    const given = await giveBack(tx, ctx, review, explanation);
    await recordEvents(
      tx,
      ctx,
      given.map(({ id }) => ({
        act: 'review.recused',
        subject: { kind: 'review', id },
        officeId: officeOf(ctx),
        changes: { kind, juror: jurorId, entry: entryId },
      })),
    );
  });
}

async function declare(tx: Tx, ctx: Ctx, review: ReviewRow, kind: DeclaredKind, explanation: string): Promise<void> {
  const { jurorId, entryId } = review;
  const tenantId = tenantOf(ctx).id;
  const decided = { state: 'confirmed', explanation, source: 'juror', reason: '', decidedBy: null, decidedAt: null };
  await tx
    .insertInto('jurorConflicts')
    .values({ tenantId, jurorId, entryId, kind, foundAt: ctx.now, ...decided })
    .onConflict((conflict) => conflict.columns(['tenantId', 'jurorId', 'entryId', 'kind']).doUpdateSet(decided))
    .execute();
}

function giveBack(tx: Tx, ctx: Ctx, { jurorId, entryId, competitionId }: ReviewRow, recuseReason: string) {
  const tenantId = tenantOf(ctx).id;
  return tx
    .updateTable('reviews')
    .set({ state: 'recused', recuseReason })
    .where('tenantId', '=', tenantId)
    .where('jurorId', '=', jurorId)
    .where('entryId', '=', entryId)
    .where('state', 'in', ['assigned', 'submitted'])
    .where('stage', 'in', (select) =>
      select
        .selectFrom('competitionStages')
        .select('kind')
        .where('tenantId', '=', tenantId)
        .where('competitionId', '=', competitionId)
        .where('closedAt', 'is', null),
    )
    .returning('id')
    .execute();
}
