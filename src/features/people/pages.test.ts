import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { addOrganization, addTerm } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo, type TestAccount } from './testing-site.ts';

let site: Site;
let admin: string;
let head: string;
let headAccount: TestAccount;
let innovator: string;
let neighbour: string;
let village: string;
beforeAll(async () => {
  site = await openSite();
  const { db } = site;
  const account = async (role: 'tenant_admin' | 'organization_head' | 'innovator') => addAccount(db, { role });
  headAccount = await account('organization_head');
  head = await signInTo(site, headAccount.username);
  admin = await signInTo(site, (await account('tenant_admin')).username);
  innovator = await signInTo(site, (await account('innovator')).username);
  const theirs = await addAccount(db, { role: 'tenant_admin', tenant: db.tenants.tetangga });
  neighbour = await signInTo(site, theirs.username);
  village = await addOrganization(db, 'village', 'Desa Muara Bakti');
});
afterAll(() => site.close());

const page = async (path: string, cookie: string) => (await site.fetch(path, { cookie })).text();
const office = (organizationId: string, role = 'organization_head') =>
  `/kerja/orang/jabatan?organisasi=${organizationId}&peran=${role}`;
const hidden = (html: string, name: string) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';

async function newPerson(fields: Record<string, string>) {
  const sent = { id: newId(), name: 'Siti Aminah', username: '', email: '', phone: '', ...fields };
  return { sent, response: await site.fetch('/kerja/orang/baru', { form: sent, cookie: admin }) };
}

test('a form with faults comes back with what was typed, each fault beside its field and linked from the top', async () => {
  const fields = {
    name: 'S',
    username: 'a b',
    email: 'bukan',
    phone: '12',
    organizationId: village,
    role: 'organization_head',
  };
  const { sent, response } = await newPerson({ ...fields, termId: newId(), kind: 'plh', from: '31-02-2026', to: '' });
  expect(response.status).toBe(422);
  const html = await response.text();
  for (const field of ['name', 'username', 'email', 'phone', 'from']) {
    expect(html, field).toContain(`href="#f-${field}"`);
    expect(html, field).toMatch(new RegExp(`id="f-${field}"[^>]*aria-invalid="true"`));
  }
  expect(html).toContain('value="a b"');
  expect(html).toMatch(/value="plh"[^>]*checked|checked[^>]*value="plh"/);
  expect(hidden(html, 'id')).toBe(sent.id);
});

test('an account is handed over once: the answer is not kept, and sent again it answers the same', async () => {
  const { sent, response } = await newPerson({ name: 'Budi Santoso', phone: '0812 3456 7890' });
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const html = await response.text();
  const password = html.match(/\b(?<!-)[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b(?!-)/)?.[0] ?? expect.unreachable();
  expect(html).toContain('budi.santoso');
  expect(html).toContain('http://127.0.0.1:3000/masuk');
  const again = await site.fetch('/kerja/orang/baru', { form: sent, cookie: admin });
  expect(await again.text()).toContain(password);
  const shown = await page(`/kerja/orang/${sent.id}`, admin);
  expect(shown).not.toContain(password);
  expect(shown).not.toContain('3456 7890');
  const read = await site.fetch(`/kerja/orang/${sent.id}/telepon`, { form: {}, cookie: admin });
  expect([read.headers.get('cache-control'), (await read.text()).includes('+6281234567890')]).toEqual([
    'no-store',
    true,
  ]);
  await signInTo(site, 'budi.santoso', password);
});

test('an office is filled, handed over and ended by forms alone', async () => {
  const [old, next] = [await addAccount(site.db), await addAccount(site.db)];
  const empty = await page(office(village), admin);
  expect(empty).toContain('Kepala Desa Muara Bakti');
  expect(empty).toContain('Jabatan ini kosong');
  const form = {
    id: hidden(empty, 'id'),
    organizationId: village,
    role: 'organization_head',
    kind: 'definitive',
    from: '2026-01-01',
    to: '',
  };
  const filled = await site.fetch('/kerja/orang/jabatan', {
    form: { ...form, username: old.username.toUpperCase() },
    cookie: admin,
  });
  expect([filled.status, filled.headers.get('location')]).toEqual([303, `${office(village)}&pesan=people.appointed`]);
  const html = await page(filled.headers.get('location') ?? '', admin);
  expect(html).toContain('Pengangkatan tersimpan.');
  const overPath = html.match(/\/kerja\/orang\/serah-terima\/[0-9a-f-]+/)?.[0] ?? expect.unreachable();
  const change = {
    id: hidden(await page(overPath, admin), 'id'),
    username: next.username,
    kind: 'plt',
    from: '2026-06-01',
    to: '',
  };
  const early = await site.fetch(overPath, { form: { ...change, from: '2026-01-01' }, cookie: admin });
  expect([early.status, (await early.text()).includes('paling cepat sehari setelah')]).toEqual([422, true]);
  expect((await site.fetch(overPath, { form: change, cookie: admin })).headers.get('location')).toBe(
    `${office(village)}&pesan=people.handedOver`,
  );
  const endPath =
    (await page(office(village), admin)).match(/\/kerja\/orang\/akhiri\/[0-9a-f-]+/)?.[0] ?? expect.unreachable();
  const wrong = await site.fetch(endPath, { form: { lastDay: '2026-05-31' }, cookie: admin });
  expect([wrong.status, (await wrong.text()).includes('value="2026-05-31"')]).toEqual([422, true]);
  expect((await site.fetch(endPath, { form: { lastDay: '31-12-2026' }, cookie: admin })).headers.get('location')).toBe(
    `${office(village)}&pesan=people.ended`,
  );
  expect(await page(office(village), admin)).toContain('1 Juni 2026 sampai 31 Desember 2026');
});

test('an office that no organisation has is not found, whatever else was sent', async () => {
  const { username } = await addAccount(site.db);
  for (const role of ['raja', '__proto__', 'constructor']) {
    const form = {
      id: newId(),
      organizationId: village,
      role,
      kind: 'definitive',
      from: '2026-01-01',
      to: '',
      username,
    };
    expect((await site.fetch('/kerja/orang/jabatan', { form, cookie: admin })).status, role).toBe(404);
  }
});

test('an appointment yet to come is called off by a button', async () => {
  const ward = await addOrganization(site.db, 'ward', 'Kelurahan Bahagia');
  const person = await addAccount(site.db);
  const term = await addTerm(site.db, {
    userId: person.id,
    organizationId: ward,
    role: 'organization_head',
    from: '2099-01-01',
  });
  expect(await page(`/kerja/orang/akhiri/${term}`, admin)).toContain('belum mulai berlaku');
  const done = await site.fetch(`/kerja/orang/akhiri/${term}`, { form: {}, cookie: admin });
  expect(done.headers.get('location')).toBe(`${office(ward)}&pesan=people.cancelled`);
  expect(await page(office(ward), admin)).toContain('dibatalkan');
});

test('the board finds organisations and holders, shows vacancies and pages', async () => {
  const person = await addAccount(site.db);
  const school = await addOrganization(site.db, 'school', 'SMKN 100% Jaya_Contoh');
  await addTerm(site.db, { userId: person.id, organizationId: school, role: 'organization_head' });
  const found = await page(`/kerja/orang?q=${encodeURIComponent('100% jaya_')}`, admin);
  expect(found).toContain('SMKN 100% Jaya_Contoh');
  expect(found).toContain('1 organisasi');
  expect(found).toContain(`/kerja/orang/${person.id}`);
  expect(await page(`/kerja/orang?q=${encodeURIComponent('100% jaya_')}&kosong=ya`, admin)).toContain(
    'Tidak ada yang cocok',
  );
  expect(await page('/kerja/orang?q=%25%25', admin)).toContain('Tidak ada yang cocok');
  for (let i = 0; i < 21; i++)
    await addOrganization(site.db, 'community', `Karang Taruna ${String(i).padStart(2, '0')}`);
  expect(await page('/kerja/orang?q=karang+taruna&halaman=2', admin)).toContain('Karang Taruna 20');
  expect((await site.fetch('/kerja/orang?halaman=99999999999', { cookie: admin })).status).toBe(200);
  expect(await page(`/kerja/orang?lihat=orang&q=${person.username}`, admin)).toContain('1 orang');
});

test('a head sees the own offices only and fills those of innovators', async () => {
  const own = headAccount.organizationId ?? expect.unreachable();
  const board = await page('/kerja/orang', head);
  expect([board.includes(own), board.includes(village), board.includes('Buat akun baru')]).toEqual([
    true,
    false,
    false,
  ]);
  expect((await site.fetch(office(village), { cookie: head })).status).toBe(403);
  expect(await page(office(own, 'organization_head'), head)).not.toContain('Simpan pengangkatan');
  const person = await addAccount(site.db);
  const form = {
    id: newId(),
    organizationId: own,
    username: person.username,
    kind: 'definitive',
    from: '2026-01-01',
    to: '',
  };
  const appointed = await site.fetch('/kerja/orang/jabatan', { form: { ...form, role: 'innovator' }, cookie: head });
  expect(appointed.status).toBe(303);
  for (const refused of [
    { role: 'organization_head' },
    { role: 'verifier' },
    { role: 'innovator', organizationId: village },
  ]) {
    const response = await site.fetch('/kerja/orang/jabatan', {
      form: { ...form, id: newId(), ...refused },
      cookie: head,
    });
    expect([refused, response.status]).toEqual([refused, 403]);
  }
});

test('innovators, neighbours and visitors reach nothing of it', async () => {
  const { sent } = await newPerson({ name: 'Orang Bekasi' });
  const person = `/kerja/orang/${sent.id}`;
  const status = async (path: string, cookie?: string, form?: Record<string, string>) =>
    (await site.fetch(path, { ...(cookie ? { cookie } : {}), ...(form ? { form } : {}) })).status;
  for (const path of ['/kerja/orang', '/kerja/orang?lihat=orang', '/kerja/orang/baru', office(village), person]) {
    expect([path, await status(path, innovator), await status(path)]).toEqual([path, 403, 303]);
    expect([path, await status(path, neighbour)]).toEqual([path, 403]); // holds nothing in this tenant
  }
  expect([
    await status(`/tetangga${person}`, neighbour),
    await status(`/tetangga${office(village)}`, neighbour),
  ]).toEqual([404, 404]);
  for (const path of [`${person}/telepon`, `${person}/sandi`]) {
    expect([
      path,
      await status(path, innovator, { id: newId() }),
      await status(path, undefined, { id: newId() }),
    ]).toEqual([path, 403, 403]);
  }
  expect(await status('/platform', admin)).toBe(403);
});

const hostile = [
  'x',
  "' or 1=1 --",
  '../../etc/passwd',
  '019a0000-0000-7000-8000-00000000000a',
  '%F0%9F%98%80',
  '__proto__',
  '9'.repeat(300),
];

test('hostile addresses and fields are refused, never a fault of ours', async () => {
  for (const odd of hostile) {
    const part = encodeURIComponent(odd);
    const gets = [
      `/kerja/orang/${part}`,
      `/kerja/orang/akhiri/${part}`,
      `/kerja/orang/serah-terima/${part}`,
      `/kerja/orang/jabatan?organisasi=${part}&peran=innovator`,
      `/kerja/orang/jabatan?organisasi=${village}&peran=${part}`,
    ];
    for (const path of gets) expect([path, (await site.fetch(path, { cookie: admin })).status]).toEqual([path, 404]);
    const form = {
      id: odd,
      name: odd,
      username: odd,
      email: odd,
      phone: odd,
      organizationId: odd,
      role: odd,
      kind: odd,
      from: odd,
      to: odd,
      lastDay: odd,
      termId: odd,
      holdingId: odd,
    };
    for (const path of [
      '/kerja/orang/baru',
      '/kerja/orang/jabatan',
      `/kerja/orang/${part}/sandi`,
      `/kerja/orang/${part}/telepon`,
      `/kerja/orang/akhiri/${part}`,
      `/kerja/orang/serah-terima/${part}`,
      '/akun/sandi',
      '/masuk',
    ]) {
      const { status } = await site.fetch(path, { form, cookie: admin });
      expect([path, odd, status >= 400 && status < 500]).toEqual([path, odd, true]);
    }
  }
});
