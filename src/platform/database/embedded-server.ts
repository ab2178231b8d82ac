import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf } from '../errors.ts';
import { spawnServer } from './embedded-binaries.ts';
import { addressOf, type Credentials } from './embedded-cluster.ts';
import { give, type Place, writePrivate } from './embedded-folder.ts';
import { DatabaseProblem, explainProblem } from './embedded-problem.ts';
import { identify, type ProcessIdentity, processesIn, runs } from './process-identity.ts';

export interface RunningServer {
  postmaster: ProcessIdentity;
  /** Where its socket is: an adopted server may have been started with another temporary folder. */
  socketDir: string;
}

export interface ServerSettings {
  /** Off only for clusters that are thrown away. */
  durable: boolean;
}

/**
 * The running server of this place: one that outlived its app is adopted, else one is started. Recovery after a
 * crash is PostgreSQL's own and may take minutes; it is waited for as long as the server lives.
 */
export async function ensureServer(
  place: Place,
  credentials: Credentials,
  settings: ServerSettings,
  report: (line: string) => void,
): Promise<RunningServer> {
  const found = findServer(place);
  if (found) {
    if (await becomesReady(found, place.cluster, credentials, report)) return found;
    await endServer(found, place.cluster);
  }
  await clearLeftovers(place);
  return startServer(place, credentials, settings, report);
}

/** `postmaster.pid`: its lines are listed in PostgreSQL's `miscadmin.h`. */
function readPostmasterFile(cluster: string) {
  let lines: string[] = [];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    // none: no server, or one that has not come so far
  }
  const pid = Math.abs(Number(lines[0]));
  return pid > 1 ? { pid, socketDir: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? '' } : undefined;
}

/** The server that `postmaster.pid` names, if that pid is still PostgreSQL's and not a stranger's. */
export function findServer({ cluster }: Pick<Place, 'cluster'>): RunningServer | undefined {
  const file = readPostmasterFile(cluster);
  if (!file || !processesIn(cluster, file.pid).includes(file.pid)) return undefined;
  return { postmaster: identify(file.pid), socketDir: file.socketDir };
}

/** False when the server ended, or when its socket cannot be reached though it lives. */
async function becomesReady(
  server: RunningServer,
  cluster: string,
  credentials: Credentials,
  report: (line: string) => void,
): Promise<boolean> {
  const since = Date.now();
  for (let told = 0; runs(server.postmaster); ) {
    const ready = readPostmasterFile(cluster)?.status === 'ready';
    const state = ready ? await tryConnect(server.socketDir, credentials) : 'starting';
    if (state === 'ready') return true;
    const waited = Date.now() - since;
    if (state === 'unreachable' && waited > 10_000) return false;
    if (waited > (told + 1) * 5000) {
      report('Menunggu PostgreSQL memulihkan diri…');
      told++;
    }
    await sleep(40);
  }
  return false;
}

async function tryConnect(socketDir: string, credentials: Credentials): Promise<'ready' | 'starting' | 'unreachable'> {
  const client = new pg.Client({
    ...addressOf(socketDir, 'owner', credentials),
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return 'ready';
  } catch (error) {
    if (codeOf(error) === '28P01') throw new DatabaseProblem(wrongPassword);
    // 57P03: starting up or in recovery; 53300: all connections taken, so it runs.
    return codeOf(error) === '57P03' ? 'starting' : codeOf(error) === '53300' ? 'ready' : 'unreachable';
  } finally {
    await client.end().catch(() => {});
  }
}

const wrongPassword =
  'Sandi di database.json bukan milik basis data ini. Kembalikan berkas itu dari cadangan, atau hapus berkas itu agar dibuat baru.';

/**
 * After `kill -9` of the postmaster its children may need a moment to notice; a new server beside them would ruin
 * the files. Only when none is left, what they left is removed: a recycled pid in it would stop the next start.
 */
async function clearLeftovers(place: Place): Promise<void> {
  const file = readPostmasterFile(place.cluster);
  for (let waited = 0; processesIn(place.cluster, file?.pid).length > 0; waited += 50) {
    if (waited > 5000) for (const pid of processesIn(place.cluster, file?.pid)) endProcess(pid, 'SIGKILL');
    if (waited > 30_000) throw new DatabaseProblem(`PostgreSQL lama di ${place.cluster} tidak mau berhenti.`);
    await sleep(50);
  }
  await rm(join(place.cluster, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await rm(join(place.socketDir, name), { force: true });
}

export function endProcess(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  if (pid <= 1) return;
  try {
    process.kill(pid, signal);
  } catch {
    // it ended meanwhile
  }
}

async function startServer(
  place: Place,
  credentials: Credentials,
  settings: ServerSettings,
  report: (line: string) => void,
): Promise<RunningServer> {
  await writePrivate(join(place.cluster, 'gelar.conf'), configuration(place, settings), place.user);
  const logFile = join(place.cluster, 'server.log');
  const before = await rotate(logFile);
  const log = openSync(logFile, 'a', 0o600);
  await give(logFile, place.user);
  const child = spawnServer(place.user, ['-D', place.cluster], log);
  closeSync(log);
  let failure = '';
  child.on('error', (error) => {
    failure = error.message;
  });
  const server = { postmaster: identify(child.pid ?? 0), socketDir: place.socketDir };
  const interrupt = () => endProcess(server.postmaster.pid, 'SIGINT');
  process.once('exit', interrupt);
  const ready = await becomesReady(server, place.cluster, credentials, report);
  process.off('exit', interrupt);
  if (ready) return server;
  await endServer(server, place.cluster);
  const said = (await readFile(logFile, 'utf8').catch(() => '')).slice(before);
  throw explainProblem('PostgreSQL', said + failure, place.dataDir);
}

const logLimit = 10 * 1024 * 1024;

/** Keeps one older log; returns how much of the present one is already there. */
async function rotate(logFile: string): Promise<number> {
  const { size } = await stat(logFile).catch(() => ({ size: 0 }));
  if (size < logLimit) return size;
  await rename(logFile, `${logFile}.1`);
  return 0;
}

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

function configuration(place: Place, { durable }: ServerSettings): string {
  return `# Written at every start.
listen_addresses = ''
port = 5432
unix_socket_directories = ${quoted(`"${place.socketDir.replaceAll('"', '""')}"`)}
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = ${durable ? 60 : 200}
shared_buffers = '${durable ? 256 : 128}MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 0
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
log_line_prefix = '%m [%p] '
${durable ? 'fsync = on\nsynchronous_commit = on\nfull_page_writes = on' : 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off'}
`;
}

/** Ends the server without losing anything: open transactions are rolled back, then it waits for the disk. */
export async function endServer(
  { postmaster }: RunningServer,
  cluster: string,
  first: 'SIGINT' | 'SIGQUIT' = 'SIGINT',
): Promise<void> {
  const since = Date.now();
  if (runs(postmaster)) endProcess(postmaster.pid, first);
  for (let hurried = false; runs(postmaster) || processesIn(cluster).length > 0; await sleep(20)) {
    const waited = Date.now() - since;
    if (waited > 30_000 && !hurried && runs(postmaster)) {
      endProcess(postmaster.pid, 'SIGQUIT');
      hurried = true;
    }
    if (waited > 60_000) return;
  }
}
