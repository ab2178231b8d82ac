import pg, { type Client } from 'pg';
import { lockSchema, type Migration, migrate, pendingSteps, readMigrations } from '../database/migrate.ts';
import type { DatabaseAddress } from '../database/pool.ts';
import type { FileStore } from '../files/store.ts';
import type { Secrets } from '../secrets.ts';
import { Archive } from './archive.ts';
import type { Forgotten } from './forget.ts';
import { loadArchive } from './load.ts';
import { type Manifest, sealedWord } from './manifest.ts';
import { settleFormats } from './tables.ts';
import { BrokenArchive } from './tar.ts';

export interface RestoreParts {
  owner: DatabaseAddress;
  /** The app's login: it may do as the app once the restore is done, and while it is connected nothing is restored. */
  login: string | undefined;
  files: FileStore;
  /** null where the installation has no key yet. */
  secrets: Secrets | null;
  migrations: string;
  report(step: 'verify' | 'files' | 'table' | 'step', about: string): void;
}

export interface RestoreChoices {
  /** What is in the database now may go. */
  replace: boolean;
  /** Go on with another key: personal fields then stay sealed for ever, and what cannot work without them is switched off. */
  otherKey: boolean;
}

export interface RestoreResult {
  takenAt: string;
  tables: number;
  rows: number;
  files: number;
  epoch: number;
  /** Steps of this release that the archive did not have yet. */
  steps: string[];
  /** What ended because the key is another; null where it is the archive's own. */
  forgotten: Forgotten | null;
}

/** Why nothing was restored. `reason` is a word of the catalogue's `commands.restore`. */
export class NotRestored extends Error {
  readonly reason: 'broken' | 'noKey' | 'otherKey' | 'newer' | 'changed' | 'running' | 'notEmpty';
  readonly detail: string;
  constructor(reason: NotRestored['reason'], detail = '') {
    super(`${reason} ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}

/**
 * Puts an archive into the database, all of it or nothing: schema, rows and newer steps are one transaction. Everything that
 * can be known before is looked at before anything is changed. Every row that stands in the database afterwards is compared
 * with the archive. Repeating it, also after a crash in its middle, ends the same.
 * @throws NotRestored
 */
export async function restore(parts: RestoreParts, path: string, choices: RestoreChoices): Promise<RestoreResult> {
  const result = await restoreWhole(parts, path, choices);
  // Nothing is left to migrate; it lets the app's login act as the app where the server is a new one.
  await migrate(parts.owner, parts.migrations, parts.login);
  return result;
}

async function restoreWhole(parts: RestoreParts, path: string, choices: RestoreChoices): Promise<RestoreResult> {
  const archive = await openWhole(parts, path);
  const client = new pg.Client({ ...parts.owner, application_name: 'gelar-restore' });
  client.on('error', () => {}); // the statement that runs says it
  try {
    const ownKey = opensArchive(parts.secrets, archive.manifest);
    if (!ownKey && !choices.otherKey) throw new NotRestored(parts.secrets ? 'otherKey' : 'noKey');
    const steps = await stepsOf(parts.migrations, archive.manifest);
    await client.connect();
    await lockSchema(client);
    await requireQuiet(client, parts.login);
    if (!choices.replace) await requireEmpty(client);
    await settleFormats(client);
    const load = { client, archive, steps, ownKey, files: parts.files, report: parts.report };
    const { epoch, forgotten } = await loadArchive(load).catch(refuseBroken);
    await client.query('analyze');
    const { manifest } = archive;
    return {
      takenAt: manifest.takenAt,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.count,
      epoch,
      steps: steps.later.map((step) => step.name),
      forgotten,
    };
  } finally {
    await archive.close();
    await client.end().catch(() => {});
  }
}

async function openWhole(parts: RestoreParts, path: string): Promise<Archive> {
  let archive: Archive | undefined;
  try {
    archive = await Archive.open(path);
    let told = 0;
    await archive.verify((done, of) => {
      const percent = Math.floor((done / of) * 10) * 10;
      if (percent > told) parts.report('verify', `${percent} %`);
      told = percent;
    });
    return archive;
  } catch (error) {
    await archive?.close();
    return refuseBroken(error);
  }
}

function refuseBroken(error: unknown): never {
  if (error instanceof BrokenArchive || error instanceof SyntaxError) throw new NotRestored('broken', error.message);
  throw error;
}

function opensArchive(secrets: Secrets | null, manifest: Manifest): boolean {
  return secrets?.read(manifest.sealed) === sealedWord;
}

/** The steps of the archive, and those of this release that come after them. */
export interface Steps {
  archived: Migration[];
  later: Migration[];
}

async function stepsOf(folder: string, manifest: Manifest): Promise<Steps> {
  const steps = await readMigrations(folder);
  const taken = new Map(manifest.steps.map((step) => [step.name, step.hash]));
  const foreign = manifest.steps.find((step) => !steps.some((known) => known.name === step.name));
  if (foreign) throw new NotRestored('newer', `${foreign.name}, ${manifest.app}`);
  const changed = steps.find((step) => taken.has(step.name) && taken.get(step.name) !== step.hash);
  if (changed) throw new NotRestored('changed', `${changed.name}, ${manifest.app}`);
  return { archived: steps.filter((step) => taken.has(step.name)), later: pendingSteps(steps, taken) };
}

/** The login of connections is seen by everybody, their program is not. */
async function requireQuiet(client: Client, login: string | undefined): Promise<void> {
  const { rows } = await client.query<{ users: number }>(
    `select count(*)::int as users from pg_stat_activity
     where datname = current_database() and usename = $1 and pid <> pg_backend_pid() and $1 <> current_user`,
    [login ?? ''],
  );
  if ((rows[0]?.users ?? 0) > 0) throw new NotRestored('running');
}

async function requireEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ tables: number }>(
    `select count(*)::int as tables from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  if ((rows[0]?.tables ?? 0) > 0) throw new NotRestored('notEmpty');
}
