import { randomUUIDv7 } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn } from './support/client.ts';
import { command, run } from './support/command.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-cadangan-'));
  product = await startProduct({ durable: true });
}, 180_000);
afterAll(async () => {
  await product.remove();
  await rm(folder, { recursive: true, force: true });
});

const here = () => ({ GELAR_DATA_DIR: product.dataDir });
const open = ['/', '/inovasi', '/inovasi?q=sampah', '/wilayah', '/indeks', '/organisasi'];
const signed = ['/kerja', '/kerja/inovasi', '/akun'];

/** What people see, without the ids that every view of a form invents anew. */
async function pages(): Promise<Record<string, string>> {
  const client = await signedIn(product.url, await product.account('operator.tarumasri'));
  const seen: Record<string, string> = {};
  for (const path of [...open, ...signed]) {
    const answer = await client.get(path);
    const text = (await answer.text()).replace(/value="[0-9a-f]{8}-[0-9a-f-]{27}"/g, 'value="id"');
    seen[path] = `${answer.status} ${text.replace(/http:\/\/(127\.0\.0\.1|localhost):\d+/g, '')}`;
  }
  return seen;
}

/** Pages that are not what they were, from a little before the first difference on. */
const changed = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(before).flatMap((path) => {
    const [one = '', other = ''] = [before[path], after[path]];
    if (one === other) return [];
    const at = [...one].findIndex((letter, place) => letter !== other[place]);
    return [[path, one.slice(at - 60, at + 60), other.slice(at - 60, at + 60)]];
  });

/** As they were when `tenang.tar` was made. */
let calmPages: Record<string, string>;

async function organizationOf(client: Client): Promise<string> {
  const page = await (await client.get('/kerja/inovasi/baru')).text();
  const [, id] = /name="organizationId"[^>]*value="([0-9a-f-]{36})"/.exec(page) ?? [];
  if (!id) throw new Error('the page names no organisation');
  return id;
}

/** Posts drafts until told to stop. @returns the ids of those that succeeded */
function writeOn(client: Client, organizationId: string) {
  let stopped = false;
  const written = (async () => {
    const ids: string[] = [];
    for (let n = 0; !stopped; n++) {
      const id = randomUUIDv7();
      const title = `Inovasi cadangan ${n} (contoh)`;
      const answer = await client.post('/kerja/inovasi/baru', { id, organizationId, title });
      if (answer.status === 303) ids.push(id);
      await answer.body?.cancel();
    }
    return ids;
  })();
  return async () => {
    stopped = true;
    return written;
  };
}

async function startAgain(): Promise<void> {
  product = await startProduct({ dataDir: product.dataDir });
}

/** The data folder is gone; passwords of the demonstration's accounts are known from before. */
async function wipe(): Promise<void> {
  await product.end('SIGTERM');
  const accounts = join(folder, 'akun-contoh.json');
  await copyFile(join(product.dataDir, 'akun-contoh.json'), accounts);
  await rm(product.dataDir, { recursive: true });
  await mkdir(product.dataDir);
  await copyFile(accounts, join(product.dataDir, 'akun-contoh.json'));
}

test('backup while people write, wipe, restore: the same pages, and the chain is whole', async () => {
  const client = await signedIn(product.url, await product.account('operator.tarumasri'));
  const stop = writeOn(client, await organizationOf(client));
  const busy = await run(['backup', '--to', join(folder, 'ramai.tar'), '--json'], here());
  const written = await stop();
  expect([busy.code, JSON.parse(busy.stdout).tables > 20, written.length > 0]).toEqual([0, true, true]);

  calmPages = await pages();
  expect(Object.values(calmPages).map((page) => page.slice(0, 3))).toEqual([...open, ...signed].map(() => '200'));
  const calm = await run(['backup', '--to', join(folder, 'tenang.tar'), '--json'], here());
  expect(calm.code).toBe(0);
  expect((await run(['keys', 'export', join(folder, 'kunci')], here())).code).toBe(0);

  expect(await run(['restore', join(folder, 'tenang.tar'), '--yes'], here())).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Gelar sudah berjalan'),
  });
  await wipe();
  expect(await run(['restore', join(folder, 'tenang.tar')], here())).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('keys import'),
  });
  expect((await run(['keys', 'import', join(folder, 'kunci')], here())).code).toBe(0);
  const restored = await run(['restore', join(folder, 'tenang.tar'), '--json'], here());
  expect(JSON.parse(restored.stdout)).toMatchObject({ epoch: 2, rows: JSON.parse(calm.stdout).rows, steps: [] });
  await startAgain();
  expect(changed(calmPages, await pages())).toEqual([]);
  const verified = await run(['audit', 'verify', '--json'], here());
  expect([verified.code, JSON.parse(verified.stdout).every((one: { broken: unknown }) => one.broken === null)]).toEqual(
    [0, true],
  );
}, 400_000);

test('of the backup taken while people wrote every draft is whole or not there', async () => {
  await product.end('SIGTERM');
  expect(await run(['restore', join(folder, 'ramai.tar')], here())).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--yes'),
  });
  expect((await run(['restore', join(folder, 'ramai.tar'), '--yes'], here())).code).toBe(0);
  await startAgain();
  const client = await signedIn(product.url, await product.account('operator.tarumasri'));
  const list = await (await client.get('/kerja/inovasi')).text();
  const ids = [...new Set(list.match(/(?<=\/kerja\/inovasi\/)[0-9a-f-]{36}/g))];
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) {
    const answer = await client.get(`/kerja/inovasi/${id}`);
    const page = await answer.text();
    expect([id, answer.status, page.includes('Usulan dibuat') || !page.includes('Inovasi cadangan')]).toEqual([
      id,
      200,
      true,
    ]);
  }
}, 300_000);

test('kill -9 in the middle of a restore leaves the old state, and a second restore mends', async () => {
  const before = await pages();
  await product.end('SIGTERM');
  const child = command(['restore', join(folder, 'tenang.tar'), '--yes'], here());
  const ended = new Promise<string | null>((done) => child.once('exit', (_code, signal) => done(signal)));
  child.stderr?.on('data', (text) => String(text).includes('public.organizations') && child.kill('SIGKILL'));
  expect(await ended).toBe('SIGKILL');
  await startAgain();
  expect(changed(before, await pages())).toEqual([]);
  await product.end('SIGTERM');
  expect((await run(['restore', join(folder, 'tenang.tar'), '--yes'], here())).code).toBe(0);
  await startAgain();
  expect(changed(calmPages, await pages())).toEqual([]);
}, 300_000);

test('a cut archive, or one of another installation, is refused in plain words and changes nothing', async () => {
  const before = await pages();
  await product.end('SIGTERM');
  const key = join(product.dataDir, 'installation.key');
  await rename(key, `${key}.aside`);
  const strange = await run(['restore', join(folder, 'tenang.tar'), '--yes'], here());
  await rename(`${key}.aside`, key);
  const missing = await run(['restore', join(folder, 'tidak-ada.tar'), '--yes'], here());
  expect([strange.code, missing.code, missing.stderr.includes('tidak dapat dibaca')]).toEqual([1, 1, true]);
  expect(strange.stderr).toContain('Tidak ada yang diubah');
  await startAgain();
  expect(changed(before, await pages())).toEqual([]);
}, 200_000);

test('the commands explain themselves and tell a wrong call by its exit code', async () => {
  for (const name of ['backup', 'restore', 'keys export', 'keys import']) {
    const help = await run([...name.split(' '), '--help'], here());
    expect([help.code, help.stdout.includes(`./gelar ${name}`)]).toEqual([0, true]);
    expect((await run([...name.split(' '), '--tidak-ada'], here())).code).toBe(2);
  }
  expect((await run(['restore'], here())).code).toBe(2);
  expect((await run(['backup', '--to', join(folder, 'tenang.tar')], here())).code).toBe(2);
});

test('of two backups that are given one name at once one is told to choose another', async () => {
  const path = join(folder, 'senama.tar');
  const both = await Promise.all([1, 2].map(() => run(['backup', '--to', path, '--json'], here())));
  const made = both.find(({ code }) => code === 0);
  const told = both.find(({ code }) => code !== 0);
  expect(told?.stderr).toContain(`${path} sudah ada. Pilih nama lain.`);
  expect((await stat(path)).size).toBe(JSON.parse(made?.stdout ?? '').bytes);
});
