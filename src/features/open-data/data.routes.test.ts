import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#platform/ids.ts';
import { datasetNames, dictionaryOf } from './dataset.ts';
import * as resources from './resources.ts';
import { type OpenSite, openOpenSite } from './testing-open.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openOpenSite();
});
afterAll(() => site.close());

const rowsOf = async (path: string) =>
  parse((await site.get(path)).text, { columns: true }) as Record<string, string>[];

test('the CSV of every dataset has the columns of its dictionary, and the JSON the rows of its schema', async () => {
  const schemas = {
    innovations: resources.innovationSchema,
    organizations: resources.organizationSchema,
    'index-levels': resources.indexLevelSchema,
    calendar: resources.eventSchema,
    areas: resources.areaSchema,
  };
  for (const name of datasetNames) {
    const [head = ''] = (await site.get(`/data/${name}.csv`)).text.split('\r\n');
    expect([name, head.split(',')]).toEqual([name, dictionaryOf(name).map(({ field }) => field)]);
    const json = JSON.parse((await site.get(`/data/${name}.json`)).text);
    const read = z.array(schemas[name]).min(1).safeParse(json.data);
    expect([name, json.dataset, json.licence, read.error?.issues ?? []]).toEqual([
      name,
      name,
      name === 'areas' ? 'ODbL-1.0' : 'CC-BY-4.0',
      [],
    ]);
    expect([name, (await rowsOf(`/data/${name}.csv`)).length]).toEqual([name, json.data.length]);
  }
});

test('rows say what the registry says', async () => {
  const [row] = await rowsOf('/data/innovations.csv');
  expect(row).toMatchObject({
    id: site.accepted,
    url: `http://127.0.0.1/inovasi/${site.accepted}`,
    title: 'Bank Sampah Sabtu (contoh)',
    state: 'accepted',
    calledInnovation: 'true',
    example: 'true',
    organizationName: 'Desa Harapan Contoh',
    topics: 'lingkungan-hidup',
    stage: 'penerapan',
  });
  expect((await rowsOf('/data/calendar.csv')).map(({ name }) => name)).toEqual(['Pameran terbuka (contoh)']);
  const unstated = (await rowsOf('/data/index-levels.csv')).find(
    ({ edition, code }) => edition === '2026' && code === 'SPD-01',
  );
  expect(unstated).toMatchObject({ level: '', score: '0', max: '3' });
});

test('a file is offered as a file, with its time, and is not sent again to who has it', async () => {
  const first = await site.fetch('/bekasikab/data/innovations.csv');
  await first.text();
  const changed = first.headers.get('last-modified') ?? '';
  expect([
    first.headers.get('content-type'),
    first.headers.get('content-disposition'),
    first.headers.get('access-control-allow-origin'),
  ]).toEqual(['text/csv; charset=utf-8; header=present', 'attachment; filename="bekasikab-innovations.csv"', '*']);
  expect((await site.fetch('/data/innovations.csv', { headers: { 'if-modified-since': changed } })).status).toBe(304);
  expect(
    (await site.fetch('/data/innovations.csv', { headers: { 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' } }))
      .status,
  ).toBe(200);
});

test('many rows are sent in chunks, each once', async () => {
  await site.db.owner.query(
    `insert into organizations (tenant_id, id, kind, name, fictional) select $1, gen_random_uuid(), 'community', '=Kelompok ' || n, true from generate_series(1, 2500) n`,
    [site.neighbour.tenant.id],
  );
  const rows = await rowsOf('/tetangga/data/organizations.csv');
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.filter(({ name }) => name?.startsWith("'=Kelompok"))).toHaveLength(2500);
});

test('a reader who goes away stops the reading', async () => {
  const response = await site.fetch('/tetangga/data/organizations.json');
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect((await site.get('/data')).status).toBe(200);
});

test('the page names every dataset with its licence, its source and what each column means', async () => {
  const { text } = await site.get('/data');
  for (const words of [
    'CC BY 4.0',
    'Open Database License',
    'Kamus data Inovasi',
    'Kode kecamatan (Kemendagri).',
    '/data/index-levels.json',
    '/api/v1/docs',
    'Diperbarui ',
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/<script/);
});

test('the catalogue is DCAT as JSON-LD: every term has a name, every file is there', async () => {
  const answer = await site.fetch('/bekasikab/data/catalog.jsonld');
  expect(answer.headers.get('content-type')).toBe('application/ld+json');
  const catalog = (await answer.json()) as Record<string, unknown>;
  const context = catalog['@context'] as Record<string, unknown>;
  const unnamed: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const [prefix = '', term] = name.split(':');
      if (!Array.isArray(value) && !name.startsWith('@') && (term === undefined || !Object.hasOwn(context, prefix)))
        unnamed.push(name);
      look(inner);
    }
  };
  look({ ...catalog, '@context': {} });
  expect(unnamed).toEqual([]);
  const datasets = catalog['dcat:dataset'] as Record<string, unknown>[];
  expect(datasets.map((one) => one['dct:identifier'])).toEqual([...datasetNames]);
  for (const dataset of datasets) {
    for (const term of ['dct:title', 'dct:description', 'dct:license', 'dcat:distribution', 'dcat:theme'])
      expect(dataset).toHaveProperty(term);
    for (const one of dataset['dcat:distribution'] as Record<string, string>[]) {
      const path = one['dcat:downloadURL']?.replace('http://127.0.0.1', '') ?? '';
      expect([path, (await site.get(path)).status]).toEqual([path, 200]);
    }
  }
  expect(catalog).toMatchObject({
    '@type': 'dcat:Catalog',
    'dct:publisher': { 'foaf:name': 'Balitbangda Kabupaten Bekasi' },
  });
});

test('a search engine finds every public page and is told what to leave', async () => {
  const robots = (await site.get('/bekasikab/robots.txt')).text;
  expect(robots).toContain('Disallow: /*/kerja\n');
  expect(robots).toContain('Sitemap: http://127.0.0.1/bekasikab/sitemap.xml');
  const door = await site.app.fetch(new Request('http://lain.example/robots.txt'));
  expect((await door.text()).match(/Sitemap: .*/g)).toEqual([
    'Sitemap: http://127.0.0.1/bekasikab/sitemap.xml',
    'Sitemap: http://127.0.0.1/tetangga/sitemap.xml',
  ]);
  const { text } = await site.get('/bekasikab/sitemap.xml');
  const files = [...text.matchAll(/<loc>http:\/\/127\.0\.0\.1(.*?)<\/loc>/g)].map(([, path = '']) => path);
  expect(files.map((path) => path.split('/').at(-1))).toEqual(['halaman-1.xml', 'inovasi-1.xml', 'organisasi-1.xml']);
  const pages = (await Promise.all(files.map((path) => site.get(path)))).map(({ text: file }) => file).join('');
  for (const path of [
    '/bekasikab',
    `/bekasikab/inovasi/${site.accepted}`,
    '/bekasikab/kecamatan/32.16.02',
    `/bekasikab/organisasi/${site.region.village.id}`,
  ])
    expect(pages).toContain(`<loc>http://127.0.0.1${path}</loc>`);
  expect(pages).not.toContain(site.draft);
});

test('a link to an innovation shows its card', async () => {
  const { text } = await site.get(`/bekasikab/inovasi/${site.accepted}?dari=sini`);
  const own = `http://127.0.0.1/bekasikab/inovasi/${site.accepted}`;
  for (const mark of [
    `<link rel="canonical" href="${own}"/>`,
    '<meta property="og:title" content="Bank Sampah Sabtu (contoh)"/>',
    `<meta property="og:url" content="${own}"/>`,
    `<meta property="og:image" content="${own}/kartu.png"/>`,
  ])
    expect(text).toContain(mark);
  const card = await site.fetch(`/bekasikab/inovasi/${site.accepted}/kartu.png`);
  expect(await sharp(await card.arrayBuffer()).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  const again = await site.fetch(`/bekasikab/inovasi/${site.accepted}/kartu.png`, {
    headers: { 'if-none-match': card.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
  expect((await site.get('/masuk')).text).not.toContain('og:');
});

test('an administrator makes a key, sees it once and revokes it', async () => {
  const form = await site.get('/kerja/kunci-api/baru', 'tenant_admin');
  const id = form.text.match(/name="id" value="([^"]+)"/)?.[1] ?? expect.unreachable();
  const officeId = site.region.office('innovator', site.region.village).id;
  const sent = {
    id,
    name: 'SIMDA (contoh)',
    officeId,
    scopes: 'innovations:write',
    expiresOn: form.text.match(/name="expiresOn"[^>]*value="([^"]+)"/)?.[1] ?? '',
  };
  const wrong = await site.post(
    '/kerja/kunci-api/baru',
    { id, name: 'x', officeId: 'y', expiresOn: '2020-01-01' },
    'tenant_admin',
  );
  expect(wrong.status).toBe(422);
  for (const field of ['name', 'officeId', 'scopes']) expect(wrong.text).toContain(`href="#f-${field}"`);
  const made = await site.post('/kerja/kunci-api/baru', sent, 'tenant_admin');
  const token = made.text.match(/gelar_[\w-]{43}/)?.[0] ?? expect.unreachable();
  expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(
    (await site.call('POST', '/drafts', token, { title: 'Dari SIMDA (contoh)' }, { 'idempotency-key': newId() }))
      .status,
  ).toBe(201);
  const list = await site.get('/kerja/kunci-api', 'tenant_admin');
  expect([list.text.includes('SIMDA (contoh)'), list.text.includes(token), list.text.includes('belum pernah')]).toEqual(
    [true, false, false],
  );
  const revoked = await site.post(`/kerja/kunci-api/${id}/cabut`, {}, 'tenant_admin');
  expect(revoked.to).toBe('/kerja/kunci-api?pesan=openData.revoked');
  expect((await site.call('GET', '/innovations', token)).status).toBe(401);
  expect((await site.post('/kerja/kunci-api/baru', sent, 'tenant_admin')).status).toBe(409);
});

test('nobody else opens the pages of keys', async () => {
  expect((await site.get('/kerja/kunci-api')).to).toMatch(/^\/masuk/);
  for (const role of ['organization_head', 'innovator', 'verifier', 'platform_admin', 'neighbour_admin'] as const) {
    for (const path of ['/kerja/kunci-api', '/kerja/kunci-api/baru'])
      expect([path, role, (await site.get(path, role)).status]).toEqual([path, role, 403]);
    for (const path of ['/kerja/kunci-api/baru', `/kerja/kunci-api/${newId()}/cabut`])
      expect([path, role, (await site.post(path, {}, role)).status]).toEqual([path, role, 403]);
  }
});
