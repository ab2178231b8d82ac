import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, readMigrations } from '../database/migrate.ts';
import type { DatabaseAddress } from '../database/pool.ts';
import { openFolderStore } from '../files/store.ts';
import { newId } from '../ids.ts';
import { secretsFrom } from '../secrets.ts';
import { externalDatabase } from '../testing/external.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

// An archive of an older schema comes into this release: first its own steps, then its rows, then the newer steps.

const migrations = resolve(import.meta.dirname, '../../../migrations');
const secrets = secretsFrom(randomBytes(32));
/** The ground every release has stood on: roles, sign-in, tenants, audit. */
const oldest = 4;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-naik-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The migrations as they were when there were `count` of them. */
async function folderWith(count: number): Promise<string> {
  const to = await mkdtemp(join(folder, 'langkah-'));
  for (const { name } of (await readMigrations(migrations)).slice(0, count)) {
    await copyFile(join(migrations, name), join(to, name));
  }
  return to;
}

async function ask(address: DatabaseAddress, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

const tenantId = newId();

async function fill(owner: DatabaseAddress): Promise<void> {
  await ask(owner, "insert into areas (code, level, name) values ('32', 1, 'Jawa Barat')");
  await ask(
    owner,
    `insert into tenants (id, slug, name, short_name, area_code, operator_name, help_label)
     values ($1, 'lamakab', 'Kabupaten Lama', 'Lama', '32', 'Balitbangda', '-')`,
    [tenantId],
  );
  for (let n = 0; n < 5; n++) {
    await ask(
      owner,
      "insert into audit_events (tenant_id, id, act, subject_kind, subject_id) values ($1, $2, 'uji', 'uji', $3)",
      [tenantId, newId(), String(n)],
    );
  }
}

async function archiveOf(count: number): Promise<string> {
  const old = await externalDatabase();
  try {
    await migrate(old.owner, await folderWith(count), old.app.user);
    await fill(old.owner);
    const path = join(folder, `${count}.tar`);
    const files = openFolderStore(join(folder, 'kosong'));
    await backUp({ owner: old.owner, files, secrets, app: '0.0.1', report: () => {} }, path);
    return path;
  } finally {
    await old.close();
  }
}

const restoreInto = (address: DatabaseAddress, login: string | undefined, path: string, steps: string) =>
  restore(
    {
      owner: address,
      login,
      files: openFolderStore(join(folder, 'isi')),
      secrets,
      migrations: steps,
      report: () => {},
    },
    path,
    { replace: false, otherKey: false },
  );

test('from every earlier number of steps data comes into this release, and the schema ends the same', async () => {
  const all = (await readMigrations(migrations)).map((step) => step.name);
  for (const count of new Set([oldest, Math.floor((oldest + all.length) / 2), all.length - 1])) {
    const target = await externalDatabase();
    try {
      const result = await restoreInto(target.owner, target.app.user, await archiveOf(count), migrations);
      expect(result.steps).toEqual(all.slice(count));
      expect(await ask(target.owner, 'select name from schema_steps order by name')).toEqual(
        all.map((name) => ({ name })),
      );
      expect(await ask(target.owner, "select name from tenants where slug = 'lamakab'")).toHaveLength(1);
      expect(await ask(target.owner, "select from audit_events where act = 'uji' and epoch = 1")).toHaveLength(5);
      expect(await columnsOf(target.owner)).toEqual(await columnsOf(await freshSchema()));
    } finally {
      await target.close();
    }
  }
}, 120_000);

let fresh: Awaited<ReturnType<typeof externalDatabase>> | undefined;
afterAll(() => fresh?.close());

async function freshSchema(): Promise<DatabaseAddress> {
  if (fresh) return fresh.owner;
  fresh = await externalDatabase();
  await migrate(fresh.owner, migrations, fresh.app.user);
  return fresh.owner;
}

const columnsOf = (address: DatabaseAddress) =>
  ask(
    address,
    `select c.table_schema, c.table_name, c.column_name, c.data_type, c.column_default, c.is_nullable
     from information_schema.columns c where c.table_schema in ('public', 'auth', 'pgboss') order by 1, 2, c.ordinal_position`,
  );

test('an archive of a newer release, or of a changed step, is refused and nothing is touched', async () => {
  const all = await readMigrations(migrations);
  const path = await archiveOf(all.length);
  const target = await externalDatabase();
  try {
    const older = restoreInto(target.owner, target.app.user, path, await folderWith(all.length - 1));
    await expect(older).rejects.toMatchObject({ reason: 'newer' });
    const other = await folderWith(all.length);
    const [first] = await readdir(other);
    await copyFile(join(migrations, all.at(-1)?.name ?? ''), join(other, first ?? ''));
    await expect(restoreInto(target.owner, target.app.user, path, other)).rejects.toMatchObject({ reason: 'changed' });
    expect(await ask(target.owner, "select from pg_tables where schemaname = 'public'")).toEqual([]);
  } finally {
    await target.close();
  }
}, 60_000);
