import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, mkdir, open, realpath, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseServerUser, nameOf, type ServerUser } from './embedded-binaries.ts';
import { DatabaseProblem, ownName, ownUid } from './embedded-problem.ts';

/** Where an embedded database lives, and who runs it. */
export interface Place {
  dataDir: string;
  /** The cluster's folder: PostgreSQL's own, of mode 0700. */
  cluster: string;
  socketDir: string;
  /** Who uses the database now: the lock and one file a process. */
  run: string;
  credentials: string;
  /** Owner of the data folder: what root writes there is given to it. */
  owner: { uid: number; gid: number };
  user: ServerUser;
}

/** Makes the data folder if need be. @throws DatabaseProblem when it is not ours to use */
export async function preparePlace(wanted: string): Promise<Place> {
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(wanted);
  const { uid, gid, mode } = await stat(dataDir);
  await requireOwn(dataDir, uid);
  await access(dataDir, constants.W_OK | constants.X_OK);
  // PostgreSQL's user must pass through a folder of root's to reach its own; it still cannot list it.
  if (ownUid() === 0 && uid === 0 && (mode & 0o011) !== 0o011) await chmod(dataDir, 0o711);
  const user = chooseServerUser(dataDir, { uid, gid });
  const cluster = join(dataDir, 'postgres');
  await requireServerOwn(cluster, user);
  const run = join(dataDir, 'run');
  await mkdir(run, { recursive: true, mode: 0o700 });
  const place = { dataDir, cluster, run, credentials: join(dataDir, 'database.json'), owner: { uid, gid }, user };
  await give(run, place.owner);
  return { ...place, socketDir: await prepareSocketDir(dataDir, user) };
}

async function requireOwn(folder: string, uid: number): Promise<void> {
  if (ownUid() <= 0 || uid === ownUid()) return;
  throw new DatabaseProblem(
    `Folder data ${folder} milik ${nameOf(uid)}, sedangkan Anda ${ownName()}. Jalankan sebagai ${nameOf(uid)}, serahkan folder itu (sudo chown -R ${ownUid()} "${folder}"), atau pilih folder lain dengan GELAR_DATA_DIR.`,
  );
}

async function requireServerOwn(cluster: string, user: ServerUser): Promise<void> {
  const found = await stat(cluster).catch(() => undefined);
  if (!found || found.uid === user.uid || user.uid === -1) return;
  if (ownUid() !== 0) await requireOwn(cluster, found.uid);
  throw new DatabaseProblem(
    `Basis data ${cluster} milik ${nameOf(found.uid)}, sedangkan PostgreSQL akan dijalankan oleh ${nameOf(user.uid)}. Serahkan: chown -R ${user.uid} "${cluster}"`,
  );
}

/** Socket paths end at 107 bytes (103 on macOS): a deep data folder has its socket in the temporary folder. */
async function prepareSocketDir(dataDir: string, user: ServerUser): Promise<string> {
  const near = join(dataDir, 'socket');
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const fits = Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= 100;
  const folder = fits ? near : join(tmpdir(), `gelar-${user.uid}-${hash}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await give(folder, user);
  const { uid, mode } = await stat(folder);
  // In the shared temporary folder somebody else may have put one with our name there.
  if (user.uid !== -1 && uid !== user.uid) {
    throw new DatabaseProblem(
      `Folder ${folder} milik ${nameOf(uid)}. Hapus folder itu, atau pilih GELAR_DATA_DIR yang lebih pendek.`,
    );
  }
  if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
  return folder;
}

/** Root hands over what it made, so that the owner of the data folder can go on without root. */
export async function give(path: string, owner: { uid: number; gid: number }): Promise<void> {
  if (ownUid() === 0) await chown(path, owner.uid, owner.gid);
}

/** Whole or not at all, readable by its owner only, on the disk when this returns. */
export async function writePrivate(file: string, text: string, owner: { uid: number; gid: number }): Promise<void> {
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await give(draft, owner);
  await rename(draft, file);
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
