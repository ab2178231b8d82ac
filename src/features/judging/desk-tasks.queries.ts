import { sql } from 'kysely';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

/** Scoring that waits for this juror in one stage of a contest. */
export interface ScoringTask {
  id: string;
  kind: 'scoring';
  title: string;
  example: boolean;
  /** Entries that are not handed in yet. */
  left: number;
  since: Date;
  /** Path inside the tenant where it is done. */
  to: string;
}

/** Stages that are open and in which this person still has entries to score; one task a stage. */
export async function scoringFor(ctx: Ctx): Promise<{ count: number; tasks: ScoringTask[] }> {
  const { actor } = ctx;
  // Asked for the menu of every page: who is no juror costs nothing.
  if (!ctx.tenant || !actor?.offices.some(({ role }) => role === 'juror')) return { count: 0, tasks: [] };
  const { rows } = await inTenant(ctx, (tx) =>
    sql<Omit<ScoringTask, 'kind' | 'to'>>`
      select (array_agg(r.id order by r.assigned_at, r.id))[1] as id, c.name as title, c.example,
             count(*)::int as left, min(r.assigned_at) as since
      from jurors j
      join reviews r on r.tenant_id = j.tenant_id and r.juror_id = j.id and r.state = 'assigned'
      join competition_stages s on s.tenant_id = r.tenant_id and s.competition_id = r.competition_id and s.kind = r.stage
      join competitions c on c.tenant_id = r.tenant_id and c.id = r.competition_id
      where j.tenant_id = ${tenantOf(ctx).id} and j.user_id = ${actor.userId}
        and j.state in ('appointed', 'acknowledged') and c.state = 'announced'
        and s.started_at is not null and s.closed_at is null and s.ends_at > now()
        and not exists (select from juror_conflicts f where f.tenant_id = r.tenant_id and f.juror_id = r.juror_id
          and f.entry_id = r.entry_id and f.state <> 'dismissed' and not (f.kind = 'mentored' and c.mentor_rule = 'estimate'))
      group by r.competition_id, r.stage, c.name, c.example
      order by since, id`.execute(tx),
  );
  const tasks = rows.map((row): ScoringTask => ({ ...row, kind: 'scoring', to: '/kerja/penilaian' }));
  return { count: tasks.length, tasks };
}
