import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, chown, mkdir, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { chooseServerUser, runBinary, type ServerUser } from './embedded-binaries.ts';
import { give, type Place, syncFolder, writePrivate } from './embedded-folder.ts';
import { DatabaseProblem, explainProblem, ownUid } from './embedded-problem.ts';
import type { DatabaseAddress } from './pool.ts';
import { processesIn } from './process-identity.ts';

/** Passwords of the two logins of the embedded server. */
export interface Credentials {
  owner: string;
  app: string;
}

export const ownerLogin = 'gelar_owner';
const appLogin = 'gelar_login';
const database = 'gelar';

export async function readOrMakeCredentials(place: Place): Promise<Credentials> {
  const text = await readFile(place.credentials, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const kept = parseCredentials(text);
  if (kept) return kept;
  const made = { owner: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') };
  // The cluster outlived its passwords: put new ones into it before they are kept.
  if (existsSync(join(place.cluster, 'PG_VERSION'))) await resetOwnerPassword(place, made.owner);
  await writePrivate(place.credentials, `${JSON.stringify(made)}\n`, place.owner);
  return made;
}

function parseCredentials(text: string): Credentials | undefined {
  try {
    const { owner, app } = JSON.parse(text) as Partial<Credentials>;
    return typeof owner === 'string' && typeof app === 'string' ? { owner, app } : undefined;
  } catch {
    return undefined;
  }
}

async function resetOwnerPassword(place: Place, password: string): Promise<void> {
  const statement = `alter role ${ownerLogin} password '${password}'\n`;
  const args = ['--single', '-D', place.cluster, 'postgres'];
  let { code, said } = await runBinary(place.user, 'postgres', args, statement);
  if (isNameless(said)) ({ code, said } = await runWithBorrowedName(place.user, 'postgres', args, statement));
  if (code !== 0 || /ERROR|FATAL/.test(said)) throw explainProblem('Penggantian sandi basis data', said, place.dataDir);
}

const neededBytes = 200 * 1024 * 1024;

/**
 * Makes the cluster if there is none. It is made beside its place and renamed, so that a start that was killed in
 * the middle leaves nothing that looks like a database.
 */
export async function ensureCluster(place: Place, password: string, report: (line: string) => void): Promise<void> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  await removeHalfMade(place);
  await requireSpace(place.dataDir);
  report('Menyiapkan basis data (sekali saja)…');
  const making = `${place.cluster}.making-${process.pid}`;
  const passwordFile = `${making}.password`;
  await writePrivate(passwordFile, password, place.user);
  try {
    const { code, said } = await runInitdb(place.user, initdbArgs(making, passwordFile));
    if (code !== 0) throw explainProblem('Penyiapan PostgreSQL', said, place.dataDir);
    await appendFile(join(making, 'postgresql.conf'), "\ninclude = 'gelar.conf'\n");
    await rename(making, place.cluster);
    await syncFolder(place.dataDir);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** initdb cannot create a folder in root's: root makes it and hands it over before. */
async function runInitdb(user: ServerUser, args: string[]) {
  const folder = args[1] ?? '';
  await mkdir(folder, { mode: 0o700 });
  await give(folder, user);
  const result = await runBinary(user, 'initdb', args);
  if (!isNameless(result.said)) return result;
  const again = ownUid() === 0 ? await initAsNobody(user, args) : await runWithBorrowedName(user, 'initdb', args);
  if (again.code === 0) return again;
  throw new DatabaseProblem(
    `Pengguna dengan uid ${user.uid} tidak punya nama di /etc/passwd, sedangkan PostgreSQL memerlukannya untuk penyiapan pertama. Tambahkan pengguna itu, atau jalankan sebagai pengguna lain.`,
  );
}

/** initdb, unlike the server, wants a name for its uid; root makes the files as `nobody` and hands them over. */
async function initAsNobody(user: ServerUser, args: string[]) {
  const folder = args[1] ?? '';
  const nobody = chooseServerUser(dirname(folder), { uid: 0, gid: 0 });
  const passwordFile = args.find((arg) => arg.startsWith('--pwfile='))?.slice('--pwfile='.length) ?? '';
  await chown(folder, nobody.uid, nobody.gid);
  await chown(passwordFile, nobody.uid, nobody.gid);
  const result = await runBinary(nobody, 'initdb', args);
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), user.uid, user.gid);
  await chown(folder, user.uid, user.gid);
  return result;
}

/** initdb and the single-user mode, unlike the server, want a name for their uid. */
const isNameless = (said: string) => /could not look up effective user ID/.test(said);

/** In a user namespace of its own, an ordinary user's process may take the name of `nobody`. */
const runWithBorrowedName = (user: ServerUser, name: 'initdb' | 'postgres', args: string[], input = '') => {
  const prefix = [...user.prefix, ...borrowing(user)];
  return runBinary({ ...user, prefix }, name, args, input);
};

function borrowing({ uid, gid, prefix }: ServerUser): string[] {
  const become =
    ownUid() === 0 && prefix.length === 0 ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] : [];
  return [...become, 'unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];
}

const initdbArgs = (folder: string, passwordFile: string) => [
  '-D',
  folder,
  `--username=${ownerLogin}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** What a killed first start left, its initdb included. Never touches the cluster itself. */
async function removeHalfMade(place: Place): Promise<void> {
  for (const name of await readdir(place.dataDir)) {
    if (!name.startsWith('postgres.making-')) continue;
    const path = join(place.dataDir, name);
    for (const pid of processesIn(path)) process.kill(pid, 'SIGKILL');
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

export async function requireSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= neededBytes) return;
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  throw new DatabaseProblem(
    `Disk penuh: ${folder} hanya punya ${free} MB, sedikitnya 200 MB diperlukan. Kosongkan ruang lalu jalankan lagi.`,
  );
}

/** Parts of an address on the server's socket. */
export function addressOf(
  socketDir: string,
  user: 'owner' | 'app',
  { owner, app }: Credentials,
): Required<Omit<DatabaseAddress, 'connectionString'>> {
  const login = user === 'owner' ? { user: ownerLogin, password: owner } : { user: appLogin, password: app };
  return { host: socketDir, port: 5432, database, ...login };
}

/** The database and the app's login, which owns nothing: made, or brought to the kept password. */
export async function ensureDatabase(socketDir: string, credentials: Credentials): Promise<void> {
  const client = new pg.Client({ ...addressOf(socketDir, 'owner', credentials), database: 'postgres' });
  await client.connect();
  try {
    const logins = await client.query('select from pg_roles where rolname = $1', [appLogin]);
    const verb = logins.rowCount === 0 ? 'create' : 'alter';
    const rights = 'login noinherit nosuperuser nocreatedb nocreaterole nobypassrls';
    await client.query(`${verb} role ${appLogin} ${rights} password ${client.escapeLiteral(credentials.app)}`);
    const databases = await client.query('select from pg_database where datname = $1', [database]);
    if (databases.rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}
