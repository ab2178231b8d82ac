import { sql } from 'kysely';
import { currentEdition } from '#features/innovation-index/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type EntryContent, entryContentSchema } from './entry-content.ts';

/** The innovation as it stands now: what jurors will read, whatever is written into it later. */
export async function snapshotOf(
  tx: Tx,
  ctx: Ctx,
  innovationId: string,
  typedVideo: string | null,
): Promise<EntryContent> {
  const { rows } = await sql<Record<string, unknown>>`
    select i.title, i.summary, o.name as organization, i.design_problem as problem, i.design_how_it_works as how_it_works,
      i.design_novelty as novelty, i.design_advantage as advantage, i.benefit, i.result,
      i.implemented_on::text as implemented_on,
      coalesce(${typedVideo}::text, (select d.address from evidence e
        join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
        where e.tenant_id = i.tenant_id and e.innovation_id = i.id and d.kind = 'video'
        order by d.created_at desc, d.id limit 1)) as video,
      (select json_object_agg(l.code, coalesce(l.verified, l.claimed)) from innovation_levels l
        where l.tenant_id = i.tenant_id and l.innovation_id = i.id and l.edition = ${currentEdition().edition}) as levels
    from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
    where i.tenant_id = ${tenantOf(ctx).id} and i.id = ${innovationId}`.execute(tx);
  return entryContentSchema.parse(rows[0]);
}
