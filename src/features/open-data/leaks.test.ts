import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { type TestRole, testRoles } from '#platform/testing/sign-in.ts';
import { type OpenSite, openOpenSite, secrets } from './testing-open.ts';

let site: OpenSite;
let key: string;
beforeAll(async () => {
  site = await openOpenSite();
  key = await site.key(['innovations:write', 'innovations:propose'], 'other');
});
afterAll(() => site.close());

/** Everything that is open, and some that must look like nothing. */
function addresses(): string[] {
  const { accepted, draft, foreign, region, neighbour } = site;
  const files = ['innovations', 'organizations', 'index-levels', 'calendar', 'areas'].flatMap((name) => [
    `/data/${name}.csv`,
    `/data/${name}.json`,
  ]);
  const api = [
    ...[
      'innovations',
      'innovations?q=rahasia',
      'organizations',
      'areas',
      'topics',
      'index',
      'index/2026',
      'events',
      'openapi.json',
      'docs',
    ],
    ...[accepted, draft, foreign].map((id) => `innovations/${id}`),
    ...[region.village.id, neighbour.village.id].map((id) => `organizations/${id}`),
    ...[draft, foreign].map((id) => `drafts/${id}`),
  ].map((path) => `/api/v1/${path}`);
  const cards = [accepted, draft, foreign].map((id) => `/inovasi/${id}/kartu.png`);
  const others = [
    '/data',
    '/data/catalog.jsonld',
    '/sitemap.xml',
    '/sitemap/halaman-1.xml',
    '/sitemap/inovasi-1.xml',
    '/sitemap/organisasi-1.xml',
    '/robots.txt',
    '/kalender.ics',
  ];
  return [...api, ...files, ...cards, ...others];
}

/** By which door who comes: everyone by one's own, and those with something to gain by another. */
const visitors: Record<string, readonly (TestRole | undefined)[]> = {
  '': [undefined, ...testRoles],
  '/tetangga': [undefined, 'tenant_admin', 'neighbour_admin'],
};

test('no answer holds a draft, a name, a way to reach a person or an inner date, whoever is signed in', async () => {
  for (const [base, roles] of Object.entries(visitors)) {
    for (const path of addresses()) for (const role of roles) await expectClean(base + path, role);
  }
}, 240_000);

async function expectClean(path: string, role: TestRole | undefined): Promise<void> {
  const { status, text } = await site.get(path, role);
  expect([path, role, status < 500]).toEqual([path, role, true]);
  for (const [what, words] of Object.entries(secrets)) {
    expect([path, role, what, text.includes(words)]).toEqual([path, role, what, false]);
  }
}

test('being signed in changes nothing of what the API and the files say', async () => {
  for (const path of addresses().filter((one) => !one.endsWith('/docs') && one !== '/data')) {
    const stranger = await site.get(path);
    const isPage = stranger.text.startsWith('<!doctype'); // of a failure: its header names whoever is signed in
    for (const role of testRoles) {
      const { status, text } = await site.get(path, role);
      expect([path, role, status, text]).toEqual([path, role, stranger.status, isPage ? text : stranger.text]);
    }
  }
}, 120_000);

test('a thing of another tenant is not found, and neither is a draft', async () => {
  const { accepted, draft, foreign, neighbour, region } = site;
  const statusOf = async (path: string) => (await site.get(path)).status;
  expect(await statusOf(`/api/v1/innovations/${accepted}`)).toBe(200);
  for (const path of [
    `/api/v1/innovations/${draft}`,
    `/api/v1/innovations/${foreign}`,
    `/tetangga/api/v1/innovations/${accepted}`,
    `/api/v1/organizations/${neighbour.village.id}`,
    `/tetangga/api/v1/organizations/${region.village.id}`,
    '/tetangga/api/v1/areas/32.16.02',
    `/inovasi/${draft}/kartu.png`,
    `/tetangga/inovasi/${accepted}/kartu.png`,
    '/data/drafts.csv',
    '/data/innovations.xlsx',
    '/sitemap/inovasi-2.xml',
    '/sitemap/orang-1.xml',
  ])
    expect([path, await statusOf(path)]).toEqual([path, 404]);
});

test('no row of one tenant stands in the files of another', async () => {
  const own = await site.get('/data/innovations.csv');
  const theirs = await site.get('/tetangga/data/innovations.csv');
  expect([own.text.includes('Bank Sampah Sabtu'), own.text.includes('Bank Sampah Tetangga')]).toEqual([true, false]);
  expect([theirs.text.includes('Bank Sampah Sabtu'), theirs.text.includes('Bank Sampah Tetangga')]).toEqual([
    false,
    true,
  ]);
});

test('a key reads and writes what its organisation may, and nothing of others', async () => {
  const { call, draft, foreign, accepted } = site;
  const idempotent = () => ({ 'idempotency-key': newId() });
  for (const id of [draft, foreign]) {
    expect((await call('GET', `/drafts/${id}`, key)).status).toBe(404);
    expect((await call('PATCH', `/drafts/${id}`, key, { version: 2, fields: { title: 'Diambil alih' } })).status).toBe(
      404,
    );
    expect((await call('POST', `/drafts/${id}/proposal`, key, { version: 2 }, idempotent())).status).toBe(404);
  }
  expect((await call('GET', `/drafts/${accepted}`, key)).status).toBe(404);
  const own = await site.key(['innovations:write']);
  const read = await call('GET', `/drafts/${draft}`, own);
  expect(read.status).toBe(200);
  expect(JSON.stringify(read.body)).not.toContain(secrets.initiator);
  const elsewhere = await site.fetch('/tetangga/api/v1/innovations', { headers: { authorization: `Bearer ${own}` } });
  expect(elsewhere.status).toBe(401);
});

test('a key opens no page of the site', async () => {
  const response = await site.fetch('/kerja', { headers: { authorization: `Bearer ${key}` }, redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/masuk?ke=%2Fkerja']);
});

test('what is kept by others was made for nobody in particular', async () => {
  const cached = async (path: string) => (await site.get(path, 'tenant_admin')).headers.get('cache-control');
  expect(await cached('/api/v1/innovations')).toBe('public, max-age=60');
  expect([await cached('/api/v1/docs'), await cached('/data'), await cached('/kalender')]).toEqual(
    Array(3).fill('private, no-cache'),
  );
  expect((await site.call('GET', '/innovations', key)).headers.get('cache-control')).toBe('private, no-store');
  expect((await site.call('GET', `/drafts/${newId()}`, key)).headers.get('cache-control')).toBe('no-store');
  expect(await cached(`/api/v1/innovations/${newId()}`)).toBe('no-store');
});
