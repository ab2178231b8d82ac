import { afterAll, beforeAll, expect, test } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import { workbookOf } from '#platform/sheets/testing-sheets.ts';
import type { Actor, Tenant } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { mostRows } from './organization-sheet.ts';
import { regionRoutes } from './routes.tsx';

const { sheet: words } = messages.regions;
const home = '/siapkan/organisasi';

let db: TestDatabase;
let admin: Actor;

beforeAll(async () => {
  db = await freshDatabase();
  const organizationId = newId();
  const { id: tenantId } = db.tenants.bekasikab;
  const insert = `insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'agency', 'Balitbangda Contoh')`;
  await db.owner.query(insert, [tenantId, organizationId]);
  const [role, officeId] = ['tenant_admin', newId()];
  const office = 'insert into offices (tenant_id, id, organization_id, role) values ($1, $2, $3, $4)';
  await db.owner.query(office, [tenantId, officeId, organizationId, role]);
  const held = {
    kind: 'definitive' as const,
    organizationId,
    organizationName: 'Balitbangda Contoh',
    organizationKind: 'agency',
  };
  admin = actorWith([{ id: officeId, role, ...held }]);
});
afterAll(() => db.close());

interface By {
  actor?: Actor | null;
  tenant?: Tenant;
}

const site = ({ actor = admin, tenant = db.tenants.bekasikab }: By = {}) =>
  testPages(db.ctx({ actor, tenant }), [regionRoutes({ reload: async () => {} })], db.files);

async function get(path: string, by?: By) {
  const answer = await site(by).request(path);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** Sends a file as the page's form does, with the button that was pressed. */
async function send(file: { name: string; bytes: string | Uint8Array } | null, button = '', by?: By) {
  const form = new FormData();
  const bytes = file ? [file.bytes as string | Uint8Array<ArrayBuffer>] : [];
  form.set('file', new File(bytes, file?.name ?? ''));
  if (button) form.set(button, 'ya');
  const answer = await site(by).request(`${home}/unggah`, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
}

const csv = (...lines: string[]) => ({ name: 'organisasi.csv', bytes: ['Jenis;Nama;Di bawah', ...lines].join('\r\n') });
const named = async (name: string) =>
  (await db.owner.query('select kind from organizations where name = $1', [name])).rows.map(({ kind }) => kind);

test('the template that is offered can be sent as it is', async () => {
  const page = await get(home);
  expect([page.status, page.text.includes(`href="${home}/templat.csv"`)]).toEqual([200, true]);
  const template = await get(`${home}/templat.csv`);
  expect(template.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const sent = await send({ name: 'organisasi.csv', bytes: template.text });
  expect([sent.status, sent.to]).toEqual([303, `${home}?pesan=regions.organizationsLoaded&angka=added:1,known:0`]);
  expect(await named('Dinas Contoh (contoh)')).toEqual(['agency']);
  const again = await send({ name: 'organisasi.csv', bytes: template.text });
  expect([again.status, again.to]).toEqual([303, `${home}?pesan=regions.organizationsKnown&angka=known:1`]);
});

test('a look shows what would be added and writes nothing; without script the other button brings it', async () => {
  const file = csv(
    'Perangkat daerah;Dinas <Lihat> (contoh);',
    'Puskesmas;Puskesmas Lihat (contoh);Dinas <Lihat> (contoh)',
  );
  const looked = await send(file, 'periksa');
  expect([looked.status, looked.text.includes(words.looked('2', '0'))]).toEqual([200, true]);
  expect(looked.text).toContain('Dinas &lt;Lihat> (contoh)');
  expect(looked.text).toContain(words.lookedNext);
  expect(await named('Puskesmas Lihat (contoh)')).toEqual([]);
  expect((await send(file)).status).toBe(303);
  expect(await named('Puskesmas Lihat (contoh)')).toEqual(['puskesmas']);
  expect((await send(file, 'periksa')).text).toContain(words.lookedNothing);
  const page = (await get(home)).text;
  expect(page).toMatch(/href="\/organisasi\?jenis=puskesmas"[^>]*>Puskesmas<\/a>: 1/);
});

test('a workbook is read from its first sheet, with the numbers of its rows', async () => {
  const rows = [['Nama', 'Jenis'], ['Dinas Buku (contoh)', 'Perangkat daerah'], [], ['B', 'Balai']];
  const wrong = { name: 'organisasi.xlsx', bytes: await workbookOf(rows, 'Organisasi', [['tulis di sini']]) };
  const refused = await send(wrong);
  expect([refused.status, refused.text.includes(words.wrong)]).toEqual([422, true]);
  expect([refused.text.includes('Baris 4'), refused.text.includes('Baris 2')]).toEqual([true, false]);
  expect(await named('Dinas Buku (contoh)')).toEqual([]);
  const right = { name: 'organisasi.xlsx', bytes: await workbookOf(rows.slice(0, 2), 'Organisasi', [['x', 'y']]) };
  expect((await send(right)).status).toBe(303);
  expect(await named('Dinas Buku (contoh)')).toEqual(['agency']);
});

test.each<[string, Parameters<typeof send>[0], string]>([
  ['no file', null, words.missing],
  ['no sheet', { name: 'organisasi.xlsx', bytes: 'bukan lembar' }, words.unreadable],
  ['a picture', { name: 'organisasi.png', bytes: 'bukan' }, words.unreadable],
  ['other headings', { name: 'organisasi.csv', bytes: 'Kolom;Lain\r\nx;y' }, words.headings],
  ['headings alone', csv(), words.empty],
  ['too many rows', csv(...Array(mostRows + 1).fill('Puskesmas;X;')), words.tooMany],
])('%s: the reason stands beside the field and in the summary', async (_name, file, reason) => {
  for (const button of ['', 'periksa']) {
    const answer = await send(file, button);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<a [^>]*href="#f-file"/);
    expect(answer.text).toMatch(/aria-invalid="true"/);
    expect(answer.text.split(reason)).toHaveLength(3);
  }
});

test('nothing is left in the store of what was only read', async () => {
  await send(csv('Perangkat daerah;Dinas Sisa (contoh);'), 'periksa');
  const kept: string[] = [];
  for await (const sha256 of db.files.all(db.tenants.bekasikab.id)) kept.push(sha256);
  expect(kept).toEqual([]);
});

test('nobody else gets the page, the template or anything brought', async () => {
  const others: [By, number, number][] = [
    [{ actor: null }, 303, 403],
    [{ actor: actorWith([]) }, 403, 403],
    [{ actor: actorWith(admin.offices.map((office) => ({ ...office, role: 'verifier' }))) }, 403, 403],
  ];
  for (const [by, reading, writing] of others) {
    expect([(await get(home, by)).status, (await get(`${home}/templat.csv`, by)).status]).toEqual([reading, reading]);
    expect((await send(csv('Perangkat daerah;Dinas Asing (contoh);'), '', by)).status).toBe(writing);
    expect((await send(csv('Perangkat daerah;Dinas Asing (contoh);'), 'periksa', by)).status).toBe(writing);
  }
  expect(await named('Dinas Asing (contoh)')).toEqual([]);
});
