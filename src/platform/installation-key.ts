import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key that encrypts personal fields: `GELAR_KEY`, else the one in the data folder, made at the first start.
 * @throws Error with a line for the operator
 */
export async function installationKey(config: KeyPlace): Promise<Uint8Array> {
  const known = await knownInstallationKey(config);
  if (known) return known;
  const file = keyFile(config.dataDir);
  return parse(await make(config.dataDir, file), file);
}

/** The key that is there already; undefined before the first start. @throws Error with a line for the operator */
export async function knownInstallationKey(config: KeyPlace): Promise<Uint8Array | undefined> {
  if (config.key) return config.key;
  const file = keyFile(config.dataDir);
  const text = await read(file);
  return text === undefined ? undefined : parse(text, file);
}

/** Puts another key into the data folder; the one that was there stays beside it, with the time in its name. */
export async function replaceInstallationKey(dataDir: string, key: Uint8Array, now: Date): Promise<void> {
  const file = keyFile(dataDir);
  const old = `${file}.${now.toISOString().replace(/[-:.]/g, '')}`;
  await rename(file, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const kept = await make(dataDir, file, key);
  if (!parse(kept, file).every((byte, index) => byte === key[index])) throw new Error(`${file} was made meanwhile`);
}

interface KeyPlace {
  key?: Uint8Array;
  dataDir: string;
}

const keyFile = (dataDir: string) => join(dataDir, 'installation.key');

function parse(text: string, file: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length === 32) return bytes;
  throw new Error(`Kunci di ${file} rusak. Kembalikan berkas itu dari cadangan, atau isi GELAR_KEY.`);
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`Kunci di ${file} tidak dapat dibaca oleh pengguna ini.`, { cause: error });
  }
}

/** Whole or not at all, and never over another one: two first starts agree on the key of the faster. */
async function make(dataDir: string, file: string, key: Uint8Array = randomBytes(32)): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(key).toString('base64')}\n`);
    await handle.sync();
    await handOver(handle, dataDir);
    await link(draft, file).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

/** Root may make the key of a data folder that is somebody else's: who owns the folder must be able to read it. */
async function handOver(handle: FileHandle, dataDir: string): Promise<void> {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  await handle.chown(uid, gid);
}
