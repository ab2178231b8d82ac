import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { Invalid } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { InnovationRow } from './stored.queries.ts';

/** What an innovation develops further. */
export interface Basis {
  id: string;
  title: string;
  organizationName: string;
  /** Whether it has a public page today; what was archived has none. */
  isPublic: boolean;
}

const named = sql`i.id, i.title, coalesce(o.name, i.owner_in_source, '') as organization_name,
  i.state in ('accepted', 'listed') as is_public`;

/** The innovation behind an id; for a listed entry that gave way, the accepted one that stands for it now. */
export async function basisOf(tx: Tx, ctx: Ctx, id: string | null): Promise<Basis | null> {
  if (id === null) return null;
  const { rows } = await sql<Basis>`
    select ${named} from innovations chosen
    join innovations i on i.tenant_id = chosen.tenant_id and i.id = coalesce(chosen.replaced_by, chosen.id)
    left join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
    where chosen.tenant_id = ${tenantOf(ctx).id} and chosen.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** What is public and builds on this innovation, or on the listed entry that gave way to it; oldest first. */
export async function builtOn(tx: Tx, ctx: Ctx, id: string): Promise<Basis[]> {
  const tenantId = tenantOf(ctx).id;
  const { rows } = await sql<Basis>`
    select ${named} from innovations i
    left join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
    where i.tenant_id = ${tenantId} and i.state = 'accepted' and i.based_on in (
      select b.id from innovations b where b.tenant_id = ${tenantId} and (b.id = ${id}
        or b.id = (select a.claims_id from innovations a where a.tenant_id = ${tenantId} and a.id = ${id})))
    order by i.accepted_at, i.id limit 50`.execute(tx);
  return rows;
}

const longestChain = 50;

/**
 * Whether an innovation may build on another: an accepted one or a listed entry of the same region, not itself, not the
 * entry it claims, and none that builds on either.
 */
export async function mayBuildOn(
  tx: Tx,
  ctx: Ctx,
  row: Pick<InnovationRow, 'id' | 'claimsId'>,
  basedOn: string,
): Promise<boolean> {
  if (!isId(basedOn)) return false;
  const own = [row.id, ...(row.claimsId ? [row.claimsId] : [])];
  const { rows } = await sql<{ fits: boolean }>`
    with recursive chain as (
      select i.id, i.based_on, 1 as depth from innovations i
      where i.tenant_id = ${tenantOf(ctx).id} and i.id = ${basedOn} and i.state in ('accepted', 'listed') and i.replaced_by is null
      union all
      select i.id, i.based_on, c.depth + 1 from chain c
      join innovations b on b.tenant_id = ${tenantOf(ctx).id} and b.id = c.based_on
      join innovations i on i.tenant_id = b.tenant_id and i.id in (b.id, b.replaced_by)
      where c.depth < ${longestChain})
    select exists (select from chain) and not exists (select from chain where id = any(${own}::uuid[])) as fits`.execute(
    tx,
  );
  return rows[0]?.fits ?? false;
}

/** @throws Invalid when it may not build on that */
export async function requireBasis(
  tx: Tx,
  ctx: Ctx,
  row: Pick<InnovationRow, 'id' | 'claimsId'>,
  basedOn: string,
): Promise<void> {
  if (!(await mayBuildOn(tx, ctx, row, basedOn))) {
    throw new Invalid([{ field: 'basedOn', message: 'innovations.errors.basisUnknown' }]);
  }
}
