import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExternalDatabase, externalDatabase } from '../src/platform/testing/external.ts';
import { appCode } from './support/app-codes.ts';
import { type Outcome, run } from './support/command.ts';
import { type Product, startProduct } from './support/product.ts';

// Two processes of the app, each with a data folder of its own as on two machines, on one PostgreSQL of somebody's own.

let database: ExternalDatabase;
let env: Record<string, string>;
let folder: string;
const products: Product[] = [];
const password = 'kata-sandi-baru-7';

beforeAll(async () => {
  database = await externalDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gelar-dua-'));
  env = { ...database.urls, GELAR_KEY: randomBytes(32).toString('hex'), GELAR_DATA_DIR: join(folder, 'perintah') };
  // Both at once on an empty database: one migrates, the other waits.
  products.push(...(await Promise.all([startProduct(alone()), startProduct(alone())])));
}, 240_000);
afterAll(async () => {
  for (const product of products) await product.remove();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** On one database with one key, each with an empty data folder. */
const alone = () => ({ empty: true, env: { ...database.urls, GELAR_KEY: env.GELAR_KEY ?? '' } });

const at = (n: 0 | 1) => products[n]?.url ?? '';

async function ask(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.owner);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function post(n: 0 | 1, path: string, cookie: string, fields: Record<string, string>): Promise<Response> {
  return fetch(at(n) + path, {
    method: 'POST',
    headers: { cookie, origin: at(n) },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

const get = (n: 0 | 1, path: string, cookie: string) =>
  fetch(at(n) + path, { headers: { cookie }, redirect: 'manual' });

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

async function gelar(...args: string[]): Promise<Outcome> {
  const outcome = await run(args, env);
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return outcome;
}

test('who signs in on one process works on the other, and signs out of both', async () => {
  const made = await gelar(
    'user',
    'create',
    '--platform-admin',
    '--username',
    'pengelola',
    '--name',
    'Pengelola',
    '--json',
  );
  const first = JSON.parse(made.stdout).password;
  const given = await post(0, '/masuk', '', { identifier: 'pengelola', password: first });
  expect(given.status).toBe(303);
  // The temporary password is changed on the process that did not see the sign-in.
  const changed = await post(1, '/akun/sandi', cookieOf(given), { current: first, next: password, again: password });
  expect([changed.status, (await get(0, '/platform', cookieOf(changed))).status]).toEqual([303, 303]);

  // A platform administrator needs a second factor: its set-up is begun on one process and ended on the other.
  const setUp = await (await get(0, '/akun/keamanan/kode', cookieOf(changed))).text();
  const secret = /secret=([A-Z2-7]{32})/.exec(setUp)?.[1] ?? '';
  const ticket = /name="ticket" value="([^"]+)"/.exec(setUp)?.[1] ?? '';
  const form = { ticket, code: await appCode(secret, -1), current: password };
  expect((await post(1, '/akun/keamanan/kode', cookieOf(changed), form)).status).toBe(200);

  const cookie = cookieOf(await post(0, '/masuk', '', { identifier: 'pengelola', password }));
  expect((await get(1, '/platform', cookie)).status).toBe(303);
  expect((await post(1, '/masuk/kode', cookie, { code: await appCode(secret) })).status).toBe(303);
  expect([(await get(0, '/platform', cookie)).status, (await get(1, '/platform', cookie)).status]).toEqual([200, 200]);
  expect((await post(1, '/keluar', cookie, {})).status).toBe(303);
  expect([(await get(0, '/platform', cookie)).status, (await get(1, '/platform', cookie)).status]).toEqual([303, 303]);
});

test('wrong passwords are counted over both', async () => {
  const tries: number[] = [];
  for (let n = 0; n < 10; n++) {
    const answer = await post(n % 2 === 0 ? 0 : 1, '/masuk', '', { identifier: 'bukan.siapa', password: `salah-${n}` });
    tries.push(answer.status);
    await answer.body?.cancel();
  }
  expect(tries.slice(0, 7).every((status) => status === 422 || status === 401)).toBe(true);
  expect(tries.slice(-2)).toEqual([429, 429]);
});

test('a region opened by a command is there on both within seconds', async () => {
  await gelar('tenant', 'create', '32.17');
  const found = async () => {
    const answers = await Promise.all([get(0, '/bandungbaratkab', ''), get(1, '/bandungbaratkab', '')]);
    for (const { body } of answers) await body?.cancel();
    return answers.map(({ status }) => status);
  };
  await expect.poll(found, { interval: 250, timeout: 20_000 }).toEqual([200, 200]);
});

test('a job is done once, whichever process takes it', async () => {
  await ask("insert into pgboss.job (name) values ('audit-check')");
  const done = async () =>
    ask("select state, retry_count from pgboss.job where name = 'audit-check' and state in ('completed', 'failed')");
  for (let waited = 0; (await done()).length === 0 && waited < 60; waited++) await sleep(500);
  expect(await done()).toEqual([{ state: 'completed', retry_count: 0 }]);
  // The clock of both processes rings every minute; one of them makes the job.
  for (let waited = 0; (await sealings()).length === 0 && waited < 200; waited++) await sleep(500);
  expect((await sealings()).every(({ jobs }) => jobs === 1)).toBe(true);
}, 130_000);

const sealings = () =>
  ask(`select date_trunc('minute', created_on) as minute, count(*)::int as jobs
       from pgboss.job where name = 'audit-seal' and state = 'completed' group by 1`);

test('backup and restore by an owner who is no superuser, with a process still running and without', async () => {
  const archive = join(folder, 'cadangan.tar');
  await gelar('backup', '--to', archive);
  const running = await run(['restore', archive, '--yes'], env);
  expect([running.code, running.stderr.includes('Aplikasi masih memakai basis data ini')]).toEqual([1, true]);
  for (const product of products) await product.end('SIGTERM');
  const restored = await gelar('restore', archive, '--yes', '--json');
  expect(JSON.parse(restored.stdout)).toMatchObject({ epoch: 2, steps: [] });
  const again = await startProduct(alone());
  products.push(again);
  expect((await fetch(`${again.url}/bandungbaratkab/inovasi`)).status).toBe(200);
}, 200_000);
