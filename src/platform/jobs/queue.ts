import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { logError } from '../log.ts';

/** A piece of background work that runs again and again. Its arguments are ids, or none. */
export interface RecurringJob {
  name: string;
  /** Five fields of cron, in WIB. */
  cron: string;
  run(): Promise<void>;
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
    await boss.createQueue(job.name, {
      policy: 'short',
      retryLimit: 2,
      expireInSeconds: 300,
      deleteAfterSeconds: 86_400,
    });
    await boss.work(job.name, { batchSize: 1, pollingIntervalSeconds: 5 }, () => job.run());
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Jakarta' });
  }
  return {
    async ready() {
      const { rows } = await pool.query('select count(*)::int as queues from pgboss.queue');
      return rows[0]?.queues >= jobs.length;
    },
    stop: () => boss.stop({ graceful: true, close: false, timeout: 3000 }),
  };
}
