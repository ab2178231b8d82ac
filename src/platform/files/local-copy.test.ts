import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { withLocalCopy } from './local-copy.ts';
import { type BucketServer, startBucket } from './s3-server.fixture.ts';
import { openS3Store } from './s3-store.ts';
import { type FileStore, openFolderStore } from './store.ts';

const tenantId = newId();
const day = 86_400_000;

let folder: string;
/** The system's folder of temporary files, as the killed process sees it. */
let outside: string;
let bucket: BucketServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-salinan-'));
  outside = join(folder, 'sementara');
  await mkdir(outside);
  bucket = await startBucket({ bucket: 'gelar', accessKey: 'kunci', secretKey: 'rahasia', region: 'id-jkt-1' });
});
afterAll(async () => {
  await bucket.stop();
  await rm(folder, { recursive: true, force: true });
});

/** How each store is opened, as an expression too, for a process of its own. */
const stores = {
  folder: (root: string) => ({
    store: openFolderStore(root),
    made: `(await import(${urlOf('./store.ts')})).openFolderStore(${JSON.stringify(root)})`,
  }),
  bucket: (root: string) => ({
    store: openS3Store(bucket.settings, root),
    made: `(await import(${urlOf('./s3-store.ts')})).openS3Store(${JSON.stringify(bucket.settings)}, ${JSON.stringify(root)})`,
  }),
};

const urlOf = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);

async function kept(store: FileStore, text: string): Promise<string> {
  const incoming = await store.receive(Readable.from([Buffer.from(text)]), 1000);
  await store.keep(tenantId, incoming);
  return incoming.sha256;
}

/** A process that dies by kill -9 while it reads the copy. */
async function killedInside(made: string, sha256: string): Promise<NodeJS.Signals | null> {
  const script = `const { withLocalCopy } = await import(${urlOf('./local-copy.ts')});
    await withLocalCopy(${made}, '${tenantId}', '${sha256}', async () => process.kill(process.pid, 'SIGKILL'));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: outside },
  });
  const [, signal] = await once(child, 'exit');
  return signal;
}

describe.each(['folder', 'bucket'] as const)('a copy of what a store in a %s keeps', (which) => {
  let root: string;
  let store: FileStore;
  let made: string;
  const aside = () => readdir(join(root, 'masuk'));
  const sweep = async (before: Date) => {
    for await (const _ of store.keptBefore(tenantId, before));
  };
  beforeEach(async () => {
    root = await mkdtemp(join(folder, `${which}-`));
    ({ store, made } = stores[which](root));
  });

  test('lies beside what comes in, for its owner alone, and goes with the work', async () => {
    const sha256 = await kept(store, 'Sari (contoh)');
    let read = '';
    const found = await withLocalCopy(store, tenantId, sha256, async (path) => {
      expect([dirname(path), (await stat(path)).mode & 0o777]).toEqual([join(root, 'masuk'), 0o600]);
      read = await readFile(path, 'utf8');
    });
    expect([found, read, await aside()]).toEqual([true, 'Sari (contoh)', []]);
    const failing = withLocalCopy(store, tenantId, sha256, () => Promise.reject(new Error('rusak')));
    await expect(failing).rejects.toThrow('rusak');
    expect(await withLocalCopy(store, tenantId, '0'.repeat(64), () => Promise.reject(new Error('read')))).toBe(false);
    expect(await aside()).toEqual([]);
  });

  test('stays after kill -9 in that folder alone, and the sweep takes it when it is a day old', async () => {
    const sha256 = await kept(store, 'Budi (contoh)');
    expect(await killedInside(made, sha256)).toBe('SIGKILL');
    const [left, ...more] = await aside();
    expect([await readFile(join(root, 'masuk', left ?? ''), 'utf8'), more]).toEqual(['Budi (contoh)', []]);
    expect(await readdir(outside)).toEqual([]);
    await sweep(new Date(Date.now() - day));
    expect(await aside()).toEqual([left]);
    const old = new Date(Date.now() - day - 60_000);
    await utimes(join(root, 'masuk', left ?? ''), old, old);
    await sweep(new Date(Date.now() - day));
    expect(await aside()).toEqual([]);
    await withLocalCopy(store, tenantId, sha256, async (path) => expect(await readFile(path, 'utf8')).toMatch(/^Budi/));
  });
});

test('a content that is not what its hash says is not read', async () => {
  const store = openFolderStore(join(folder, 'lain'));
  const sha256 = await kept(store, 'asli');
  const body = () => new Response('palsu').body as ReadableStream<Uint8Array>;
  const changed = { ...store, read: async () => ({ bytes: 5, body: body() }) };
  let read = false;
  const work = async () => {
    read = true;
  };
  await expect(withLocalCopy(changed, tenantId, sha256, work)).rejects.toThrow('came as another');
  expect([read, await readdir(join(folder, 'lain', 'masuk'))]).toEqual([false, []]);
});
