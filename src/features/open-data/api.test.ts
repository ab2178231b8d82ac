import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { messagesIn } from '#messages/languages.ts';
import { newId } from '#platform/ids.ts';
import { sentencePairs } from './document-words.ts';
import { type Called, completeProposal, type OpenSite, openOpenSite, typed } from './testing-open.ts';

let site: OpenSite;
let key: string;
beforeAll(async () => {
  site = await openOpenSite();
  key = await site.key(['innovations:write', 'innovations:propose']);
});
afterAll(() => site.close());

type Schema = Record<string, unknown>;
interface Document {
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, { content: Record<string, { schema: Schema }> }> }>
  >;
  components: { schemas: Record<string, Schema> };
}

/** The schema with every reference written out, so that it stands alone. */
function whole(schema: unknown, schemas: Record<string, Schema>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => whole(one, schemas));
  if (typeof schema !== 'object' || schema === null) return schema;
  const reference = (schema as Schema).$ref;
  if (typeof reference === 'string') return whole(schemas[reference.split('/').at(-1) ?? ''], schemas);
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, whole(value, schemas)]));
}

const idempotent = () => ({ 'idempotency-key': newId() });

/** One real request for every answer that the document promises, but 429, which has a test of its own (limits.test.ts). */
async function ask(): Promise<[operation: string, status: number, answer: Called][]> {
  const { call, accepted, draft } = site;
  const { area } = { area: '32.16.02' };
  const none = newId();
  const ended = await endedDraft();
  const weak = await site.key(['innovations:propose']);
  const strong = await site.key(['innovations:write'], 'other');
  const title = { title: 'Judul lewat API (contoh)' };
  const [made, own, taken] = [idempotent(), idempotent(), idempotent()];
  await call('POST', '/drafts', key, title, taken);
  const ownId = own['idempotency-key'];
  await call('POST', '/drafts', key, title, own);
  await call('PATCH', `/drafts/${ownId}`, key, {
    version: 1,
    fields: { ...typed(completeProposal), title: 'Versi dua (contoh)' },
  });
  const save = {
    version: 2,
    fields: { summary: 'Warga menabung sampah kering setiap Sabtu dan mengambil hasilnya setahun sekali.' },
  };
  const lists = ['innovations', 'organizations', 'areas', 'topics', 'index', 'events'];
  const names = ['listInnovations', 'listOrganizations', 'listAreas', 'listTopics', 'listEditions', 'listEvents'];
  const answers: [string, number, Called][] = [];
  const expectAnswer = async (name: string, status: number, sent: Promise<Called>) => {
    answers.push([name, status, await sent]);
  };
  for (const [i, list] of lists.entries()) {
    await expectAnswer(names[i] ?? '', 200, call('GET', `/${list}`, null));
    await expectAnswer(names[i] ?? '', 404, outside(`/${list}`));
  }
  for (const [name, path] of [
    ['listInnovations', '/innovations?stage=x'],
    ['listOrganizations', '/organizations?kind=x'],
    ['listAreas', '/areas?level=9'],
    ['listEvents', '/events?year=x'],
  ] as const)
    await expectAnswer(name, 422, call('GET', path, null));
  for (const [name, right, wrong] of [
    ['readInnovation', `/innovations/${accepted}`, `/innovations/${draft}`],
    ['readOrganization', `/organizations/${site.region.village.id}`, `/organizations/${none}`],
    ['readArea', `/areas/${area}`, '/areas/32.17.01'],
    ['readIndex', '/index/2026', '/index/1999'],
  ] as const) {
    await expectAnswer(name, 200, call('GET', right, null));
    await expectAnswer(name, 404, call('GET', wrong, null));
  }
  await expectAnswer('createDraft', 201, call('POST', '/drafts', key, title, made));
  await expectAnswer('createDraft', 401, call('POST', '/drafts', null, title, idempotent()));
  await expectAnswer('createDraft', 403, call('POST', '/drafts', weak, title, idempotent()));
  await expectAnswer('createDraft', 409, call('POST', '/drafts', strong, title, taken));
  await expectAnswer('createDraft', 422, call('POST', '/drafts', key, title));
  await expectAnswer('readDraft', 200, call('GET', `/drafts/${draft}`, key));
  await expectAnswer('readDraft', 401, call('GET', `/drafts/${draft}`, null));
  await expectAnswer('readDraft', 404, call('GET', `/drafts/${draft}`, strong));
  await expectAnswer('saveDraft', 200, call('PATCH', `/drafts/${ownId}`, key, save));
  await expectAnswer('saveDraft', 401, call('PATCH', `/drafts/${ownId}`, null, save));
  await expectAnswer('saveDraft', 403, call('PATCH', `/drafts/${ownId}`, weak, save));
  await expectAnswer('saveDraft', 404, call('PATCH', `/drafts/${ownId}`, strong, save));
  await expectAnswer(
    'saveDraft',
    409,
    call('PATCH', `/drafts/${ownId}`, key, { version: 2, fields: { summary: 'Yang lain.' } }),
  );
  await expectAnswer(
    'saveDraft',
    422,
    call('PATCH', `/drafts/${ownId}`, key, { version: 3, fields: { stage: 'selesai' } }),
  );
  const propose = (of: string, id: string, version = 3, headers: Record<string, string> = idempotent()) =>
    call('POST', `/drafts/${id}/proposal`, of, { version }, headers);
  await expectAnswer('proposeDraft', 422, propose(key, ended, 1));
  await expectAnswer('proposeDraft', 409, propose(key, ownId, 1));
  await expectAnswer('proposeDraft', 404, propose(key, site.foreign, 2));
  await expectAnswer('proposeDraft', 403, propose(strong, ownId));
  await expectAnswer(
    'proposeDraft',
    401,
    call('POST', `/drafts/${ownId}/proposal`, null, { version: 3 }, idempotent()),
  );
  await expectAnswer('proposeDraft', 200, propose(key, ownId));
  return answers;
}

/** A draft with nothing but a title: it cannot be proposed. */
async function endedDraft(): Promise<string> {
  const sent = idempotent();
  await site.call('POST', '/drafts', key, { title: 'Masih kosong (contoh)' }, sent);
  return sent['idempotency-key'];
}

/** Asked at a door that names no tenant. */
async function outside(path: string): Promise<Called> {
  const response = await site.app.fetch(new Request(`http://lain.example/api/v1${path}`));
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('every answer that the document promises is given, and is what the document says', async () => {
  const document = (await (await site.fetch('/api/v1/openapi.json')).json()) as Document;
  const promised = new Map(
    Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId, responses }) =>
        Object.entries(responses).map(([status, { content }]) => [`${operationId} ${status}`, content] as const),
      ),
    ),
  );
  const given = new Set<string>();
  for (const [operation, status, answer] of await ask()) {
    expect([operation, answer.status, answer.body]).toEqual([operation, status, answer.body]);
    const [[mediaType = '', content] = []] = Object.entries(promised.get(`${operation} ${status}`) ?? {});
    expect([operation, status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([
      operation,
      status,
      mediaType,
    ]);
    const schema = z.fromJSONSchema(whole(content?.schema, document.components.schemas) as never);
    const read = schema.safeParse(answer.body);
    expect([operation, status, read.error?.issues ?? []]).toEqual([operation, status, []]);
    given.add(`${operation} ${status}`);
  }
  const untested = [...promised.keys()].filter((one) => !given.has(one) && !one.endsWith(' 429'));
  expect(untested).toEqual([]);
}, 120_000);

test('the document is OpenAPI 3.1 and every reference in it leads somewhere', async () => {
  const text = await (await site.fetch('/bekasikab/api/v1/openapi.json')).text();
  const document = JSON.parse(text) as Document & { openapi: string; servers: { url: string }[] };
  expect([document.openapi, document.servers]).toEqual(['3.1.0', [{ url: 'http://127.0.0.1/bekasikab/api/v1' }]]);
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name);
  }
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(14);
});

test('a program makes a draft twice with one result, and its act is the office’s', async () => {
  const sent = idempotent();
  const id = sent['idempotency-key'];
  const title = { title: 'Dikirim dua kali (contoh)' };
  const both = await Promise.all([
    site.call('POST', '/drafts', key, title, sent),
    site.call('POST', '/drafts', key, title, sent),
  ]);
  expect(both.map(({ status, body }) => [status, body.id])).toEqual([
    [201, id],
    [201, id],
  ]);
  const { rows } = await site.db.owner.query(
    'select a.act, f.organization_id, k.name from audit_events a join offices f on f.id = a.office_id join api_keys k on k.id = a.user_id where subject_id = $1',
    [id],
  );
  expect(rows).toEqual([
    { act: 'innovation.created', organization_id: site.region.village.id, name: 'Aplikasi village' },
  ]);
});

test('a save on an old version tells what is newer; different fields are kept both', async () => {
  const sent = idempotent();
  const path = `/drafts/${sent['idempotency-key']}`;
  await site.call('POST', '/drafts', key, { title: 'Bersama (contoh)' }, sent);
  expect((await site.call('PATCH', path, key, { version: 1, fields: { summary: 'Satu.' } })).body).toMatchObject({
    version: 2,
  });
  expect((await site.call('PATCH', path, key, { version: 1, fields: { objective: 'Tujuan.' } })).body).toMatchObject({
    version: 3,
  });
  const late = await site.call('PATCH', path, key, { version: 1, fields: { summary: 'Dua.' } });
  expect([late.status, late.body.fields, late.body.version]).toEqual([409, { summary: 'Satu.' }, 3]);
  const now = await site.call('GET', path, key);
  expect(now.body).toMatchObject({ version: 3, fields: { summary: 'Satu.', objective: 'Tujuan.', stage: null } });
});

test('what cannot be read is refused with a reason beside its field', async () => {
  const save = (body: unknown) => site.call('PATCH', `/drafts/${site.draft}`, key, body);
  expect((await save({ version: 2, fields: { nama: 'x', __proto__x: 'y' } })).body.errors).toEqual([
    { field: 'nama', message: 'Isian ini tidak dikenal.' },
    { field: '__proto__x', message: 'Isian ini tidak dikenal.' },
  ]);
  expect((await save({ version: 2, title: 'Di luar fields' })).body.errors).toEqual([
    { field: 'fields', message: expect.stringContaining('"fields": {') },
    { field: 'title', message: 'Isian ini tidak dikenal.' },
  ]);
  const unversioned = await site.call('POST', `/drafts/${site.draft}/proposal`, key, {}, idempotent());
  expect([unversioned.status, unversioned.body.errors]).toEqual([
    422,
    [{ field: 'version', message: 'Sertakan "version" yang Anda baca, sebuah bilangan.' }],
  ]);
  expect((await save({ version: 0, fields: {} })).status).toBe(422);
  expect((await save({ version: 2, fields: { title: { a: 1 } } })).status).toBe(422);
  expect((await save([])).status).toBe(422);
  const raw = (body: string, type: string) =>
    site.fetch(`/api/v1/drafts/${site.draft}`, {
      method: 'PATCH',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
    });
  const broken = await raw('{"version"', 'application/json');
  expect([broken.status, broken.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect((await raw('x=1', 'application/x-www-form-urlencoded')).status).toBe(415);
  const before = await site.call('GET', `/drafts/${site.draft}`, key);
  expect(before.body.version).toBe(2);
});

test('text comes in without marks that nobody types', async () => {
  const sent = idempotent();
  const made = await site.call('POST', '/drafts', key, { title: 'Judul\u0000\u202e terbalik (contoh)' }, sent);
  expect([made.status, (made.body.fields as Record<string, string>).title]).toEqual([201, 'Judul terbalik (contoh)']);
  expect((await site.call('POST', '/drafts', key, { title: ' ' }, idempotent())).status).toBe(422);
});

test('what a draft lacks is told in words for a program, not for the form', async () => {
  const { body } = await site.call('GET', `/drafts/${await endedDraft()}`, key);
  const missing = body.missing as { field: string; message: string }[];
  expect(missing.find(({ field }) => field === 'objective')).toEqual({ field: 'objective', message: 'Masih kosong.' });
  expect(missing.filter(({ message }) => /di bawah/.test(message))).toEqual([]);
});

test('the address of the API leads to its documents', async () => {
  const answer = await site.fetch('/bekasikab/api/v1');
  const links = (await answer.json()) as Record<string, string>;
  const home = 'http://127.0.0.1/bekasikab';
  expect([answer.status, links]).toEqual([
    200,
    {
      docs: `${home}/api/v1/docs`,
      openapi: `${home}/api/v1/openapi.json`,
      data: `${home}/data`,
      catalog: `${home}/data/catalog.jsonld`,
    },
  ]);
  for (const link of Object.values(links)) {
    expect([link, (await site.fetch(link.replace('http://127.0.0.1', ''))).status]).toEqual([link, 200]);
  }
  expect((await outside('')).status).toBe(404);
});

test('the page of the API is in the language of its reader, all of it', async () => {
  const page = async (language: string) =>
    (await site.fetch('/api/v1/docs', { headers: { cookie: `gelar.bahasa=${language}` } })).text();
  const [english, indonesian] = [await page('en'), await page('id')];
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const pairs = sentencePairs(messagesIn('en').openData.api).filter(([written]) =>
    indonesian.includes(escaped(written)),
  );
  expect(pairs.length).toBeGreaterThan(40);
  // Short words stand inside others; a whole sentence does not.
  const left = pairs.filter(
    ([written, read]) => written.length > 12 && written !== read && english.includes(escaped(written)),
  );
  expect(left).toEqual([]);
  expect(pairs.filter(([, read]) => !english.includes(escaped(read)))).toEqual([]);
});

test('no sentence of the document has two meanings in another language', () => {
  const pairs = sentencePairs(messagesIn('en').openData.api);
  const meanings = new Map(pairs);
  expect(pairs.filter(([written, read]) => meanings.get(written) !== read)).toEqual([]);
});

test('lists go on page after page and skip nothing', async () => {
  const seen: unknown[] = [];
  let path: string | null = '/organizations?limit=2';
  while (path) {
    const { body, headers }: Called = await site.call('GET', path, null);
    seen.push(...(body.data as { id: string }[]).map(({ id }) => id));
    const next = body.next as string | null;
    expect(headers.get('link')).toBe(next && `<${next}>; rel="next"`);
    path = next?.replace('http://127.0.0.1/api/v1', '') ?? null;
  }
  const { rows } = await site.db.owner.query('select id from organizations where tenant_id = $1 order by id', [
    site.region.tenant.id,
  ]);
  expect(seen).toEqual(rows.map(({ id }) => id));
  expect((await site.call('GET', '/innovations?after=bukan', null)).status).toBe(422);
});

test('the filters of the catalogue find the same', async () => {
  const found = async (query: string) =>
    ((await site.call('GET', `/innovations?${query}`, null)).body.data as { id: string }[]).map(({ id }) => id);
  for (const query of [
    'q=sampah',
    'topic=lingkungan-hidup',
    'organizationKind=village',
    'stage=penerapan',
    'calledInnovation=true',
    'affair=Lingkungan+Hidup',
  ])
    expect([query, await found(query)]).toEqual([query, [site.accepted]]);
  for (const query of [
    'q=pesawat',
    'topic=pelayanan',
    'organizationKind=school',
    'stage=inisiatif',
    'calledInnovation=false',
    'district=32.16.02',
    'year=1999',
  ])
    expect([query, await found(query)]).toEqual([query, []]);
});

test('what a reader has already is not sent again', async () => {
  const first = await site.fetch(`/api/v1/innovations/${site.accepted}`);
  const [mark, changed] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');
  const again = async (headers: Record<string, string>) => {
    const response = await site.fetch(`/api/v1/innovations/${site.accepted}`, { headers });
    return [response.status, (await response.text()).length > 0];
  };
  expect(await again({ 'if-none-match': mark })).toEqual([304, false]);
  expect(await again({ 'if-none-match': `"x", ${mark}` })).toEqual([304, false]);
  expect(await again({ 'if-none-match': '"x"' })).toEqual([200, true]);
  expect(await again({ 'if-modified-since': changed })).toEqual([304, false]);
  expect(await again({ 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' })).toEqual([200, true]);
  expect(await again({ 'if-none-match': '"x"', 'if-modified-since': changed })).toEqual([200, true]);
  const zipped = await site.fetch('/api/v1/areas', { headers: { 'accept-encoding': 'gzip' } });
  expect([zipped.headers.get('content-encoding'), zipped.headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding']);
});

test('pages of other sites may read and cannot write', async () => {
  const read = await site.fetch('/api/v1/topics', { headers: { origin: 'https://lain.example' } });
  expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const asked = await site.fetch('/api/v1/topics', { method: 'OPTIONS' });
  expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD']);
  const written = await site
    .call('POST', '/drafts', key, { title: 'x' }, { ...idempotent(), origin: 'https://lain.example' })
    .catch(() => null);
  expect(written).toBeNull(); // refused before the API, as plain text
});

test('a revoked or unknown key is told nothing but that', async () => {
  for (const header of ['Bearer gelar_x', `Bearer gelar_${'A'.repeat(43)}`, 'Basic abc', '']) {
    const response = await site.fetch('/api/v1/innovations', { headers: { authorization: header } });
    const told = (await response.json()) as Record<string, unknown>;
    expect([response.status, response.headers.get('www-authenticate'), told.detail]).toEqual([
      401,
      'Bearer',
      'Kunci salah, dicabut, atau kedaluwarsa.',
    ]);
  }
});
