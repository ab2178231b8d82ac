import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { codeOf } from '../errors.ts';
import { isId } from '../ids.ts';
import { openUploads, type Uploads } from './resumable.ts';

/** What came in and lies aside until it is kept or discarded. */
export interface Incoming {
  path: string;
  bytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** More came than allowed; nothing of it is left. */
export class TooLarge extends Error {}

/** Contents by tenant and SHA-256: the same content is stored once a tenant, and a name can never lead outside. */
export interface FileStore {
  /** Reads a stream to its end, beside the kept contents. @throws TooLarge beyond `limit` bytes */
  receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Incoming>;
  /** Makes it part of the store; on disk before this returns. Keeping the same content again changes nothing. */
  keep(tenantId: string, incoming: Incoming): Promise<void>;
  discard(incoming: Incoming): Promise<void>;
  /** null when the store does not hold it. */
  read(tenantId: string, sha256: string): Promise<{ bytes: number; body: ReadableStream<Uint8Array> } | null>;
  /** Removes the content unless it was kept anew after `before`. @returns whether it is gone */
  removeOlder(tenantId: string, sha256: string, before: Date): Promise<boolean>;
  /** Every content kept, for a backup. */
  all(tenantId: string): AsyncIterable<string>;
  /** Every content kept before `before`, and on the way what was never kept is thrown away. */
  keptBefore(tenantId: string, before: Date): AsyncIterable<string>;
  /** What comes in pieces, over a connection that breaks. */
  uploads: Uploads;
}

export const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** A store in a folder of this machine. */
export function openFolderStore(root: string): FileStore {
  const aside = join(root, 'masuk');
  const placeOf = (tenantId: string, sha256: string) => {
    if (!isId(tenantId) || !isHash(sha256)) throw new Error('not the address of a content');
    return join(root, tenantId, sha256.slice(0, 2), sha256);
  };
  return {
    receive: (source, limit) => receiveInto(aside, source, limit),
    async keep(tenantId, { path, sha256 }) {
      const place = placeOf(tenantId, sha256);
      await mkdir(dirname(place), { recursive: true });
      await rename(path, place);
      await syncFolder(dirname(place));
    },
    discard: ({ path }) => rm(path, { force: true }),
    async read(tenantId, sha256) {
      const place = placeOf(tenantId, sha256);
      const found = await stat(place).catch(() => null);
      if (!found) return null;
      return { bytes: found.size, body: Readable.toWeb(createReadStream(place)) as ReadableStream<Uint8Array> };
    },
    removeOlder: (tenantId, sha256, before) => takeOut(placeOf(tenantId, sha256), aside, before),
    async *all(tenantId) {
      for (const { name } of await filesIn(join(root, tenantId))) if (isHash(name)) yield name;
    },
    async *keptBefore(tenantId, before) {
      await forgetAside(aside, before);
      for (const { path, name } of await filesIn(join(root, tenantId))) {
        const found = await stat(path).catch(() => null);
        if (found && found.mtime < before && isHash(name)) yield name;
      }
    },
    uploads: openUploads(join(root, 'kiriman')),
  };
}

/**
 * Takes the content aside first and looks at its age then: whoever keeps the same content at this moment either put
 * it in its place anew, or finds it put back.
 */
async function takeOut(place: string, aside: string, before: Date): Promise<boolean> {
  const taken = join(aside, randomUUID());
  await mkdir(aside, { recursive: true });
  try {
    await rename(place, taken);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const old = (await stat(taken)).mtime < before;
  if (old) await rm(taken, { force: true });
  else await rename(taken, place);
  return old;
}

export async function receiveInto(folder: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<Incoming> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > limit) continue; // to the end all the same: a form goes on after this file
      hash.update(chunk);
      await file.write(chunk);
    }
    if (bytes > limit) throw new TooLarge(`more than ${limit} bytes`);
    await file.sync();
    return { path, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** A renamed file is certain to be found after a power cut only when its folder was written too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function filesIn(folder: string): Promise<{ path: string; name: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ path: join(parentPath, name), name }));
}

export async function forgetAside(folder: string, before: Date): Promise<void> {
  for (const { path } of await filesIn(folder)) {
    const found = await stat(path).catch(() => null);
    if (found && found.mtime < before) await rm(path, { force: true });
  }
}
