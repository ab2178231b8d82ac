import { execFileSync } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn } from './support/client.ts';
import { type Product, startProduct } from './support/product.ts';

const posts = 1000;
const writers = 8;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ durable: true });
}, 180_000);
afterAll(() => product.remove());

interface Sent {
  id: string;
  title: string;
  succeeded: boolean;
}

/** Eight people press "Mulai menulis" as fast as they can; `after` answers, `kill` is called once. */
async function sendMany(client: Client, organizationId: string, after: number, kill: () => void): Promise<Sent[]> {
  const sent: Sent[] = Array.from({ length: posts }, (_, n) => ({
    id: randomUUIDv7(),
    title: `Inovasi uji ${n} (contoh)`,
    succeeded: false,
  }));
  const queue = [...sent];
  let answered = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        const { id, title } = one;
        const answer = await client.post('/kerja/inovasi/baru', { id, organizationId, title }).catch(() => null);
        one.succeeded = answer?.status === 303;
        await answer?.body?.cancel();
        if (one.succeeded && ++answered === after) kill();
      }
    }),
  );
  return sent;
}

/** Every post answered with success is there with its history; every other one is there whole or not at all. */
async function expectNothingLost(client: Client, sent: readonly Sent[]): Promise<void> {
  for (const { id, title, succeeded } of sent) {
    const answer = await client.get(`/kerja/inovasi/${id}`);
    const page = await answer.text();
    const whole = answer.status === 200 && page.includes(title) && page.includes('Usulan dibuat');
    expect([id, answer.status, whole]).toEqual([id, succeeded || whole ? 200 : 404, succeeded || whole]);
  }
}

async function organizationOf(client: Client): Promise<string> {
  const page = await (await client.get('/kerja/inovasi/baru')).text();
  const found = /name="organizationId"[^>]*value="([0-9a-f-]{36})"|<option[^>]*value="([0-9a-f-]{36})"/.exec(page);
  if (!found) throw new Error('the page names no organisation');
  return found[1] ?? found[2] ?? '';
}

function postmaster(dataDir: string): number {
  const file = execFileSync('find', [dataDir, '-name', 'postmaster.pid'], { encoding: 'utf8' }).trim();
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!(pid > 1)) throw new Error('no postmaster');
  return pid;
}

test('kill -9 of the app in the middle of 1,000 posts loses nothing', async () => {
  const account = await product.account('operator.tarumasri');
  const client = await signedIn(product.url, account);
  const organization = await organizationOf(client);
  const sent = await sendMany(client, organization, 300, () => product.process.kill('SIGKILL'));
  expect(sent.filter((one) => one.succeeded).length).toBeGreaterThanOrEqual(300);
  product = await startProduct({ dataDir: product.dataDir });
  await expectNothingLost(await signedIn(product.url, account), sent);
}, 240_000);

test('kill -9 of PostgreSQL in the middle of 1,000 posts loses nothing, and the app goes on', async () => {
  const account = await product.account('operator.tarumasri');
  const client = await signedIn(product.url, account);
  const organization = await organizationOf(client);
  const sent = await sendMany(client, organization, 300, () => process.kill(postmaster(product.dataDir), 'SIGKILL'));
  expect(sent.filter((one) => one.succeeded).length).toBeGreaterThanOrEqual(300);
  await expectReady(product.url);
  await expectNothingLost(await signedIn(product.url, account), sent);
}, 240_000);

test('kill -9 of both: the next start finds what is left', async () => {
  const account = await product.account('operator.tarumasri');
  const client = await signedIn(product.url, account);
  const organization = await organizationOf(client);
  const pid = postmaster(product.dataDir);
  const sent = await sendMany(client, organization, 300, () => {
    product.process.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
  });
  product = await startProduct({ dataDir: product.dataDir });
  await expectNothingLost(await signedIn(product.url, account), sent);
}, 240_000);

async function expectReady(url: string): Promise<void> {
  for (let waited = 0; waited < 60; waited++) {
    if ((await fetch(`${url}/readyz`).catch(() => null))?.ok) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('the app did not come back');
}
