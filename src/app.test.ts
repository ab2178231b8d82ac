import fc from 'fast-check';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { reservedTenantId } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { expectedLog } from '#platform/testing/expected-log.ts';
import { signInAs, type TestRole, testRoles } from '#platform/testing/sign-in.ts';
import { createApp, recurringJobs } from './app.ts';

const logged = expectedLog();

let db: TestDatabase;
let directory: TenantDirectory;
let app: Hono<Env>;
const cookies = new Map<TestRole, string>();

beforeAll(async () => {
  db = await freshDatabase();
  directory = await openDirectory(db.pool);
  app = await createApp(
    { origin: 'http://127.0.0.1', trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null },
    { ...db, directory, migrations: 'migrations', jobsReady: async () => true },
  );
  for (const role of testRoles) cookies.set(role, await signInAs(db, role));
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

interface Address {
  method: string;
  path: string;
}

function addresses(): Address[] {
  const seen = new Map<string, Address>();
  for (const { method, path } of app.routes) {
    if (method !== 'ALL') seen.set(`${method} ${path}`, { method, path });
  }
  return [...seen.values()];
}

const nasty = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "' or 1=1 --",
    '../../../etc/passwd',
    '%00',
    '<script>alert(1)</script>',
    '019a0000-0000-7000-8000-00000000000a',
    '32.16.02.2002',
    '-1',
    '99999999999999999999',
    '1e309',
    'NaN',
    '{"$gt":""}',
    '\u202e\ud83d\ude00',
    'null',
    '__proto__',
    '2026-02-30',
  ),
  fc.string({ minLength: 2000, maxLength: 3000 }),
);
const fieldName = fc.oneof(
  fc.constantFrom(
    'id',
    'version',
    'q',
    'halaman',
    'urut',
    'ke',
    'key',
    'fields',
    'title',
    'stage',
    'username',
    'password',
    'validFrom',
    'topics',
  ),
  fc.string({ maxLength: 20 }),
);
const fields = fc.array(fc.tuple(fieldName, nasty), { maxLength: 8 });
const kind = fc.constantFrom('form', 'json', 'text', 'multipart', 'none');

function requestOf(
  { method, path }: Address,
  parts: string[],
  sent: [string, string][],
  how: string,
  cookie?: string,
): Request {
  let index = 0;
  const filled = path.replace(/:\w+(\{(?:[^{}]|\{[^{}]*\})*\})?\??|\*/g, () =>
    encodeURIComponent(parts[index++ % parts.length] ?? 'x'),
  );
  const query = new URLSearchParams(sent).toString().slice(0, 3500);
  const headers = new Headers(cookie ? { cookie } : {});
  const init: RequestInit = { method, headers };
  if (method !== 'GET' && method !== 'HEAD') {
    if (how === 'form') init.body = new URLSearchParams(sent);
    if (how === 'json') {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(Object.fromEntries(sent));
    }
    if (how === 'text') init.body = sent.map(([, value]) => value).join('');
    if (how === 'multipart') {
      headers.set('content-type', 'multipart/form-data; boundary=x');
      init.body = `--x\r\n${sent.map(([name]) => name).join('')}`;
    }
  }
  return new Request(`http://127.0.0.1${filled}${method === 'GET' ? `?${query}` : ''}`, init);
}

test('no route answers hostile input with 500, whoever asks', async () => {
  const all = addresses();
  expect(all.length).toBeGreaterThan(5);
  for (const address of all) {
    await fc.assert(
      fc.asyncProperty(
        fc.array(nasty, { minLength: 1, maxLength: 3 }),
        fields,
        kind,
        fc.constantFrom(...testRoles, null),
        async (parts, sent, how, role) => {
          const response = await app.fetch(requestOf(address, parts, sent, how, role ? cookies.get(role) : undefined));
          const body = response.status >= 500 ? await response.text() : '';
          expect([address, response.status < 500, body]).toEqual([address, true, '']);
          await response.body?.cancel();
        },
      ),
      { numRuns: 25 },
    );
  }
}, 240_000);

test('a change sent from another site is refused on every route', async () => {
  for (const address of addresses().filter(({ method }) => method !== 'GET')) {
    for (const headers of [
      { origin: 'https://jahat.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      const request = requestOf(address, ['x'], [['a', 'b']], 'form', cookies.get('tenant_admin'));
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      expect([address, (await app.fetch(request)).status]).toEqual([address, 403]);
    }
  }
});

test('every answer carries the policy that forbids inline script', async () => {
  for (const path of ['/', '/healthz', '/tidak-ada', '/bekasikab/']) {
    const response = await app.fetch(new Request(`http://127.0.0.1${path}`));
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/);
  }
});

test('bodies over the limit are refused', async () => {
  const body = new URLSearchParams({ title: 'x'.repeat(600_000) });
  const response = await app.fetch(new Request('http://127.0.0.1/masuk', { method: 'POST', body }));
  expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
});

test('a tenant that fails keeps no other from its background work, and the queue sees a failed job', async () => {
  const broken = { ...db.tenants.tetangga, id: 'bukan-id', slug: 'rusak' };
  const whole = db.tenants.bekasikab;
  const smtp = { deliver: () => Promise.reject(new Error('nothing is due')), close: () => {} };
  const jobs = recurringJobs({ ...db, directory: { ...directory, all: () => [broken, whole] }, smtp });
  const said: Record<string, string> = {};
  for (const { name, run } of jobs) {
    said[name] = await run().then(
      () => 'done',
      (error: Error) => error.message,
    );
  }
  const failed = 'failed for rusak';
  expect(said).toEqual({
    'audit-seal': failed,
    'files-sweep': failed,
    'audit-check': failed,
    imports: failed,
    'mail-forget': failed,
    'mail-send': failed,
    'viewing-end': failed,
    'sign-in-forget': 'done',
  });
  const expected = Array.from({ length: 7 }, () => ({ part: 'jobs', tenant: broken.slug }));
  expect(logged()).toMatchObject(expected);
  const { rows } = await db.owner.query('select tenant_id from audit_checks order by tenant_id');
  expect(rows).toEqual([{ tenant_id: reservedTenantId }, { tenant_id: whole.id }]);
});
