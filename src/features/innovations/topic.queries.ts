import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Topic } from './topic.ts';

/** The regency's list in its order, retired ones too. */
export async function listTopics(ctx: Ctx): Promise<Topic[]> {
  return inTenant(ctx, (tx) => readTopics(tx, ctx));
}

export function readTopics(tx: Tx, ctx: Ctx): Promise<Topic[]> {
  return tx
    .selectFrom('topics')
    .select(['slug', 'name', 'position', 'retired'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .orderBy('position')
    .orderBy('name')
    .execute();
}

/** The same with the number of innovations that bear each. */
export async function countTopics(ctx: Ctx): Promise<(Topic & { used: number })[]> {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('topics as t')
      .leftJoin('innovationTopics as i', (join) =>
        join.onRef('i.tenantId', '=', 't.tenantId').onRef('i.topicSlug', '=', 't.slug'),
      )
      .select(['t.slug', 't.name', 't.position', 't.retired'])
      .select((eb) => eb.fn.count<number>('i.innovationId').as('used'))
      .where('t.tenantId', '=', tenantOf(ctx).id)
      .groupBy(['t.tenantId', 't.slug'])
      .orderBy('t.position')
      .orderBy('t.name')
      .execute(),
  );
}
