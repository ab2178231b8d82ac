import type { RubricUse } from '#features/competitions/index.ts';
import { tenantOf } from '#platform/tenancy.ts';

/** Tells the rubrics of a contest who scores with them. */
export const rubricUse: RubricUse = {
  async scored(tx, ctx, rubricId) {
    const row = await tx
      .selectFrom('reviewScores as s')
      .innerJoin('rubricCriteria as c', (join) =>
        join.onRef('c.tenantId', '=', 's.tenantId').onRef('c.id', '=', 's.criterionId'),
      )
      .select('s.reviewId')
      .where('s.tenantId', '=', tenantOf(ctx).id)
      .where('c.rubricId', '=', rubricId)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },
  async move(tx, ctx, from, to) {
    await tx
      .updateTable('reviews')
      .set({ rubricId: to })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('rubricId', '=', from)
      .execute();
  },
};
