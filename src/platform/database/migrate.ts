import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseAddress } from './pool.ts';

export interface Migration {
  name: string;
  sql: string;
  hash: string;
}

/** One installation, one migrator at a time: any constant of ours serves as the lock's number. */
const lock = 0x6765_6c61;

export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database to the newest schema, each step in its own transaction, and lets `login` act as the app.
 * @returns the names of the steps taken now
 * @throws when a step already taken was changed afterwards, or the database knows a step this release does not
 */
export async function migrate(
  owner: DatabaseAddress,
  folder: string,
  login: string | undefined,
  report: (name: string) => void = () => {},
): Promise<string[]> {
  const steps = await readMigrations(folder);
  const client = new pg.Client({ ...owner, application_name: 'gelar-migrate' });
  await client.connect();
  try {
    await requireVersion(client);
    await lockSchema(client);
    await makeStepTable(client);
    const open = pendingSteps(steps, await takenSteps(client));
    for (const step of open) {
      report(step.name);
      await takeStep(client, step);
    }
    if (login) await grantRoles(client, login);
    return open.map((step) => step.name);
  } finally {
    await client.end();
  }
}

/** Held to the end of the connection: whoever migrates or restores beside waits. */
export async function lockSchema(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [lock]);
}

export async function makeStepTable(client: pg.Client): Promise<void> {
  await client.query(
    'create table if not exists schema_steps (name text primary key, hash text not null, taken_at timestamptz not null default now())',
  );
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
  const version = Number(rows[0]?.version);
  if (version < 150000) throw new Error(`PostgreSQL 15 or newer is needed, this is ${Math.floor(version / 10000)}`);
}

async function takenSteps(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from schema_steps');
  return new Map(rows.map((row) => [row.name, row.hash]));
}

export function pendingSteps(steps: readonly Migration[], taken: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(steps.map((step) => step.name));
  const foreign = [...taken.keys()].find((name) => !known.has(name));
  if (foreign) throw new Error(`the database is newer than this release: it took ${foreign}`);
  const changed = steps.find((step) => taken.has(step.name) && taken.get(step.name) !== step.hash);
  if (changed) throw new Error(`${changed.name} was changed after it was taken`);
  return steps.filter((step) => !taken.has(step.name));
}

async function takeStep(client: pg.Client, step: Migration): Promise<void> {
  await client.query('begin');
  try {
    await runStep(client, step);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Within the caller's transaction. @throws Error naming the step */
export async function runStep(client: pg.Client, step: Migration): Promise<void> {
  try {
    await client.query(step.sql);
    await client.query('insert into schema_steps (name, hash) values ($1, $2)', [step.name, step.hash]);
  } catch (error) {
    throw new Error(`${step.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

async function grantRoles(client: pg.Client, login: string): Promise<void> {
  await client.query(`grant gelar_app, gelar_auth to ${client.escapeIdentifier(login)}`);
  await client.query('grant select on schema_steps to gelar_app');
}
