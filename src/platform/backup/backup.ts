import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg, { type Client } from 'pg';
import { syncFolder } from '../database/embedded-folder.ts';
import type { DatabaseAddress } from '../database/pool.ts';
import type { FileStore } from '../files/store.ts';
import { newId } from '../ids.ts';
import type { Secrets } from '../secrets.ts';
import { digestOfFiles, sha256Of } from './archive.ts';
import { copyOut } from './copy.ts';
import { giveName } from './give-name.ts';
import {
  fileName,
  type Manifest,
  manifestHashName,
  manifestName,
  partName,
  sealedWord,
  type TableEntry,
} from './manifest.ts';
import { packPart } from './part.ts';
import { recordBackup } from './record.ts';
import { RowDigest } from './row-digest.ts';
import { copyOutOf, sequencesOf, settleFormats, type TableToCopy, tablesOf } from './tables.ts';
import { TarWriter } from './tar.ts';

export interface BackupParts {
  /** The owning role: no other one sees every row. */
  owner: DatabaseAddress;
  files: FileStore;
  secrets: Secrets;
  app: string;
  /** Progress: how far, in words of `step`. */
  report(step: 'files' | 'table', about: string): void;
}

export interface BackupResult {
  path: string;
  bytes: number;
  takenAt: string;
  tables: number;
  rows: number;
  files: number;
  seconds: number;
  /** The SHA-256 of the manifest: to be noted beside the archive. */
  manifest: string;
}

/**
 * Writes database and files into one archive while the app runs. The database comes from one snapshot; it is taken after
 * the files, so that every file a row names is in the archive, and a second look brings those that came meanwhile.
 * Whole or not at all: the archive gets its name when it lies on the disk.
 * @param path of the archive to be
 * @throws Error with the code EEXIST when something has that name, also if another backup took it meanwhile
 */
export async function backUp(parts: BackupParts, path: string): Promise<BackupResult> {
  const began = Date.now();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    const { manifest, hash } = await writeArchive(parts, file);
    const { size } = await stat(draft);
    await file.close();
    await giveName(draft, path);
    await syncFolder(dirname(path));
    const result = {
      path,
      bytes: size,
      takenAt: manifest.takenAt,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.count,
      seconds: (Date.now() - began) / 1000,
      manifest: hash,
    };
    await recordBackup(parts.owner, { ...result, id: newId() });
    return result;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeArchive(parts: BackupParts, file: FileHandle): Promise<{ manifest: Manifest; hash: string }> {
  const tar = new TarWriter(file);
  const client = new pg.Client({ ...parts.owner, application_name: 'gelar-backup' });
  client.on('error', () => {}); // the statement that runs says it
  await client.connect();
  try {
    await settleFormats(client);
    const kept: KeptFiles = { known: new Map(), bytes: 0 };
    await addFiles(parts, client, tar, kept);
    const state = await takeSnapshot(client);
    await addFiles(parts, client, tar, kept);
    const tables = await tablesOf(client);
    await lockTables(client, tables);
    const entries: TableEntry[] = [];
    for (const table of tables) entries.push(await addTable(parts, client, tar, table));
    const files = [...kept.known.values()];
    const manifest: Manifest = {
      format: 1,
      app: parts.app,
      ...state,
      sealed: parts.secrets.seal(sealedWord),
      tables: entries,
      sequences: await sequencesOf(client),
      files: { count: files.length, bytes: kept.bytes, digest: digestOfFiles(files) },
    };
    const text = Buffer.from(JSON.stringify(manifest));
    await tar.add(manifestName, text.length, [text]);
    const hash = Buffer.from(`${sha256Of(text)}\n`);
    await tar.add(manifestHashName, hash.length, [hash]);
    await tar.end();
    return { manifest, hash: sha256Of(text) };
  } finally {
    await client.end().catch(() => {});
  }
}

/** From here on this connection sees the database as it is now. */
async function takeSnapshot(client: Client): Promise<Pick<Manifest, 'takenAt' | 'postgres' | 'epoch' | 'steps'>> {
  await client.query('begin transaction isolation level repeatable read, read only');
  const { rows } = await client.query(
    `select now() as "takenAt", current_setting('server_version') as postgres, (select epoch from installation) as epoch`,
  );
  const steps = await client.query('select name, hash, taken_at::text as "takenAt" from schema_steps order by name');
  return {
    takenAt: rows[0].takenAt.toISOString(),
    postgres: rows[0].postgres,
    epoch: rows[0].epoch,
    steps: steps.rows,
  };
}

/** A migration waits until the backup is done; reading and writing do not. */
async function lockTables(client: Client, tables: readonly TableToCopy[]): Promise<void> {
  const names = tables.map(
    (table) => `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`,
  );
  await client.query(`lock table ${names.join(', ')} in access share mode`);
}

async function addTable(parts: BackupParts, client: Client, tar: TarWriter, table: TableToCopy): Promise<TableEntry> {
  parts.report('table', `${table.schema}.${table.name}`);
  const digest = new RowDigest();
  const entry: TableEntry = { ...table, rows: 0, digest: '', parts: [] };
  for await (const lines of copyOut(client, copyOutOf(client, table))) {
    digest.add(lines);
    const packed = await packPart(lines);
    const name = partName(table, entry.parts.length + 1);
    await tar.add(name, packed.length, [packed]);
    entry.parts.push({ name, bytes: packed.length, sha256: sha256Of(packed) });
  }
  return { ...entry, rows: digest.rows, digest: digest.toString() };
}

interface KeptFiles {
  known: Map<string, { tenantId: string; sha256: string }>;
  bytes: number;
}

/** What is not in the archive yet. A file that is removed meanwhile was not wanted any more before the snapshot was taken. */
async function addFiles(parts: BackupParts, client: Client, tar: TarWriter, kept: KeptFiles): Promise<void> {
  const { rows } = await client.query<{ id: string }>('select id from tenants order by id');
  for (const { id } of rows) {
    for await (const sha256 of parts.files.all(id)) {
      const name = fileName(id, sha256);
      const content = kept.known.has(name) ? null : await parts.files.read(id, sha256);
      if (!content) continue;
      await tar.add(name, content.bytes, content.body);
      kept.known.set(name, { tenantId: id, sha256 });
      kept.bytes += content.bytes;
      if (kept.known.size % 100 === 0) parts.report('files', String(kept.known.size));
    }
  }
}
