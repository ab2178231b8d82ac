import { sql } from 'kysely';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type Actor, actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Role, State } from './life-cycle.ts';
import { officeFor } from './policy.ts';
import { districtOfficeOf } from './stored.queries.ts';

export type TaskKind = 'draft' | 'declined' | 'returned' | 'proposed' | 'submitted';

/** Something about an innovation that waits for this person. */
export interface InnovationTask {
  id: string;
  kind: TaskKind;
  title: string;
  organizationName: string;
  example: boolean;
  since: Date;
  /** Path inside the tenant where it is done. */
  to: string;
}

const listed = 50;

/** What waits for this person in the offices they hold, oldest first: all of it counted, the first fifty listed. */
export async function tasksFor(ctx: Ctx): Promise<{ count: number; tasks: InnovationTask[] }> {
  const actor = ctx.actor;
  if (!actor || !ctx.tenant) return { count: 0, tasks: [] };
  const writes = organizationsOf(actor, 'innovator');
  const heads = organizationsOf(actor, 'organization_head');
  const reviews = officeFor('review', actor, null) !== undefined;
  if (writes.length + heads.length === 0 && !reviews) return { count: 0, tasks: [] };
  const own = actor.offices.map((office) => office.organizationId);
  const { rows } = await inTenant(ctx, (tx) =>
    sql<Omit<InnovationTask, 'to' | 'kind'> & { state: State; declined: boolean; total: number }>`
      select i.id, i.title, i.state, i.example, i.updated_at as since, o.name as organization_name,
             i.state = 'draft' and exists (
               select from innovation_transitions t
               where t.tenant_id = i.tenant_id and t.innovation_id = i.id and t.from_state = 'proposed' and t.to_state = 'draft'
             ) as declined,
             count(*) over () as total
      from innovations i
      join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where i.tenant_id = ${tenantOf(ctx).id}
        and ((i.state in ('draft', 'returned') and (i.organization_id = any(${writes}::uuid[]) or (i.filled_by = any(${writes}::uuid[]) and o.parent_id = i.filled_by)))
          or (i.state = 'proposed' and i.organization_id = any(${heads}::uuid[]))
          or (${reviews} and i.state = 'submitted' and i.organization_id <> all(${own}::uuid[])
            and (o.kind not in ('village', 'ward') or o.parent_id is null or o.parent_id <> all(${own}::uuid[]))))
      order by i.updated_at, i.id
      limit ${listed}`.execute(tx),
  );
  return {
    count: rows[0]?.total ?? 0,
    tasks: rows.map(({ state, declined, total: _, ...task }) => {
      const kind = declined ? 'declined' : (state as TaskKind);
      return { ...task, kind, to: pathOf(kind, task.id) };
    }),
  };
}

function organizationsOf(actor: Actor, role: Role): string[] {
  return actor.offices.filter((office) => office.role === role).map((office) => office.organizationId);
}

function pathOf(kind: TaskKind, id: string): string {
  if (kind === 'proposed') return `/kerja/inovasi/${id}/konfirmasi`;
  if (kind === 'submitted') return `/kerja/verifikasi/${id}`;
  return `/kerja/inovasi/${id}`;
}

export interface QueueLine {
  id: string;
  title: string;
  organizationName: string;
  affair: string | null;
  example: boolean;
  since: Date;
  days: number;
}

/** What was submitted and not yet judged, longest waiting first; `own` counts those another office must judge. */
export async function reviewQueue(ctx: Ctx): Promise<{ lines: QueueLine[]; own: number }> {
  const actor = actorOf(ctx);
  if (!officeFor('review', actor, null)) throw new NotAllowed('innovations.errors.notYours');
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('innovations as i')
      .innerJoin('organizations as o', (join) =>
        join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
      )
      .select([
        'i.id',
        'i.title',
        'i.state',
        'i.organizationId',
        'o.name as organizationName',
        'i.mainAffair as affair',
      ])
      .select(['i.example', 'i.updatedAt as since'])
      .select(districtOfficeOf(sql.ref('i.organization_id')).as('districtOfficeId'))
      .where('i.tenantId', '=', tenantOf(ctx).id)
      .where('i.state', '=', 'submitted')
      .orderBy('i.updatedAt')
      .orderBy('i.id')
      .limit(1000)
      .execute(),
  );
  const open = rows.filter((row) => officeFor('accept', actor, { ...row, state: 'submitted' }));
  return {
    lines: open.map(({ state: _, organizationId: __, districtOfficeId: ___, ...row }) => ({
      ...row,
      days: daysBetween(row.since, ctx.now),
    })),
    own: rows.length - open.length,
  };
}

/** Whole days between two days in WIB. */
function daysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(dayInWib(to)) - Date.parse(dayInWib(from))) / 86_400_000);
}
