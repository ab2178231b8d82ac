import type { Client } from 'pg';
import { makeStepTable, runStep } from '../database/migrate.ts';
import type { FileStore } from '../files/store.ts';
import { newId } from '../ids.ts';
import { reservedTenantId } from '../tenancy.ts';
import type { Archive } from './archive.ts';
import { requireComplete } from './complete.ts';
import { copyIn, copyOut } from './copy.ts';
import { type Forgotten, forgetSealed } from './forget.ts';
import type { Manifest, TableEntry } from './manifest.ts';
import type { RestoreParts, Steps } from './restore.ts';
import { RowDigest } from './row-digest.ts';
import { copyInto, copyOutOf, foreignKeysOf, inventoryOf, quoted, removalsOf, tablesWithTriggers } from './tables.ts';
import { BrokenArchive } from './tar.ts';

interface Load {
  client: Client;
  archive: Archive;
  steps: Steps;
  /** The installation's key is the one with which the archive was made. */
  ownKey: boolean;
  files: FileStore;
  report: RestoreParts['report'];
}

/**
 * In one transaction the old schema goes, the archive's comes and is compared with what the archive brings. Then the files:
 * they lie under their own hashes and hurt nobody when what follows fails. Last the rows, compared one by one, and this
 * release's newer steps.
 * @returns the new epoch, and what another key ended
 * @throws BrokenArchive when it does not hold what its own manifest or schema promises; then nothing of the database has changed
 */
export async function loadArchive(load: Load): Promise<{ epoch: number; forgotten: Forgotten | null }> {
  const { client, archive, steps } = load;
  const before = await epochOf(client);
  await client.query('begin');
  await makeSchema(load);
  await loadFiles(load);
  await fillTables(load);
  const epoch = await beginEpoch(client, Math.max(archive.manifest.epoch, before) + 1, archive.manifest);
  for (const step of steps.later) {
    load.report('step', step.name);
    await runStep(client, step);
  }
  const forgotten = load.ownKey ? null : await forgetSealed(client);
  await client.query('commit');
  return { epoch, forgotten };
}

/** The archive's own, in place of what a release made here before. */
async function makeSchema({ client, archive, steps }: Load): Promise<void> {
  for (const statement of await removalsOf(client)) await client.query(statement);
  const ofOthers = await inventoryOf(client);
  await makeStepTable(client);
  for (const step of steps.archived) await runStep(client, step);
  await keepTimes(client, archive.manifest);
  requireComplete(archive.manifest, { ofOthers, all: await inventoryOf(client) });
}

async function loadFiles({ archive, files, report }: Load): Promise<void> {
  let done = 0;
  for (const { tenantId, sha256, name } of archive.files()) {
    const kept = await files.read(tenantId, sha256);
    await kept?.body.cancel();
    if (!kept) {
      const incoming = await files.receive(archive.content(name), Number.POSITIVE_INFINITY);
      await files.keep(tenantId, incoming);
    }
    if (++done % 100 === 0) report('files', String(done));
  }
}

/** Of the installation that is replaced: an epoch is never used twice. */
async function epochOf(client: Client): Promise<number> {
  const { rows } = await client.query("select to_regclass('public.installation') is not null as known");
  if (!rows[0]?.known) return 0;
  const epoch = await client.query<{ epoch: number }>('select epoch from public.installation');
  return epoch.rows[0]?.epoch ?? 0;
}

/** When a step was taken first, not now. */
async function keepTimes(client: Client, { steps }: Manifest): Promise<void> {
  await client.query(
    'update schema_steps s set taken_at = t.at from unnest($1::text[], $2::timestamptz[]) as t (name, at) where s.name = t.name',
    [steps.map((step) => step.name), steps.map((step) => step.takenAt)],
  );
}

/** Without foreign keys and triggers while the rows come, in whatever order; the keys are checked when they are put back. */
async function fillTables(load: Load): Promise<void> {
  const { client, archive } = load;
  const { tables } = archive.manifest;
  const keys = await foreignKeysOf(client);
  const triggered = await tablesWithTriggers(client);
  for (const key of keys) await client.query(key.remove);
  for (const table of triggered) await client.query(`alter table ${table} disable trigger user`);
  await client.query(`truncate ${tables.map((table) => quoted(client, table)).join(', ')}`);
  for (const table of tables) await fillTable(load, table);
  for (const one of archive.manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(client, one), one.value, one.called]);
  }
  for (const key of keys) await client.query(key.restore);
  for (const table of triggered) await client.query(`alter table ${table} enable trigger user`);
}

async function fillTable({ client, archive, report }: Load, table: TableEntry): Promise<void> {
  report('table', `${table.schema}.${table.name}`);
  await copyIn(client, copyInto(client, table), archive.lines(table));
  const digest = new RowDigest();
  for await (const lines of copyOut(client, copyOutOf(client, table))) digest.add(lines);
  if (digest.rows === table.rows && digest.toString() === table.digest) return;
  throw new BrokenArchive(`${table.schema}.${table.name} is not as it was: ${digest.rows} of ${table.rows} rows`);
}

/**
 * Transaction numbers begin anew with another server: events say by their epoch which ones they carry. Sessions end,
 * since those that were ended after the backup would live again.
 */
async function beginEpoch(client: Client, epoch: number, { takenAt, app }: Manifest): Promise<number> {
  await client.query('update installation set epoch = $1', [epoch]);
  await client.query('delete from auth.session; delete from auth.verification');
  await client.query(
    `insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes)
     values ($1, $2, 'installation.restored', 'installation', 'backup', $3)`,
    [reservedTenantId, newId(), JSON.stringify({ takenAt, app, epoch })],
  );
  return epoch;
}
