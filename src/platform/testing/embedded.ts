import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type EmbeddedDatabase, openEmbedded } from '../database/embedded.ts';
import type { DatabaseAddress } from '../database/pool.ts';
import { processesIn } from '../database/process-identity.ts';

export let folder: string;
let base: string;
/** What a test opened or changed; undone after it, the last first. */
export const ends: (() => Promise<void>)[] = [];

/** Tests of the embedded database: one saved database to copy, and an end for everything they start. */
export function useSavedDatabase(): void {
  beforeAll(async () => {
    // Of mode 0700, as mkdtemp makes it: PostgreSQL's own user cannot pass through it when root runs the tests.
    folder = await mkdtemp(join(tmpdir(), 'gelar-embedded-'));
    base = join(folder, 'base');
    await mkdir(base);
    const database = await openEmbedded({ dataDir: base, as: 'server' });
    await query(database.owner, 'create table kept (word text primary key)');
    await query(database.owner, "insert into kept values ('saved')");
    await database.stop();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
}

/** A data folder with one saved row, cleanly stopped. */
export async function savedFolder(name: string): Promise<string> {
  const dataDir = join(folder, name);
  await mkdir(join(dataDir, '..'), { recursive: true });
  execFileSync('cp', ['-a', base, dataDir]);
  return dataDir;
}

export async function opened(
  dataDir: string,
  as: 'server' | 'command' = 'server',
  said: string[] = [],
): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataDir, as, report: (line) => said.push(line) });
  ends.push(database.stop);
  return database;
}

export async function query(address: DatabaseAddress, text: string): Promise<unknown[]> {
  const client = new pg.Client(address);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

export const words = (address: DatabaseAddress) => query(address, 'select word from kept order by word');
export const saved = [{ word: 'saved' }];
export const postmaster = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
export const working = (dataDir: string) => processesIn(join(dataDir, 'postgres'));

export async function kill9(dataDir: string): Promise<void> {
  process.kill(await postmaster(dataDir), 'SIGKILL');
}

/** The app of the tests that kill it. */
export const fixture = join(import.meta.dirname, '../database/embedded.fixture.ts');

export interface App {
  child: ChildProcess;
  said: { owner?: DatabaseAddress; problem?: string };
}

/** Another copy of the app, up to the moment it has the database or says why not. */
export async function startApp(dataDir: string, as = 'server'): Promise<App> {
  const script = fixture;
  const child = spawn(process.execPath, [script, dataDir, as], { stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => endApp(child, 'SIGTERM'));
  for await (const line of createInterface(child.stdout)) {
    const said: App['said'] = JSON.parse(line);
    if (said.owner || said.problem) return { child, said };
  }
  throw new Error('the app ended without a word');
}

export async function endApp(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await gone;
}

export async function until<T>(what: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await what().catch(() => undefined);
    if (value !== undefined) return value;
    await sleep(50);
  }
}
