import { sql } from 'kysely';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { DecreeFilter, DecreeInnovation } from './decree.ts';

/** Every accepted innovation that the filter lets through, by organisation and title. The year is that of acceptance, in WIB. */
export function innovationsForDecree(ctx: Ctx, filter: DecreeFilter): Promise<DecreeInnovation[]> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<DecreeInnovation>`
      select i.title, o.name as organization_name, coalesce(i.main_affair, '') as affair,
             coalesce(i.initiator_kind, '') as initiator_kind
      from innovations i
      join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where i.tenant_id = ${tenantOf(ctx).id} and i.state = 'accepted'
        and (${filter.affair}::text is null or i.main_affair = ${filter.affair})
        and (${filter.organizationKind}::text is null or o.kind = ${filter.organizationKind})
        and (${filter.year}::integer is null
          or extract(year from i.accepted_at at time zone 'Asia/Jakarta') = ${filter.year})
      order by o.name, i.title, i.id`.execute(tx);
    return rows;
  });
}
