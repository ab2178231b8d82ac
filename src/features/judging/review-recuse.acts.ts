import { recordEvents } from '#platform/audit/record.ts';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { officeOf } from './review.acts.ts';
import { findReview } from './review.queries.ts';
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
  const tenantId = tenantOf(ctx).id;
  await inTenant(ctx, async (tx) => {
    const review = await findReview(tx, ctx, reviewId, true);
    const { state, jurorId, entryId, competitionId } = review;
    if (state === 'recused') return;
    if (!reviewTransition('recuse', state)) throw new NotAllowed('desk.errors.withdrawn');
    if (review.stageClosed) throw new Conflict('desk.errors.closed');
    const decided = { state: 'confirmed', explanation, source: 'juror', reason: '', decidedBy: null, decidedAt: null };
    await tx
      .insertInto('jurorConflicts')
      .values({ tenantId, jurorId, entryId, kind, foundAt: ctx.now, ...decided })
      .onConflict((conflict) => conflict.columns(['tenantId', 'jurorId', 'entryId', 'kind']).doUpdateSet(decided))
      .execute();
    const given = await tx
      .updateTable('reviews')
      .set({ state: 'recused', recuseReason: explanation })
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
