import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { stages } from './innovation.ts';
import type { State } from './life-cycle.ts';
import { officeFor } from './policy.ts';
import { readInnovation } from './stored.queries.ts';

/** What the national index must know of an accepted innovation. */
export interface IndexedInnovation {
  id: string;
  title: string;
  organizationId: string;
  organizationName: string;
  affair: string;
  crossingAffairs: string[];
  stage: (typeof stages)[number];
  /** `YYYY-MM-DD` */
  implementedOn: string | null;
  developedOn: string | null;
  example: boolean;
  acceptedAt: Date | null;
}

/** Every accepted innovation of the tenant, by title. Public figures are made of them, so nobody need be signed in. */
export async function innovationsForIndex(ctx: Ctx): Promise<IndexedInnovation[]> {
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('innovations as i')
      .innerJoin('organizations as o', (join) =>
        join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
      )
      .select(['i.id', 'i.title', 'o.id as organizationId', 'o.name as organizationName', 'i.mainAffair', 'i.stage'])
      .select(['i.crossingAffairs', 'i.implementedOn', 'i.developedOn', 'i.example', 'i.acceptedAt'])
      .where('i.tenantId', '=', tenantOf(ctx).id)
      .where('i.state', '=', 'accepted')
      .orderBy('i.title')
      .orderBy('i.id')
      .execute(),
  );
  return rows.map(({ mainAffair, stage, ...row }) => ({
    ...row,
    affair: mainAffair ?? '',
    stage: (stage ?? 'inisiatif') as IndexedInnovation['stage'],
  }));
}

export interface LeveledInnovation {
  id: string;
  title: string;
  state: State;
  organizationId: string | null;
  organizationName: string;
  example: boolean;
}

/**
 * The innovation whose levels are to be shown or edited: an accepted one for everybody, others for those who may see them.
 * @throws NotFound
 */
export async function innovationForLevels(ctx: Ctx, id: string): Promise<LeveledInnovation> {
  return inTenant(ctx, async (tx) => {
    const row = await readInnovation(tx, ctx, id);
    const visible = row.state === 'accepted' || officeFor('view', ctx.actor, row) !== undefined;
    if (!visible || row.state === 'listed') throw new NotFound(`no innovation ${id}`);
    const organization = await tx
      .selectFrom('organizations')
      .select('name')
      .where('tenantId', '=', row.tenantId)
      .where('id', '=', row.organizationId)
      .executeTakeFirstOrThrow();
    const { title, state, organizationId, example } = row;
    return { id, title, state, organizationId, organizationName: organization.name, example };
  });
}
