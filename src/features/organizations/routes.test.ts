import fc from 'fast-check';
import type { Hono } from 'hono';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { createServer } from '#platform/http/server.tsx';
import { newId } from '#platform/ids.ts';
import type { Ctx, HeldOffice } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs } from '#platform/testing/sign-in.ts';
import { loadAreaOrganizations, loadOrganizations } from './load.acts.ts';
import { organizationRoutes } from './routes.tsx';

let db: TestDatabase;
let directory: TenantDirectory;
let app: Hono<Env>;
let offices: HeldOffice[] = [];
const asked: unknown[] = [];

const adminOffice: HeldOffice = {
  id: newId(),
  role: 'tenant_admin',
  kind: 'definitive',
  organizationId: newId(),
  organizationName: 'Balitbangda',
  organizationKind: 'agency',
};

beforeAll(async () => {
  db = await freshDatabase();
  directory = await openDirectory(db.pool);
  await loadOrganizations(db.ctx(), 'uji', [
    {
      kind: 'agency',
      name: 'Dinas Kesehatan',
      shortName: 'Dinkes',
      source: 'uji https://contoh.example/a',
      sourceYear: 2022,
    },
    {
      kind: 'puskesmas',
      name: 'Puskesmas Lemah Abang',
      reference: 'P1',
      parent: { kind: 'agency', name: 'Dinas Kesehatan' },
      areaCode: '32.16.11',
      source: 'uji',
    },
    {
      kind: 'puskesmas',
      name: 'Puskesmas Rekaan (contoh)',
      reference: 'contoh-p',
      fictional: true,
      areaCode: '32.16.11',
      source: 'contoh',
    },
    {
      kind: 'school',
      name: 'SMKS <MITRA> & INDUSTRI',
      reference: 'S1',
      areaCode: '32.16.08',
      latitude: -6.3,
      longitude: 107.1,
      source: 'uji',
    },
  ]);
  await loadAreaOrganizations(db.ctx());
  app = createServer(
    { origin: 'http://127.0.0.1', trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null },
    { ...db, directory, heldOffices: async () => offices, personFace: async () => null },
  );
  app.route(
    '/',
    organizationRoutes({
      countsByDistrict: async () => new Map([['32.16.11', 7]]),
      countsByVillage: async () => new Map([['32.16.11.2002', 3]]),
      async ofOrganization(_ctx: Ctx, id: string) {
        asked.push(id);
        return h('p', null, 'inovasi organisasi');
      },
      async ofArea(_ctx: Ctx, code: string) {
        asked.push(code);
        return h('p', null, 'inovasi wilayah');
      },
    }),
  );
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

async function get(path: string, cookie?: string) {
  const response = await app.fetch(new Request(`http://127.0.0.1${path}`, { headers: cookie ? { cookie } : {} }));
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

async function post(path: string, fields: Record<string, string>, cookie?: string) {
  const request = new Request(`http://127.0.0.1${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: cookie ? { cookie } : {},
  });
  const response = await app.fetch(request);
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

async function idOf(name: string): Promise<string> {
  const { rows } = await db.owner.query('select id from organizations where name = $1', [name]);
  return rows[0].id;
}

describe('what the public sees', () => {
  test('the region with its districts and what is known of how many', async () => {
    const { status, text } = await get('/wilayah');
    expect(status).toBe(200);
    for (const words of [
      '23 kecamatan, 187 desa dan kelurahan',
      'dari 51',
      'Cikarang Timur',
      'ODbL',
      '1 Puskesmas dikenal',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.match(/href="\/kecamatan\//g)).toHaveLength(23);
  });

  test('a search on it forgives a wrong letter, and says so when nothing resembles', async () => {
    expect((await get('/wilayah?q=cikarng+timur')).text).toContain('Kecamatan Cikarang Timur');
    expect((await get('/wilayah?q=qqqqqq')).text).toContain('Tidak ada wilayah yang mirip');
  });

  test('a district with its villages, its office, its Puskesmas and its innovations', async () => {
    asked.length = 0;
    const { status, text } = await get('/kecamatan/32.16.11');
    expect(status).toBe(200);
    for (const words of [
      'Kecamatan Cikarang Timur',
      'Desa Cipayung',
      'Kelurahan Sertajaya',
      'Puskesmas Lemah Abang',
      '1 dari 51',
      'inovasi wilayah',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Rekaan');
    expect(asked).toEqual(['32.16.11']);
  });

  test('a village under its district', async () => {
    const { status, text } = await get('/desa/32.16.11.2002');
    expect(status).toBe(200);
    expect(text).toContain('<h1');
    for (const words of ['Desa Cipayung', 'Kecamatan Cikarang Timur', 'inovasi organisasi', 'belum diketahui'])
      expect(text).toContain(words);
  });

  test.each([
    '/kecamatan/32.16.99',
    '/kecamatan/32.17.01',
    '/kecamatan/32.16.11.2002',
    '/kecamatan/x',
    '/desa/32.16.11',
    '/desa/32.17.01.2001',
    "/desa/32.16.11.2002'",
    '/organisasi/x',
    `/organisasi/${newId()}`,
    '/organisasi?halaman=1000',
    '/tetangga/kecamatan/32.16.11',
  ])('%s is not found', async (path) => {
    const { status, text } = await get(path);
    expect([status, text.includes('Halaman tidak ditemukan')]).toEqual([404, true]);
  });

  test.each([
    '/organisasi?jenis=dinas',
    '/organisasi?kecamatan=x',
    '/organisasi?halaman=0',
    `/organisasi?q=${'x'.repeat(201)}`,
    `/wilayah?q=${'x'.repeat(201)}`,
  ])('%s is refused with a reason', async (path) => {
    expect((await get(path)).status).toBe(422);
  });

  test('the list counts real organisations, invented ones apart', async () => {
    const { text } = await get('/organisasi?jenis=puskesmas&kecamatan=32.16.11');
    expect(text).toContain('1 organisasi');
    expect(text).toContain('ditambah 1 contoh');
    expect(text).toContain('Se-kabupaten baru 1 dari 51 Puskesmas dikenal namanya.');
    expect(text).not.toContain('Rekaan (contoh)');
  });

  test.each(['lemahabang', 'Puskesmas LEMAH ABANG', 'puskesms lemah abang', 'P1'])(
    '"%s" finds Puskesmas Lemah Abang first',
    async (q) => {
      const { text } = await get(`/organisasi?q=${encodeURIComponent(q)}`);
      const first = /<tbody.*?<a [^>]*>(.*?)<\/a>/s.exec(text)?.[1];
      expect(first?.replace(/<[^>]*>/g, '')).toBe('Puskesmas Lemah Abang');
    },
  );

  test('signs that mean something to a search are only letters here', async () => {
    for (const q of ['%', '_', '\\', "'", '100%']) {
      const { status, text } = await get(`/organisasi?q=${encodeURIComponent(q)}`);
      expect([q, status, text.includes('Tidak ada organisasi yang cocok')]).toEqual([q, 200, true]);
    }
  });

  test('an organisation with its source, escaped; an agency with what is under it', async () => {
    const school = await get(`/organisasi/${await idOf('SMKS <MITRA> & INDUSTRI')}`);
    expect(school.text).toContain('SMKS &lt;MITRA> &amp; INDUSTRI');
    expect(school.text).toContain('openstreetmap.org/?mlat=-6.3');
    const agency = await get(`/organisasi/${await idOf('Dinas Kesehatan')}`);
    for (const words of ['https://contoh.example/a', 'tahun 2022', 'Puskesmas Lemah Abang', '1 dari 51'])
      expect(agency.text).toContain(words);
    const invented = await get(`/organisasi/${await idOf('Puskesmas Rekaan (contoh)')}`);
    expect(invented.text).toContain('dibuat untuk contoh');
  });

  test('sources with their licences, and whom to ask', async () => {
    const { text } = await get('/sumber-data');
    for (const words of ['Open Database License (ODbL) 1.0', '1887/BSKDN', '1 dari 51', 'contoh uji'])
      expect(text).toContain(words);
    expect((await get('/bantuan')).text).toContain('0812-0000-0000 (contoh)');
  });

  test('a government without areas says so', async () => {
    const { status, text } = await get('/tetangga/wilayah');
    expect([status, text.includes('tidak ada dalam daftar wilayah')]).toEqual([200, true]);
  });

  test('nothing odd in an address leads to an error of ours', async () => {
    const odd = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ maxLength: 60, unit: 'binary' }),
      fc.webQueryParameters(),
    );
    const path = fc.constantFrom(
      '/wilayah?q=',
      '/organisasi?q=',
      '/organisasi?halaman=',
      '/organisasi?jenis=',
      '/desa/',
      '/kecamatan/',
      '/organisasi/',
    );
    await fc.assert(
      fc.asyncProperty(path, odd, async (start, text) => {
        const { status } = await get(`${start}${encodeURIComponent(text.toWellFormed())}`);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what a tenant administrator may do', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await signInAs(db, 'tenant_admin');
  });

  test('nobody else opens or sends the forms', async () => {
    const id = await idOf('Dinas Kesehatan');
    offices = [];
    const anonymous = await get(`/organisasi/${id}/ubah`);
    expect([anonymous.status, anonymous.to?.startsWith('/masuk?ke=')]).toEqual([303, true]);
    for (const role of ['innovator', 'organization_head', 'verifier']) {
      offices = [{ ...adminOffice, role }];
      expect((await get(`/organisasi/${id}/ubah`, cookie)).status).toBe(403);
      expect((await post(`/organisasi/${id}/ubah`, { version: '1', phone: '021 1234567' }, cookie)).status).toBe(403);
      expect((await get('/organisasi/baru', cookie)).status).toBe(403);
      expect((await post('/organisasi/baru', { id: newId(), kind: 'agency', name: 'Dinas Baru' }, cookie)).status).toBe(
        403,
      );
    }
    expect((await get(`/organisasi/${id}`, cookie)).text).not.toContain('Ubah kontak');
  });

  test('corrects a contact; wrong values come back with what was typed', async () => {
    offices = [adminOffice];
    const id = await idOf('Dinas Kesehatan');
    expect((await get(`/organisasi/${id}`, cookie)).text).toContain(`/organisasi/${id}/ubah`);
    expect((await get(`/organisasi/${id}/ubah`, cookie)).text).toContain('value="Dinkes"');
    const wrong = await post(
      `/organisasi/${id}/ubah`,
      { version: '1', shortName: 'Dinkes', phone: 'nol delapan', email: 'x', address: '<b>' },
      cookie,
    );
    expect(wrong.status).toBe(422);
    for (const words of ['value="nol delapan"', '&lt;b>', 'Tulis nomor dengan kode daerah', 'Tulis surel lengkap'])
      expect(wrong.text).toContain(words);
    const right = await post(
      `/organisasi/${id}/ubah`,
      { version: '1', shortName: 'Dinkes', phone: '021 8997 0000', email: '', address: '' },
      cookie,
    );
    expect([right.status, right.to]).toEqual([303, `/organisasi/${id}?pesan=organizations.changed`]);
    const page = await get(right.to ?? '', cookie);
    for (const words of ['Kontak tersimpan.', 'href="tel:02189970000"']) expect(page.text).toContain(words);
    const late = await post(
      `/organisasi/${id}/ubah`,
      { version: '1', shortName: 'Dinkes', phone: '021 8997 1111' },
      cookie,
    );
    expect([
      late.status,
      late.text.includes('value="021 8997 1111"'),
      late.text.includes('baru saja diubah orang lain'),
    ]).toEqual([409, true, true]);
  });

  test('registers a Puskesmas that no list knew', async () => {
    offices = [adminOffice];
    const form = await get('/organisasi/baru', cookie);
    expect(form.text).toContain('Kecamatan Babelan (desa belum diketahui)');
    const id = newId();
    const fields = {
      id,
      kind: 'puskesmas',
      name: 'Puskesmas Wanajaya',
      areaCode: '32.16.07',
      parentId: await idOf('Dinas Kesehatan'),
      reference: 'P40',
    };
    const wrong = await post('/organisasi/baru', { ...fields, name: 'P', areaCode: '32.17.01' }, cookie);
    expect([wrong.status, wrong.text.includes(`value="${id}"`), wrong.text.includes('paling sedikit 3 huruf')]).toEqual(
      [422, true, true],
    );
    const made = await post('/organisasi/baru', fields, cookie);
    expect([made.status, made.to]).toEqual([303, `/organisasi/${id}?pesan=organizations.registered`]);
    expect((await post('/organisasi/baru', fields, cookie)).to).toBe(made.to);
    expect((await post('/organisasi/baru', { ...fields, name: 'Puskesmas Lain' }, cookie)).status).toBe(409);
    const twin = await post('/organisasi/baru', { ...fields, id: newId() }, cookie);
    expect([twin.status, twin.text.includes('Nomor ini sudah dipakai')]).toEqual([422, true]);
  });
});
