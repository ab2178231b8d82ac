import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { openingOf, ownReviews, standing } from './review.queries.ts';

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
  // Asked for the menu of every page: who is no juror costs nothing.
  if (!ctx.tenant || !ctx.actor?.offices.some(({ role }) => role === 'juror')) return { count: 0, tasks: [] };
  const rows = await inTenant(ctx, (tx) =>
    ownReviews(tx, ctx)
      .select(['r.id', 'r.competitionId', 'r.stage', 'r.assignedAt', 'c.name', 'c.example'])
      .select(['c.state as contestState', 's.startedAt', 's.closedAt'])
      .select(standing)
      .where('r.state', '=', 'assigned')
      .where('e.state', '=', 'eligible')
      .where('c.state', '=', 'announced')
      .where('j.state', 'in', ['appointed', 'acknowledged'])
      .orderBy('r.assignedAt')
      .orderBy('r.id')
      .execute(),
  );
  const tasks = new Map<string, ScoringTask>();
  for (const row of rows) {
    if (row.conflicted || openingOf(row) !== 'open') continue;
    const key = `${row.competitionId} ${row.stage}`;
    const { id, name: title, example, assignedAt: since } = row;
    const task = tasks.get(key) ?? { id, kind: 'scoring', title, example, left: 0, since, to: '/kerja/penilaian' };
    task.left += 1;
    tasks.set(key, task);
  }
  return { count: tasks.size, tasks: [...tasks.values()] };
}
