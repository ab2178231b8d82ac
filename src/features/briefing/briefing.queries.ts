import { sql } from 'kysely';
import { regionOutlook } from '#features/innovation-index/index.ts';
import { dayInWib } from '#platform/day.ts';
import { NotFound } from '#platform/errors.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { Letterhead } from '#platform/papers/document.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  type Briefing,
  type Deadline,
  type DistrictCoverage,
  lateOffices,
  queuesOf,
  type WaitingInnovation,
} from './briefing.ts';
import { mayBrief } from './policy.ts';

/** What another feature knows and app.ts hands in. */
export interface BriefingSlots {
  /** What is due from that day on, the soonest first. */
  deadlines?: (ctx: Ctx, fromDay: string) => Promise<Deadline[]>;
  /** Above the file: the region's letterhead. */
  letterhead?: (ctx: Ctx, files: FileStore) => Promise<Letterhead>;
}

/** Everything on the two pages. @throws NotFound for who may not see them */
export async function briefing(ctx: Ctx, slots: BriefingSlots, moreThan: number): Promise<Briefing> {
  if (!mayBrief(actorOf(ctx))) throw new NotFound('no briefing for this person');
  const today = dayInWib(ctx.now);
  const [registry, waiting, outlook, deadlines] = await Promise.all([
    registryCounts(ctx),
    waitingInnovations(ctx),
    regionOutlook(ctx),
    slots.deadlines?.(ctx, today) ?? null,
  ]);
  return {
    at: ctx.now,
    ...registry,
    districts: await districtCoverage(ctx),
    outlook,
    queues: queuesOf(waiting, ctx.now),
    late: lateOffices(waiting, moreThan, ctx.now),
    moreThan,
    deadlines,
  };
}

type Registry = Pick<Briefing, 'states' | 'month' | 'kinds' | 'examples'>;

function registryCounts(ctx: Ctx): Promise<Registry> {
  const tenantId = tenantOf(ctx).id;
  const month = `${dayInWib(ctx.now).slice(0, 7)}-01`;
  return inTenant(ctx, async (tx) => {
    const [states, kinds, months] = await Promise.all([
      sql<{ state: string; count: number }>`
        select state, count(*)::integer as count from innovations where tenant_id = ${tenantId}
        group by state order by array_position(
          array['listed', 'draft', 'proposed', 'submitted', 'returned', 'accepted', 'archived'], state)`.execute(tx),
      sql<{ kind: string; count: number }>`
        select o.kind, count(*)::integer as count
        from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
        where i.tenant_id = ${tenantId} and i.state = 'accepted'
        group by o.kind order by 2 desc, 1`.execute(tx),
      sql<{ begun: number; accepted: number; examples: number }>`
        select count(*) filter (where state <> 'listed' and created_at >= b.first)::integer as begun,
               count(*) filter (where state = 'accepted' and accepted_at >= b.first)::integer as accepted,
               count(*) filter (where state = 'accepted' and example)::integer as examples
        from innovations, (select ${month}::date::timestamp at time zone 'Asia/Jakarta' as first) b
        where tenant_id = ${tenantId}`.execute(tx),
    ]);
    const { begun = 0, accepted = 0, examples = 0 } = months.rows[0] ?? {};
    return { states: states.rows, kinds: kinds.rows, month: { begun, accepted }, examples };
  });
}

/** What lies with somebody, since the step that brought it there. */
function waitingInnovations(ctx: Ctx): Promise<WaitingInnovation[]> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<WaitingInnovation>`
      select i.state, o.name as organization_name, coalesce(
        (select max(t.at) from innovation_transitions t
         where t.tenant_id = i.tenant_id and t.innovation_id = i.id and t.to_state = i.state), i.updated_at) as since
      from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where i.tenant_id = ${tenantOf(ctx).id} and i.state in ('proposed', 'submitted', 'returned')`.execute(tx);
    return rows;
  });
}

/** A village has an innovation when an accepted one belongs to an organisation in it. */
function districtCoverage(ctx: Ctx): Promise<DistrictCoverage[]> {
  const { id, areaCode } = tenantOf(ctx);
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<DistrictCoverage>`
      with covered as (
        select distinct o.area_code from innovations i
        join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
        where i.tenant_id = ${id} and i.state = 'accepted' and o.kind in ('village', 'ward')
      )
      select d.name, count(*)::integer as villages, count(c.area_code)::integer as with_innovation
      from areas v join areas d on d.code = v.parent_code left join covered c on c.area_code = v.code
      where v.level = 4 and v.code ^@ ${`${areaCode ?? '-'}.`}
      group by d.code, d.name order by count(*) - count(c.area_code) desc, d.name`.execute(tx);
    return rows;
  });
}
