import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { type OrganizationSite, openOrganizationSite } from './testing.ts';

let site: OrganizationSite;
beforeAll(async () => {
  site = await openOrganizationSite();
});
afterAll(() => site.close());

test('the region with its districts and what is known of how many', async () => {
  const { status, text } = await site.get('/wilayah');
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
  expect((await site.get('/wilayah?q=cikarng+timur')).text).toContain('Kecamatan Cikarang Timur');
  expect((await site.get('/wilayah?q=qqqqqq')).text).toContain('Tidak ada wilayah yang mirip');
});

test('a district with its villages, its office, its Puskesmas and its innovations', async () => {
  site.asked.length = 0;
  const { status, text } = await site.get('/kecamatan/32.16.11');
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
  expect(site.asked).toEqual(['32.16.11']);
});

test('a village under its district', async () => {
  const { status, text } = await site.get('/desa/32.16.11.2002');
  expect(text.slice(text.indexOf('<main'))).not.toContain('href="/desa/32.16.11.2002"');
  expect(text).toContain('href="/kecamatan/32.16.11"');
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
  const { status, text } = await site.get(path);
  expect([status, text.includes('Halaman tidak ditemukan')]).toEqual([404, true]);
});

test.each([
  '/organisasi?jenis=dinas',
  '/organisasi?kecamatan=x',
  '/organisasi?halaman=0',
  `/organisasi?q=${'x'.repeat(201)}`,
  `/wilayah?q=${'x'.repeat(201)}`,
])('%s is refused with a reason', async (path) => {
  expect((await site.get(path)).status).toBe(422);
});

test('the list counts real organisations, invented ones apart', async () => {
  const { text } = await site.get('/organisasi?jenis=puskesmas&kecamatan=32.16.11');
  expect(text).toContain('1 organisasi');
  expect(text).toContain('ditambah 1 contoh');
  expect(text).toContain('Se-kabupaten baru 1 dari 51 Puskesmas dikenal namanya.');
  expect(text).not.toContain('Rekaan (contoh)');
});

test.each(['lemahabang', 'Puskesmas LEMAH ABANG', 'puskesms lemah abang', 'P1'])(
  '"%s" finds Puskesmas Lemah Abang first',
  async (q) => {
    const { text } = await site.get(`/organisasi?q=${encodeURIComponent(q)}`);
    const first = /<tbody.*?<a [^>]*>(.*?)<\/a>/s.exec(text)?.[1];
    expect(first?.replace(/<[^>]*>/g, '')).toBe('Puskesmas Lemah Abang');
  },
);

test('signs that mean something to a search are only letters here', async () => {
  for (const q of ['%', '_', '\\', "'", '100%']) {
    const { status, text } = await site.get(`/organisasi?q=${encodeURIComponent(q)}`);
    expect([q, status, text.includes('Tidak ada organisasi yang cocok')]).toEqual([q, 200, true]);
  }
});

test('an organisation with its source, escaped; an agency with what is under it', async () => {
  const school = await site.get(`/organisasi/${await site.idOf('SMKS <MITRA> & INDUSTRI')}`);
  expect(school.text).toContain('SMKS &lt;MITRA> &amp; INDUSTRI');
  expect(school.text).toContain('openstreetmap.org/?mlat=-6.3');
  const agency = await site.get(`/organisasi/${await site.idOf('Dinas Kesehatan')}`);
  for (const words of ['https://a.example/b', 'tahun 2022', 'Puskesmas Lemah Abang', '1 dari 51'])
    expect(agency.text).toContain(words);
  const invented = await site.get(`/organisasi/${await site.idOf('Puskesmas Rekaan (contoh)')}`);
  expect(invented.text).toContain('dibuat untuk contoh');
});

test('sources with their licences, and whom to ask', async () => {
  const { text } = await site.get('/sumber-data');
  for (const words of ['Open Database License (ODbL) 1.0', '1887/BSKDN', '1 dari 51', 'contoh uji'])
    expect(text).toContain(words);
  expect((await site.get('/bantuan')).text).toContain('0812-0000-0000 (contoh)');
});

test('a government without areas says so', async () => {
  const { status, text } = await site.get('/tetangga/wilayah');
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
      const { status } = await site.get(`${start}${encodeURIComponent(text.toWellFormed())}`);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
});
