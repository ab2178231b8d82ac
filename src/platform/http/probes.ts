import { Hono } from 'hono';
import type { Pool } from 'pg';
import type { Migration } from '../database/migrate.ts';
import type { Env } from './env.ts';

export interface ProbeParts {
  pool: Pool;
  /** Steps this release stands on. */
  steps: readonly Migration[];
  jobsReady(): Promise<boolean>;
}

/** `/healthz`: the process answers. `/readyz`: database, migrations and jobs do. */
export function probeRoutes(parts: ProbeParts): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/healthz', (c) => c.json({ status: 'ok', uptimeSeconds: Math.round(process.uptime()) }));
  routes.get('/readyz', async (c) => {
    const checks = {
      database: await holds(async () => (await parts.pool.query('select 1')).rowCount === 1),
      migrations: await holds(() => allTaken(parts)),
      jobs: await holds(parts.jobsReady),
    };
    const ready = Object.values(checks).every(Boolean);
    return c.json({ status: ready ? 'ready' : 'not ready', checks }, ready ? 200 : 503);
  });
  return routes;
}

async function allTaken({ pool, steps }: ProbeParts): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>('select name from schema_steps');
  const taken = new Set(rows.map((row) => row.name));
  return steps.every((step) => taken.has(step.name));
}

async function holds(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
