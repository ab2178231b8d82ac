import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type DatabaseAddress, openPool } from '../database/pool.ts';
import { type FileStore, openFolderStore } from '../files/store.ts';
import { type Identity, openIdentity } from '../identity/identity.ts';
import { newId } from '../ids.ts';
import { type Secrets, secretsFrom } from '../secrets.ts';
import type { Actor, Ctx, Tenant } from '../tenancy.ts';
import { ensureTemplate, testTenants } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner of the test cluster, made by the global set-up. */
    cluster: DatabaseAddress;
  }
}

export interface TestDatabase {
  /** Connections that act as gelar_app. */
  pool: pg.Pool;
  authPool: pg.Pool;
  /** The owning role: for arranging and for looking past row-level security. */
  owner: pg.Pool;
  ownerAddress: DatabaseAddress;
  appAddress: DatabaseAddress;
  identity: Identity;
  secrets: Secrets;
  files: FileStore;
  tenants: typeof testTenants;
  ctx(options?: { tenant?: Tenant | null; actor?: Actor | null; now?: Date }): Ctx;
  close(): Promise<void>;
}

/** A copy of the migrated template: a real PostgreSQL, empty but for two tenants and the areas of 32.16 and 32.17. */
export async function freshDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const template = await ensureTemplate(cluster);
  const database = `t_${randomBytes(8).toString('hex')}`;
  await onServer(cluster, `create database ${database} template ${template.name}`);
  const ownerAddress = { ...cluster, database };
  const appAddress = { ...cluster, database, user: template.login, password: template.password };
  const owner = openPool(ownerAddress, { max: 4 });
  const pool = openPool(appAddress, { role: 'gelar_app', pipeline: true });
  const authPool = openPool(appAddress, { role: 'gelar_auth', searchPath: 'auth', max: 4 });
  const secrets = secretsFrom(randomBytes(32));
  const folder = await mkdtemp(join(tmpdir(), 'gelar-files-'));
  const files = openFolderStore(folder);
  return {
    pool,
    authPool,
    owner,
    ownerAddress,
    appAddress,
    secrets,
    files,
    identity: openIdentity(authPool, secrets, 'http://127.0.0.1:3000'),
    tenants: testTenants,
    ctx: ({ tenant = testTenants.bekasikab, actor = null, now = new Date() } = {}) => ({
      pool,
      secrets,
      tenant,
      actor,
      now,
      requestId: newId(),
    }),
    async close() {
      await Promise.all([owner.end(), pool.end(), authPool.end(), rm(folder, { recursive: true, force: true })]);
      await onServer(cluster, `drop database if exists ${database} with (force)`);
    },
  };
}

/** Runs one statement on the cluster's maintenance database. */
export async function onServer(cluster: DatabaseAddress, statement: string): Promise<void> {
  const client = new pg.Client({ ...cluster, database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A signed-in person with the given offices, for tests of rules and acts (no account is made). */
export function actorWith(offices: Actor['offices'], more: Partial<Actor> = {}): Actor {
  const userId = newId();
  return { userId, name: 'Sari (contoh)', username: `u-${userId}`, offices, platformAdministrator: false, ...more };
}
