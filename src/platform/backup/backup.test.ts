import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealEvents } from '../audit/seal.acts.ts';
import { verifyChain } from '../audit/verify.queries.ts';
import { type DatabaseAddress, openPool } from '../database/pool.ts';
import { openFolderStore } from '../files/store.ts';
import { newId } from '../ids.ts';
import { secretsFrom } from '../secrets.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { type ExternalDatabase, externalDatabase } from '../testing/external.ts';
import { signInAs } from '../testing/sign-in.ts';
import { testTenants } from '../testing/template.ts';
import { Archive } from './archive.ts';
import { backUp } from './backup.ts';
import { type NotRestored, type RestoreChoices, restore } from './restore.ts';
import { TarReader } from './tar.ts';

const migrations = resolve(import.meta.dirname, '../../../migrations');
const tenantId = testTenants.bekasikab.id;

let db: TestDatabase;
let folder: string;
let archive: string;
beforeAll(async () => {
  db = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gelar-cadangan-'));
  await fill(db);
  archive = join(folder, 'satu.tar');
  await backUp(partsOf(db), archive);
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const partsOf = ({ ownerAddress, files, secrets }: TestDatabase) => ({
  owner: ownerAddress,
  files,
  secrets,
  app: '0.1.0',
  report: () => {},
});

/** People, sessions, texts with every character that COPY escapes, sealed events, jobs and files. */
async function fill({ owner, pool, files }: TestDatabase): Promise<void> {
  await signInAs(db, 'tenant_admin');
  await signInAs(db, 'platform_admin');
  const odd = 'baris\nbaru\ttab \\N \\. \\ garis "kutip" \u{1F41F} \r';
  for (const name of [odd, '\\N', '', 'Ünïcödé']) {
    await owner.query("insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'community', $3)", [
      tenantId,
      newId(),
      `${name} contoh`,
    ]);
  }
  for (let n = 0; n < 30; n++) await event(owner, n);
  await sealEvents(pool, tenantId);
  for (let n = 30; n < 40; n++) await event(owner, n);
  await owner.query('select pgboss.create_queue(\'uji\', \'{"policy":"standard"}\')');
  await owner.query("insert into pgboss.job (name, data) values ('uji', '{\"n\":1}')");
  for (const size of [0, 1, 3_000_000]) await keep(files, randomBytes(size));
}

async function event(owner: pg.Pool, n: number): Promise<void> {
  await owner.query(
    "insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes) values ($1, $2, 'uji', 'uji', $3, $4)",
    [tenantId, newId(), String(n), JSON.stringify({ n })],
  );
}

async function keep(files: TestDatabase['files'], bytes: Buffer): Promise<void> {
  const source = (async function* () {
    yield bytes;
  })();
  await files.keep(tenantId, await files.receive(source, 10_000_000));
}

/** Every row of every table that is copied, as text. */
async function everything(address: DatabaseAddress): Promise<Record<string, string[]>> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query("set timezone = 'UTC'");
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'auth', 'pgboss') and tablename not like 'queue_stats%' order by 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** What a restore changes on purpose: the epoch, ended sessions, its own event; and the record of the backup came after. */
function asBackedUp(all: Record<string, string[]>): Record<string, string[]> {
  const {
    'public.installation': _,
    'auth.session': __,
    'auth.session_state': ___,
    'auth.verification': ____,
    'public.backups': _____,
    ...rest
  } = all;
  const ofBackups = /installation\.(restored|backed_up)/;
  return { ...rest, 'public.audit_events': (rest['public.audit_events'] ?? []).filter((row) => !ofBackups.test(row)) };
}

interface Target {
  external: ExternalDatabase;
  store: string;
}

async function withTarget(work: (target: Target) => Promise<void>): Promise<void> {
  const external = await externalDatabase();
  const store = await mkdtemp(join(folder, 'store-'));
  try {
    await work({ external, store });
  } finally {
    await external.close();
  }
}

const anew: RestoreChoices = { replace: false, otherKey: false };

const restoreTo = ({ external, store }: Target, path: string, choices = anew, secrets: unknown = db.secrets) =>
  restore(
    {
      owner: external.owner,
      login: external.app.user,
      files: openFolderStore(store),
      secrets: secrets as TestDatabase['secrets'],
      migrations,
      report: () => {},
    },
    path,
    choices,
  );

async function filesIn(store: string): Promise<string[]> {
  const entries = await readdir(store, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

test('restored into an empty database of an owner who is no superuser, every row is as it was', async () => {
  await withTarget(async (target) => {
    const result = await restoreTo(target, archive);
    expect(result).toMatchObject({ files: 3, epoch: 2, steps: [] });
    const before = asBackedUp(await everything(db.ownerAddress));
    expect(asBackedUp(await everything(target.external.owner))).toEqual(before);
    expect((await filesIn(target.store)).toSorted()).toEqual(await contentsOf(db));
  });
}, 120_000);

async function contentsOf({ files }: TestDatabase): Promise<string[]> {
  const all: string[] = [];
  for await (const sha256 of files.all(tenantId)) all.push(sha256);
  return all.toSorted();
}

test('afterwards the chain is whole, old events are sealed and the app may work in its tenant alone', async () => {
  await withTarget(async (target) => {
    await restoreTo(target, archive);
    const pool = openPool(target.external.app, { role: 'gelar_app', pipeline: true, max: 2 });
    try {
      while ((await sealEvents(pool, tenantId)) > 0);
      const report = await verifyChain(pool, testTenants.bekasikab);
      expect(report).toMatchObject({ events: 40, unsealed: { events: 0 }, broken: null });
      expect((await pool.query('select from organizations')).rowCount).toBe(0);
      await expect(pool.query('select from auth.account')).rejects.toThrow('permission denied');
      expect((await pool.query('select 1 from pgboss.job')).rowCount).toBe(1);
    } finally {
      await pool.end();
    }
  });
}, 120_000);

test('a second restore of the same archive ends the same, with an epoch that was never used', async () => {
  await withTarget(async (target) => {
    await restoreTo(target, archive);
    await expect(restoreTo(target, archive)).rejects.toMatchObject({ reason: 'notEmpty' });
    expect((await restoreTo(target, archive, { ...anew, replace: true })).epoch).toBe(3);
    expect(asBackedUp(await everything(target.external.owner))).toEqual(asBackedUp(await everything(db.ownerAddress)));
  });
}, 120_000);

test('a connection lost in the middle leaves what was there, and the next restore mends', async () => {
  await withTarget(async (target) => {
    await restoreTo(target, archive);
    const before = await everything(target.external.owner);
    let tables = 0;
    const parts = {
      owner: target.external.owner,
      login: target.external.app.user,
      files: openFolderStore(target.store),
      secrets: db.secrets,
      migrations,
    };
    const report = (step: string) => {
      if (step === 'table' && ++tables === 20) void endConnections(target.external.owner);
    };
    await expect(restore({ ...parts, report }, archive, { ...anew, replace: true })).rejects.toThrow(
      /terminat|not queryable/i,
    );
    expect(tables).toBeGreaterThanOrEqual(20);
    expect(await everything(target.external.owner)).toEqual(before);
    await restoreTo(target, archive, { ...anew, replace: true });
    expect(asBackedUp(await everything(target.external.owner))).toEqual(asBackedUp(before));
  });
}, 120_000);

async function endConnections(address: DatabaseAddress): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gelar-restore' and datname = current_database()",
  );
  await client.end();
}

async function changed(name: string, change: (path: string) => Promise<void>): Promise<string> {
  const path = join(folder, `${name}.tar`);
  await copyFile(archive, path);
  await change(path);
  return path;
}

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 0x40]), 0, 1, at);
  await file.close();
}

test('an archive that is cut, changed anywhere or none at all changes nothing', async () => {
  const { size } = await stat(archive);
  const broken = [
    await changed('terpotong', (path) => truncate(path, Math.floor(size / 2))),
    await changed('tanpa-akhir', (path) => truncate(path, size - 1024)),
    await changed('kosong', (path) => truncate(path, 0)),
    await changed('bukan-arsip', (path) => writeFile(path, randomBytes(5000))),
  ];
  // Somewhere in a file, in a table, in the manifest; the space that fills a block up means nothing.
  for (const at of await placesIn(archive)) broken.push(await changed(`bit-${at}`, (path) => flip(path, at)));
  await withTarget(async (target) => {
    for (const path of broken) {
      await expect(restoreTo(target, path, anew), path).rejects.toMatchObject({ reason: 'broken' });
    }
    expect([await everything(target.external.owner), await filesIn(target.store)]).toEqual([{}, []]);
  });
}, 120_000);

async function placesIn(path: string): Promise<number[]> {
  const tar = await TarReader.open(path);
  await tar.close();
  const entries = [...tar.entries.values()].filter((entry) => entry.size > 10);
  const starts = ['files/', 'tables/public.areas/', 'tables/auth.account/', 'manifest.json', 'manifest.sha256'];
  return starts.map((start) => (entries.find(({ name }) => name.startsWith(start))?.at ?? Number.NaN) + 10);
}

test('another key, or none, is told before anything changes; with the choice it goes on', async () => {
  await withTarget(async (target) => {
    const other = secretsFrom(randomBytes(32));
    await expect(restoreTo(target, archive, anew, other)).rejects.toMatchObject({ reason: 'otherKey' });
    await expect(restoreTo(target, archive, anew, null)).rejects.toMatchObject({ reason: 'noKey' });
    expect(await everything(target.external.owner)).toEqual({});
    await restoreTo(target, archive, { replace: false, otherKey: true }, other);
    expect((await everything(target.external.owner))['public.tenants']).toHaveLength(3);
  });
}, 120_000);

test('while the app is connected nothing is restored', async () => {
  await withTarget(async (target) => {
    const app = new pg.Client(target.external.app);
    await app.connect();
    try {
      await expect(restoreTo(target, archive)).rejects.toMatchObject({ reason: 'running' });
    } finally {
      await app.end();
    }
  });
});

test('an archive holds neither the key nor a readable word of what is sealed, and is for its owner alone', async () => {
  const bytes = await readFile(archive);
  const one = await Archive.open(archive);
  const { manifest } = one;
  await one.close();
  expect(db.secrets.open(manifest.sealed)).toBe('gelar');
  expect(bytes.includes('installation.key')).toBe(false);
  expect((await stat(archive)).mode & 0o777).toBe(0o600);
  expect(manifest.tables.map((table) => `${table.schema}.${table.name}`)).toEqual(
    expect.arrayContaining(['auth.account', 'pgboss.job', 'public.audit_events', 'public.innovations']),
  );
});

test('a backup that fails leaves nothing, one that succeeds is remembered with its event', async () => {
  const before = await readdir(folder);
  const failing = {
    ...db.files,
    read: async () => {
      throw new Error('disk');
    },
  };
  const path = join(folder, 'gagal.tar');
  await expect(backUp({ ...partsOf(db), files: failing }, path)).rejects.toThrow('disk');
  expect(await readdir(folder)).toEqual(before);
  const { rows } = await db.owner.query(
    `select b.archive, e.act, e.changes->>'manifest' = b.manifest_hash as same from backups b join audit_events e on e.id = b.id`,
  );
  expect(rows).toEqual([{ archive, act: 'installation.backed_up', same: true }]);
});

test('of two backups to one name at once one is told, the other is there and remembered', async () => {
  const to = await mkdtemp(join(folder, 'senama-'));
  const path = join(to, 'satu.tar');
  const both = await Promise.allSettled([backUp(partsOf(db), path), backUp(partsOf(db), path)]);
  const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.manifest] : []));
  const told = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect([made.length, told, await readdir(to)]).toEqual([1, ['EEXIST'], ['satu.tar']]);
  const tar = await TarReader.open(path);
  expect(String(await tar.read('manifest.sha256')).trim()).toBe(made[0]);
  await tar.close();
  const { rows } = await db.owner.query('select manifest_hash from backups where archive = $1', [path]);
  expect(rows).toEqual([{ manifest_hash: made[0] }]);
});

test('what is written while a backup runs is in it with its event, or neither is', async () => {
  let stopped = false;
  const pool = db.owner;
  const writing = (async () => {
    for (let n = 0; !stopped; n++) {
      const id = newId();
      await pool.query(
        `with made as (insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'community', $3) returning id)
         insert into audit_events (tenant_id, id, act, subject_kind, subject_id) select $1, id, 'uji.serentak', 'organization', id::text from made`,
        [tenantId, id, `Serentak ${n} contoh`],
      );
    }
  })();
  const path = join(folder, 'serentak.tar');
  await backUp(partsOf(db), path);
  stopped = true;
  await writing;
  await withTarget(async (target) => {
    await restoreTo(target, path);
    const all = await everything(target.external.owner);
    const made = all['public.organizations']?.filter((row) => row.includes('Serentak')).length;
    const told = all['public.audit_events']?.filter((row) => row.includes('uji.serentak')).length;
    expect([made, (made ?? 0) > 0]).toEqual([told, true]);
  });
}, 120_000);

test('a reason why nothing was restored is one of the catalogue', async () => {
  const { id } = await import('#messages/id.ts');
  const reasons: NotRestored['reason'][] = ['broken', 'noKey', 'otherKey', 'newer', 'changed', 'running', 'notEmpty'];
  expect(Object.keys(id.commands.restore.refusals).toSorted()).toEqual(reasons.toSorted());
});
