// npm run bench, or alone for a larger database: node bench/backup.ts --gigabytes 5
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openEmbedded } from '#platform/database/embedded.ts';
import type { DatabaseAddress } from '#platform/database/pool.ts';
import type { Figure } from './figure.ts';
import { root, startInstallation } from './installation.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

export interface Measured {
  gigabytes: number;
  archiveBytes: number;
  seconds: number;
  /** Of a page asked for every 50 ms while the backup ran. */
  longestWait: number;
  /** The same for ten seconds before it. */
  quietWait: number;
  pages: number;
  /** Of them were not answered with a page. */
  refused: number;
  megabytes: number;
  restoreSeconds: number;
  rows: number;
}

/** Fills the database up to a size, takes a backup while pages are asked for, and restores it into an empty folder. */
export async function measureBackup(
  installation: { origin: string; dataDir: string },
  gigabytes: number,
): Promise<Measured> {
  const database = await openEmbedded({ dataDir: installation.dataDir, as: 'command' });
  const folder = await mkdtemp(join(tmpdir(), 'gelar-bench-cadangan-'));
  try {
    const size = await grow(database.owner, gigabytes);
    const archive = join(folder, 'cadangan.tar');
    const env = { GELAR_DATA_DIR: installation.dataDir };
    const quiet = probe(`${installation.origin}/inovasi`);
    await sleep(10_000);
    const { longest: quietWait } = await quiet.stop();
    const prober = probe(`${installation.origin}/inovasi`);
    const backup = await gelar(['backup', '--to', archive, '--json'], env);
    const { longest, pages, refused } = await prober.stop();
    const { seconds, bytes, rows } = JSON.parse(backup.stdout);
    say('restoring…');
    const restoreSeconds = await restoreElsewhere(archive, env, folder);
    return {
      gigabytes: size / 1e9,
      archiveBytes: bytes,
      seconds,
      longestWait: longest,
      quietWait,
      pages,
      refused,
      megabytes: backup.peak,
      restoreSeconds,
      rows,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await database.stop();
  }
}

async function restoreElsewhere(archive: string, env: Record<string, string>, folder: string): Promise<number> {
  const key = join(folder, 'kunci');
  const other = { GELAR_DATA_DIR: join(folder, 'data') };
  await gelar(['keys', 'export', key], env);
  await gelar(['keys', 'import', key], other);
  const began = performance.now();
  await gelar(['restore', archive], other);
  return (performance.now() - began) / 1000;
}

/** Audit events with the text of drafts: the kind of row that fills such a database. @returns bytes */
async function grow(address: DatabaseAddress, gigabytes: number): Promise<number> {
  const client = new pg.Client(address);
  await client.connect();
  const size = async () => Number((await client.query('select pg_database_size(current_database()) as n')).rows[0].n);
  try {
    const { rows } = await client.query('select id from tenants where not reserved limit 1');
    while ((await size()) < gigabytes * 1e9) {
      await client.query(
        `insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes, epoch)
         select $1, uuidv7(), 'uji.cadangan', 'uji', n::text, jsonb_build_object('text',
           (select string_agg(md5(random()::text || n || m), ' ') from generate_series(1, 30) m)), 1
         from generate_series(1, 25000) n`,
        [rows[0].id],
      );
      say(`${((await size()) / 1e9).toFixed(2)} GB of ${gigabytes}`);
    }
    // So that the backup does not wait for what was written just now.
    await client.query('checkpoint');
    return await size();
  } finally {
    await client.end();
  }
}

/** A visitor every 50 ms, whether or not the one before was answered. */
function probe(url: string) {
  let [longest, pages, refused, stopped] = [0, 0, 0, false];
  const asked: Promise<void>[] = [];
  const ask = async () => {
    const began = performance.now();
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (!answer?.ok) refused++;
    longest = Math.max(longest, performance.now() - began);
    pages++;
  };
  const running = (async () => {
    for (let due = performance.now(); !stopped; due += 50) {
      asked.push(ask());
      await sleep(Math.max(0, due + 50 - performance.now()));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await running;
      await Promise.all(asked);
      return { longest, pages, refused };
    },
  };
}

async function gelar(args: readonly string[], env: Record<string, string>): Promise<{ stdout: string; peak: number }> {
  const child = spawn(process.execPath, [join(root, 'dist/server/cli.js'), ...args], {
    cwd: root,
    env: { ...process.env, GELAR_ROOT: root, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const peak = watchMemory(child);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`./gelar ${args.join(' ')}: ${stderr}`);
  return { stdout, peak: peak() };
}

/** Highest resident memory of the process so far, in megabytes. */
function watchMemory(child: ChildProcess): () => number {
  let most = 0;
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      most = Math.max(most, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // it ended
    }
  }, 50);
  child.once('exit', () => clearInterval(timer));
  return () => most;
}

export async function benchBackup(
  installation: { origin: string; dataDir: string },
  gigabytes = 0.5,
): Promise<Figure[]> {
  const one = await measureBackup(installation, gigabytes);
  const of = `a database of ${one.gigabytes.toFixed(1)} GB, ${one.rows.toLocaleString('en')} rows`;
  return [
    {
      name: 'Longest wait for a page while a backup runs',
      value: `${one.longestWait.toFixed(0)} ms${one.refused > 0 ? `, ${one.refused} pages refused` : ''}`,
      target: '≤ 1 s',
      against: `${one.pages} pages, one every 50 ms, during the backup of ${of}; ${one.quietWait.toFixed(0)} ms before it`,
      met: one.longestWait <= 1000 && one.refused === 0,
    },
    {
      name: 'Backup',
      value: `${one.seconds.toFixed(0)} s, ${(one.archiveBytes / 1e6).toFixed(0)} MB`,
      target: '≤ 60 s a GB',
      against: `${of}, at low priority beside the pages`,
      met: one.seconds <= 60 * one.gigabytes,
    },
    {
      name: 'Memory of the backup',
      value: `${one.megabytes.toFixed(0)} MB`,
      target: '≤ 300 MB',
      against: 'highest resident memory of its process',
      met: one.megabytes <= 300,
    },
    {
      name: 'Restore, every row compared',
      value: `${one.restoreSeconds.toFixed(0)} s`,
      target: '≤ 180 s a GB',
      against: `into an empty data folder: ${of}`,
      met: one.restoreSeconds <= 180 * one.gigabytes,
    },
  ];
}

async function alone(): Promise<void> {
  const wanted = Number(process.argv[process.argv.indexOf('--gigabytes') + 1] ?? 0.5);
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < wanted * 4e9) throw new Error(`${wanted * 4} GB of room are needed in ${tmpdir()}`);
  const installation = await startInstallation();
  try {
    for (const { met, name, value, target, against } of await benchBackup(installation, wanted)) {
      process.stdout.write(`${met ? '✓' : '✗'} ${name}: ${value} (${target}) — ${against}\n`);
    }
  } finally {
    await installation.stop();
  }
}

if (import.meta.filename === process.argv[1]) await alone();
