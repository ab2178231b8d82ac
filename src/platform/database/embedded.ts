import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, ensureCluster, ensureDatabase, readOrMakeCredentials } from './embedded-cluster.ts';
import { type Place, preparePlace } from './embedded-folder.ts';
import { asProblem } from './embedded-problem.ts';
import {
  endProcess,
  endServer,
  ensureServer,
  findServer,
  type RunningServer,
  type ServerSettings,
} from './embedded-server.ts';
import { enterUser, leaveUser, type Usage } from './embedded-users.ts';
import type { DatabaseAddress } from './pool.ts';
import { runs } from './process-identity.ts';
import { withLock } from './process-lock.ts';

export interface EmbeddedDatabase {
  /** The login that owns the database: migrates, backs up. */
  owner: Required<Omit<DatabaseAddress, 'connectionString'>>;
  /** The app's login: owns nothing. */
  app: Required<Omit<DatabaseAddress, 'connectionString'>>;
  /** Leaves the database; the last one to leave stops the server. Safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions extends Partial<ServerSettings> {
  dataDir: string;
  /** `server` is alone in its data folder, and starts PostgreSQL again should it die; `command` may stand beside. */
  as: Usage;
  report?: (line: string) => void;
}

/**
 * Opens the PostgreSQL that comes with the product: made at the first start, adopted or recovered after a crash.
 * @throws DatabaseProblem with a line for the operator
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const report = options.report ?? (() => {});
  try {
    const place = await preparePlace(options.dataDir);
    return await open(place, options.as, { durable: options.durable ?? true }, report);
  } catch (error) {
    throw asProblem(error, options.dataDir);
  }
}

async function open(
  place: Place,
  as: Usage,
  settings: ServerSettings,
  report: (line: string) => void,
): Promise<EmbeddedDatabase> {
  const locked = <T>(act: () => Promise<T>) =>
    withLock(join(place.run, 'lock'), (pid) => report(`Menunggu proses ${pid} yang menyiapkan basis data…`), act);
  const entry = await locked(() => enterUser(place, as));
  const leaveAtExit = () => leaveAtOnce(place, entry);
  process.once('exit', leaveAtExit);
  const leave = async () => {
    const end = async () => {
      const server = findServer(place);
      if (leaveUser(place, entry) || !server) return;
      await endServer(server, place.cluster, settings.durable ? 'SIGINT' : 'SIGQUIT');
      // A socket folder of its own in the shared temporary folder; that of the data folder stays.
      if (!place.socketDir.startsWith(place.dataDir)) await rmdir(place.socketDir).catch(() => {});
    };
    // A full disk denies the lock; leaving must work all the same.
    await locked(end).catch(end);
    process.off('exit', leaveAtExit);
  };
  try {
    const credentials = await locked(() => readOrMakeCredentials(place));
    const ensure = () =>
      locked(async () => {
        await ensureCluster(place, credentials.owner, report);
        const server = await ensureServer(place, credentials, settings, report);
        await ensureDatabase(server.socketDir, credentials);
        return server;
      });
    const server = await ensure();
    const unwatch = as === 'server' ? watchServer(server, ensure, report) : async () => {};
    let leaving: Promise<void> | undefined;
    return {
      owner: addressOf(server.socketDir, 'owner', credentials),
      app: addressOf(server.socketDir, 'app', credentials),
      stop: () => (leaving ??= unwatch().then(leave)),
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** The process ends without having stopped the database (Ctrl-C while it starts, an error nobody caught). */
function leaveAtOnce(place: Place, entry: string): void {
  try {
    const server = findServer(place);
    if (!leaveUser(place, entry) && server) endProcess(server.postmaster.pid, 'SIGINT');
  } catch {
    // the next start finds what is left
  }
}

const look = 500;
const retry = 5000;

/** Starts PostgreSQL again when it dies under the running app; keeps trying, for instance until the disk has room. */
function watchServer(first: RunningServer, again: () => Promise<RunningServer>, report: (line: string) => void) {
  let server = first;
  let ended = false;
  let working: Promise<void> = Promise.resolve();
  let timer = setTimeout(check, look);
  function check() {
    working = (async () => {
      let next = look;
      if (!runs(server.postmaster)) next = await revive();
      if (!ended) timer = setTimeout(check, next).unref();
    })();
  }
  async function revive(): Promise<number> {
    report('PostgreSQL berhenti tiba-tiba; dijalankan kembali…');
    try {
      server = await again();
      report('PostgreSQL berjalan kembali.');
      return look;
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
      return retry;
    }
  }
  timer.unref();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await working;
  };
}
