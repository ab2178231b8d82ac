import { type InnovationTask, tasksFor } from '#features/innovations/index.ts';
import { type AppointmentTask, appointmentsFor } from '#features/judging/index.ts';
import { type ScanTask, scansFor } from '#features/papers/index.ts';
import type { Ctx } from '#platform/tenancy.ts';

export type WaitingTask = InnovationTask | ScanTask | AppointmentTask;

const listed = 50;

/** What waits for this person in any part of the product, oldest first: all of it counted, the first fifty listed. */
export async function waitingFor(ctx: Ctx): Promise<{ count: number; tasks: WaitingTask[] }> {
  const [innovations, scans, appointments] = [await tasksFor(ctx), await scansFor(ctx), await appointmentsFor(ctx)];
  const tasks = [...innovations.tasks, ...scans.tasks, ...appointments].sort(
    (a, b) => a.since.getTime() - b.since.getTime(),
  );
  return { count: innovations.count + scans.count + appointments.length, tasks: tasks.slice(0, listed) };
}
