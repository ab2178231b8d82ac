import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { logError } from '../log.ts';

/** A piece of background work that runs again and again. Its arguments are ids, or none. */
export interface RecurringJob {
  name: string;
  /** Five fields of cron, in WIB. */
  cron: string;
  run(): Promise<void>;
  /** How long one run may take before the queue takes it for lost; 5 when it is not said. */
  minutes?: number;
  /** Also once at the start: what a process that died left unfinished is taken up at once. */
  atStart?: boolean;
}

const started = new Set<PgBoss>();

/**
 * Lets a recurring job run now instead of at its next time. Only a hint: what is to be done stands in the database, and
 * where no queue runs, or the hint is lost, the job finds it at its next time.
 */
export function nudge(name: string): void {
  for (const boss of started) boss.send(name, null).catch((error) => logError(error, { part: 'jobs' }));
}

export interface JobQueue {
  /** True while the queue answers. */
  ready(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts the queue on its own connections; its schema was made by the migrations, by the owning role. */
export async function startJobs(pool: Pool, jobs: readonly RecurringJob[]): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    createSchema: false,
    schedule: true,
  });
  boss.on('error', (error) => logError(error, { part: 'jobs' }));
  await boss.start();
  for (const job of jobs) {
    const limits = { retryLimit: 2, expireInSeconds: (job.minutes ?? 5) * 60, deleteAfterSeconds: 86_400 };
    await boss.createQueue(job.name, { policy: 'short', ...limits });
    // One that an earlier release made stays as it was until it is told.
    await boss.updateQueue(job.name, limits);
    await boss.work(job.name, { batchSize: 1, pollingIntervalSeconds: job.atStart ? 1 : 5 }, () => job.run());
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Jakarta' });
    if (job.atStart) await boss.send(job.name, null);
  }
  started.add(boss);
  return {
    async ready() {
      const { rows } = await pool.query('select count(*)::int as queues from pgboss.queue');
      return rows[0]?.queues >= jobs.length;
    },
    stop() {
      started.delete(boss);
      return boss.stop({ graceful: true, close: false, timeout: 3000 });
    },
  };
}
