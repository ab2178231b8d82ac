import { once } from 'node:events';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFolderStore } from '../files/store.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { type ExternalDatabase, externalDatabase } from '../testing/external.ts';
import { Archive, sha256Of } from './archive.ts';
import { backUp } from './backup.ts';
import { requireComplete } from './complete.ts';
import { type Manifest, manifestHashName, manifestName } from './manifest.ts';
import { unpackPart } from './part.ts';
import { restore } from './restore.ts';
import { TarReader, TarWriter } from './tar.ts';

// Archives whose every hash is right, made by somebody who may write them but means no good.

let db: TestDatabase;
let target: ExternalDatabase;
let folder: string;
let archive: string;
beforeAll(async () => {
  db = await freshDatabase();
  target = await externalDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gelar-palsu-'));
  archive = join(folder, 'asli.tar');
  const content = (async function* () {
    yield Buffer.from('isi');
  })();
  await db.files.keep(db.tenants.bekasikab.id, await db.files.receive(content, 100));
  await backUp(
    { owner: db.ownerAddress, files: db.files, secrets: db.secrets, app: '0.1.0', report: () => {} },
    archive,
  );
  await restoreFrom(archive);
});
afterAll(async () => {
  await db.close();
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;

/** The archive with another manifest, its hash anew, and other contents of entries. */
async function forged(change: (manifest: Manifest, contents: Map<string, Buffer>) => void): Promise<string> {
  const tar = await TarReader.open(archive);
  const contents = new Map<string, Buffer>();
  for (const name of tar.entries.keys()) contents.set(name, await tar.read(name));
  await tar.close();
  const manifest = JSON.parse(String(contents.get(manifestName)));
  change(manifest, contents);
  const text = Buffer.from(JSON.stringify(manifest));
  contents.set(manifestName, text).set(manifestHashName, Buffer.from(`${sha256Of(text)}\n`));
  const path = join(folder, `palsu-${++count}.tar`);
  const file = await open(path, 'wx');
  const writer = new TarWriter(file);
  for (const [name, bytes] of contents) await writer.add(name, bytes.length, [bytes]);
  await writer.end();
  await file.close();
  return path;
}

const tableOf = (manifest: Manifest, name: string) =>
  manifest.tables.find((table) => `${table.schema}.${table.name}` === name) as Manifest['tables'][number];

const restoreFrom = (path: string, store = join(folder, 'isi'), report: (step: string) => void = () => {}) =>
  restore(
    {
      owner: target.owner,
      login: target.app.user,
      files: openFolderStore(store),
      secrets: db.secrets,
      migrations: resolve(import.meta.dirname, '../../../migrations'),
      report,
    },
    path,
    { replace: true, otherKey: false },
  );

async function tenantsThere(): Promise<number> {
  const client = new pg.Client(target.owner);
  await client.connect();
  const { rows } = await client.query('select count(*)::int as count from tenants').finally(() => client.end());
  return rows[0].count;
}

const withoutTable = (name: string) => (manifest: Manifest) => {
  manifest.tables = manifest.tables.filter((table) => `${table.schema}.${table.name}` !== name);
};

test.each<[string, (manifest: Manifest) => void, string]>([
  ['without a table of the app', withoutTable('public.people'), 'table "public"."people" is missing'],
  ['without a table of sign-in', withoutTable('auth.account'), 'table "auth"."account" is missing'],
  [
    'without a column',
    (manifest) => {
      const table = tableOf(manifest, 'public.organizations');
      table.columns = table.columns.filter((column) => column !== 'name');
    },
    'column "public"."organizations"."name" is missing',
  ],
  [
    'without a table, with one of a misleading name,',
    (manifest) => {
      const { columns, ...table } = tableOf(manifest, 'public.people');
      withoutTable('public.people')(manifest);
      manifest.tables.push({ ...table, columns, schema: 'public"."people', name: 'x' });
    },
    'table "public"."people" is missing',
  ],
  [
    'with a table of nowhere',
    (manifest) => {
      manifest.tables.push({ ...tableOf(manifest, 'public.people'), name: 'orang' });
    },
    'table "public"."orang" is not in its schema',
  ],
])('an archive %s is refused before a file or row is touched', async (_, change, detail) => {
  const steps: string[] = [];
  const refused = restoreFrom(await forged(change), join(folder, 'lain'), (step) => steps.push(step));
  await expect(refused).rejects.toMatchObject({ reason: 'broken', detail });
  expect([await tenantsThere(), steps.includes('table'), await readdir(folder)]).toEqual([
    3,
    false,
    expect.not.arrayContaining(['lain']),
  ]);
});

const columns = ['id'];
const inventory = (tables: string[], sequences: string[] = []) => ({
  tables: tables.map((name) => ({ schema: 'public', name, columns })),
  sequences: sequences.map((name) => ({ schema: 'public', name })),
});

test('a sequence must come too, and what others keep in the same database may', () => {
  const schema = {
    ofOthers: inventory(['theirs'], ['theirs_id']),
    all: inventory(['ours', 'theirs'], ['n', 'theirs_id']),
  };
  expect(() => requireComplete(inventory(['ours'], ['n']), schema)).not.toThrow();
  expect(() => requireComplete(schema.all, schema)).not.toThrow();
  expect(() => requireComplete(inventory(['ours']), schema)).toThrow('sequence "public"."n" is missing');
  expect(() => requireComplete(inventory(['ours'], ['n', 'm']), schema)).toThrow('"m" is not in its schema');
});

/** Zeros, compressed: 1.5 GB are 48 KB. */
async function bombOf(bytes: number): Promise<Buffer> {
  const packed: Buffer[] = [];
  const zstd = createZstdCompress();
  zstd.on('data', (piece: Buffer) => packed.push(piece));
  const zeros = Buffer.alloc(1 << 24);
  for (let written = 0; written < bytes; written += zeros.length) {
    await new Promise<void>((done, fail) => zstd.write(zeros, (error) => (error ? fail(error) : done())));
  }
  zstd.end();
  await once(zstd, 'end');
  return Buffer.concat(packed);
}

const withPart = (name: string, bytes: Buffer) =>
  forged((manifest, contents) => {
    const table = tableOf(manifest, name);
    const part = { name: `tables/${name}/000001.zst`, bytes: bytes.length, sha256: sha256Of(bytes) };
    table.parts = [part];
    contents.set(part.name, bytes);
  });

test('a part of some kilobytes that unpacks to more than a part can hold is refused, in little memory', async () => {
  const bomb = await bombOf(1_500_000_000);
  expect(bomb.length).toBeLessThan(300_000);
  const one = await Archive.open(await withPart('public.areas', bomb));
  const before = process.memoryUsage.rss();
  let [most, came] = [0, 0];
  const unpacked = async () => {
    for await (const piece of one.lines(tableOf(one.manifest, 'public.areas'))) {
      came += piece.length;
      most = Math.max(most, process.memoryUsage.rss() - before);
    }
  };
  await expect(unpacked()).rejects.toThrow('000001.zst unpacks to more than 1077936128 bytes');
  await one.close();
  expect(came).toBeGreaterThan(1e9);
  expect(most).toBeLessThan(300e6);
}, 60_000);

test('a part that is none, or holds other rows, is a broken archive, and the database stays as it was', async () => {
  const wrong = await withPart('public.areas', Buffer.from('bukan zstd'));
  await expect(restoreFrom(wrong)).rejects.toMatchObject({
    reason: 'broken',
    detail: 'tables/public.areas/000001.zst cannot be unpacked',
  });
  const fewer = await forged((manifest) => {
    tableOf(manifest, 'public.tenants').parts = [];
  });
  await expect(restoreFrom(fewer)).rejects.toMatchObject({
    reason: 'broken',
    detail: 'public.tenants is not as it was: 0 of 3 rows',
  });
  expect(await tenantsThere()).toBe(3);
});

test('a failure of the disk is not taken for a broken part', async () => {
  const failing = (async function* () {
    yield Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
    throw Object.assign(new Error('disk'), { code: 'EIO' });
  })();
  const all = async () => {
    for await (const _ of unpackPart(failing, 'x'));
  };
  await expect(all()).rejects.toMatchObject({ code: 'EIO' });
});
