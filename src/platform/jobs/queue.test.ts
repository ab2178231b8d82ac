import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { type JobQueue, type RecurringJob, startJobs } from './queue.ts';

let db: TestDatabase;
let queue: JobQueue | undefined;
beforeAll(async () => {
  db = await freshDatabase();
});
afterEach(async () => {
  await queue?.stop();
  queue = undefined;
});
afterAll(() => db.close());

const never = '0 0 1 1 *';
const job = (name: string, more: Partial<RecurringJob> = {}): RecurringJob => ({
  name,
  cron: never,
  run: async () => {},
  ...more,
});

async function secondsByQueue(): Promise<Record<string, number>> {
  const { rows } = await db.owner.query<{ name: string; expire_seconds: number }>(
    "select name, expire_seconds from pgboss.queue where name in ('short-one', 'long-one', 'old-one')",
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.expire_seconds]));
}

it('a run may take five minutes, or as many as the job says', async () => {
  queue = await startJobs(db.pool, [job('short-one'), job('long-one', { minutes: 60 })]);
  expect(await secondsByQueue()).toEqual({ 'short-one': 300, 'long-one': 3600 });
  expect(await queue.ready()).toBe(true);
});

it('a queue that an earlier release made gets the new time, and jobs put in it from then on', async () => {
  await db.owner.query(`select pgboss.create_queue('old-one', '{"policy":"short","expireInSeconds":300}')`);
  let started = 0;
  const run = async () => {
    started++;
  };
  queue = await startJobs(db.pool, [job('old-one', { minutes: 60, atStart: true, run })]);
  expect(await secondsByQueue()).toMatchObject({ 'old-one': 3600 });
  await expect.poll(() => started, { timeout: 20_000 }).toBe(1);
  const { rows } = await db.owner.query("select expire_seconds, policy from pgboss.job where name = 'old-one'");
  expect(rows).toEqual([{ expire_seconds: 3600, policy: 'short' }]);
});

it('a job that throws is seen as failed, and tried again', async () => {
  let tries = 0;
  const run = async () => {
    tries++;
    throw new Error('failed for desa');
  };
  queue = await startJobs(db.pool, [job('failing', { atStart: true, run })]);
  await expect.poll(() => tries, { timeout: 20_000 }).toBe(3);
  const state = async () =>
    (await db.owner.query("select state, output->>'message' as why from pgboss.job where name = 'failing'")).rows;
  await expect.poll(state, { timeout: 20_000 }).toEqual([{ state: 'failed', why: 'failed for desa' }]);
});
