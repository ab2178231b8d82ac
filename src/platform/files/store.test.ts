import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { type BucketServer, startBucket } from './s3-server.fixture.ts';
import { openS3Store } from './s3-store.ts';
import { type FileStore, openFolderStore, TooLarge } from './store.ts';

const tenantId = newId();
const neighbour = newId();

interface Kept {
  name: string;
  store: FileStore;
  /** Lets what is kept look that old. */
  age(sha256: string, at: Date): Promise<void>;
}

let folder: string;
let bucket: BucketServer;
const stores: Record<string, Kept> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-store-'));
  bucket = await startBucket({ bucket: 'gelar', accessKey: 'kunci', secretKey: 'rahasia/uji+1', region: 'id-jkt-1' });
  const root = join(folder, 'folder');
  stores.folder = {
    name: 'folder',
    store: openFolderStore(root),
    age: (hash, at) => utimes(join(root, tenantId, hash.slice(0, 2), hash), at, at),
  };
  stores.bucket = {
    name: 'bucket',
    store: openS3Store({ ...bucket.settings }, join(folder, 'bucket')),
    age: async (hash, at) => bucket.age(`${tenantId}/${hash}`, at),
  };
});
afterAll(async () => {
  await bucket.stop();
  await rm(folder, { recursive: true, force: true });
});

const incoming = (store: FileStore, text: string) => store.receive(Readable.from([Buffer.from(text)]), 1000);

async function textOf(store: FileStore, sha256: string, tenant = tenantId): Promise<string | null> {
  const found = await store.read(tenant, sha256);
  return found && new Response(found.body).text();
}

const dayAgo = () => new Date(Date.now() - 86_400_000);

describe.each(['folder', 'bucket'])('a store in a %s', (which) => {
  let store: FileStore;
  let age: Kept['age'];
  beforeEach(() => {
    ({ store, age } = stores[which] as Kept);
  });

  test('keeps a content once and gives it back', async () => {
    const one = await incoming(store, 'isi');
    await store.keep(tenantId, one);
    await store.keep(tenantId, await incoming(store, 'isi'));
    expect([await textOf(store, one.sha256), (await store.read(tenantId, one.sha256))?.bytes]).toEqual(['isi', 3]);
    expect(await textOf(store, one.sha256, neighbour)).toBeNull();
    expect(await textOf(store, '0'.repeat(64))).toBeNull();
  });

  test('two who keep the same at once both succeed', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => incoming(store, 'serentak')));
    await Promise.all(all.map((one) => store.keep(tenantId, one)));
    expect(await textOf(store, all[0]?.sha256 ?? '')).toBe('serentak');
  });

  test('refuses what is too large and leaves nothing', async () => {
    await expect(store.receive(Readable.from([Buffer.alloc(6), Buffer.alloc(5)]), 10)).rejects.toThrow(TooLarge);
    await expect(store.receive(broken(), 1000)).rejects.toThrow('putus');
    expect(await readdir(join(folder, which, 'masuk'))).toEqual([]);
  });

  test.each([
    ['../..', 'a'.repeat(64)],
    [tenantId, '../../../etc/passwd'],
    [tenantId, 'A'.repeat(64)],
  ])('an address %s/%s leads nowhere', async (tenant, hash) => {
    await expect(store.read(tenant, hash)).rejects.toThrow('not the address of a content');
  });

  test('removes the old, and never what was kept anew', async () => {
    const [old, young] = [await incoming(store, 'lama'), await incoming(store, 'muda')];
    await store.keep(tenantId, old);
    await store.keep(tenantId, young);
    await age(old.sha256, new Date(Date.now() - 2 * 86_400_000));
    const found: string[] = [];
    for await (const hash of store.keptBefore(tenantId, dayAgo())) found.push(hash);
    expect(found).toEqual([old.sha256]);
    expect(await store.removeOlder(tenantId, young.sha256, dayAgo())).toBe(false);
    expect(await textOf(store, young.sha256)).toBe('muda');
    await store.keep(tenantId, await incoming(store, 'lama'));
    expect(await store.removeOlder(tenantId, old.sha256, dayAgo())).toBe(false);
    expect(await textOf(store, old.sha256)).toBe('lama');
    await age(old.sha256, new Date(Date.now() - 2 * 86_400_000));
    expect(await store.removeOlder(tenantId, old.sha256, dayAgo())).toBe(true);
    expect(await textOf(store, old.sha256)).toBeNull();
    expect(await store.removeOlder(tenantId, old.sha256, dayAgo())).toBe(false);
  });
});

async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.from('separuh');
  throw new Error('putus');
}

describe('a bucket', () => {
  test('lists more than one answer holds', async () => {
    const other = newId();
    const { store } = stores.bucket as Kept;
    const hashes: string[] = [];
    for (let at = 0; at < 7; at++) {
      const one = await incoming(store, `isi ${at}`);
      await store.keep(other, one);
      bucket.age(`${other}/${one.sha256}`, new Date(0));
      hashes.push(one.sha256);
    }
    const found: string[] = [];
    for await (const hash of store.keptBefore(other, dayAgo())) found.push(hash);
    expect(found).toEqual(hashes.sort());
  });

  test('refuses a wrong key, and the store says so', async () => {
    const wrong = openS3Store({ ...bucket.settings, secretKey: 'salah' }, join(folder, 'salah'));
    await expect(wrong.keep(tenantId, await incoming(wrong, 'x'))).rejects.toThrow('answered PUT with 403');
    await expect(wrong.read(tenantId, '0'.repeat(64))).rejects.toThrow('answered GET with 403');
  });

  test('takes no content that is not what its hash says', async () => {
    const { store } = stores.bucket as Kept;
    const one = await incoming(store, 'benar');
    await expect(store.keep(tenantId, { ...one, sha256: 'b'.repeat(64) })).rejects.toThrow('answered PUT with 400');
  });
});
