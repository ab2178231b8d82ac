import { type InnovationTask, tasksFor } from '#features/innovations/index.ts';
import { type AppointmentTask, appointmentsFor, type ScoringTask, scoringFor } from '#features/judging/index.ts';
import { type ScanTask, scansFor } from '#features/papers/index.ts';
import type { Ctx } from '#platform/tenancy.ts';

export type WaitingTask = InnovationTask | ScanTask | AppointmentTask | ScoringTask;

const listed = 50;

/** What waits for this person in any part of the product, oldest first: all of it counted, the first fifty listed. */
export async function waitingFor(ctx: Ctx): Promise<{ count: number; tasks: WaitingTask[] }> {
  const [innovations, scans] = [await tasksFor(ctx), await scansFor(ctx)];
  const [appointments, scoring] = [await appointmentsFor(ctx), await scoringFor(ctx)];
  const tasks = [...innovations.tasks, ...scans.tasks, ...appointments, ...scoring.tasks].sort(
    (a, b) => a.since.getTime() - b.since.getTime(),
  );
  const count = innovations.count + scans.count + appointments.length + scoring.count;
  return { count, tasks: tasks.slice(0, listed) };
}
