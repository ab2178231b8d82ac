import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';

/** People who want mails and hold one of the roles in one of the organisations today; each once. */
export function peopleToMail(
  tx: Tx,
  ctx: Ctx,
  on: { organizationIds: readonly string[]; roles: readonly string[] },
): Promise<{ userId: string; name: string }[]> {
  const today = dayInWib(ctx.now);
  return tx
    .selectFrom('people as p')
    .innerJoin('officeHolders as h', (join) =>
      join.onRef('h.tenantId', '=', 'p.tenantId').onRef('h.userId', '=', 'p.userId'),
    )
    .innerJoin('offices as f', (join) => join.onRef('f.tenantId', '=', 'h.tenantId').onRef('f.id', '=', 'h.officeId'))
    .select(['p.userId', 'p.name'])
    .distinct()
    .where('p.tenantId', '=', tenantOf(ctx).id)
    .where('p.wantsMail', '=', true)
    .where('f.organizationId', 'in', [...on.organizationIds])
    .where('f.role', 'in', [...on.roles])
    .where('h.validFrom', '<=', today)
    .where((where) => where.or([where('h.validTo', 'is', null), where('h.validTo', '>=', today)]))
    .orderBy('p.userId')
    .execute();
}
