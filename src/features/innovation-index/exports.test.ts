import { afterAll, beforeAll, expect, it } from 'vitest';
import { testRoles } from '#platform/testing/sign-in.ts';
import { type IndexSite, openIndexSite } from './testing-site.ts';

let site: IndexSite;
beforeAll(async () => {
  site = await openIndexSite();
});
afterAll(() => site.close());

/** Each list of the platform: its page, the path of its files, and something that only it holds. */
const lists = [
  { page: '/inovasi', files: '/inovasi', head: 'Nama inovasi,Ringkasan' },
  { page: '/organisasi', files: '/organisasi', head: 'Nama,Jenis' },
  { page: '/kerja/inovasi', files: '/kerja/inovasi', head: 'Nama inovasi,Organisasi' },
  { page: '/kerja/verifikasi', files: '/kerja/verifikasi', head: 'Nama inovasi,Organisasi' },
  { page: '/kerja/orang?lihat=orang', files: '/kerja/orang', head: 'Orang,' },
  { page: '/indeks', files: '/indeks', head: 'Kode,Indikator' },
  { page: '/indeks', files: '/indeks/kematangan', head: 'Inovasi,Organisasi' },
];

it.each(lists)('$files answers whoever its page answers, and nobody else', async ({ page, files, head }) => {
  for (const role of [null, ...testRoles]) {
    const cookie = role ? site.cookies.get(role) : undefined;
    const { status } = await site.get(page, cookie);
    for (const path of [`${files}.xlsx`, `${files}.csv`, `${files}/cetak`]) {
      const answer = await site.get(path, cookie);
      expect([role, path, answer.status]).toEqual([role, path, status]);
      if (path.endsWith('.csv') && status === 200)
        expect(answer.text.replace('\uFEFF', '').slice(0, head.length)).toBe(head);
      if (status !== 200) expect(answer.text).not.toContain(head);
    }
  }
});

it('filters reach the file as they reach the page', async () => {
  const rows = async (path: string) => (await site.get(path)).text.trim().split('\r\n').length - 1;
  const villages = await rows('/organisasi.csv?jenis=village');
  expect(villages).toBe(2);
  expect(await rows('/organisasi.csv?q=balitbangda')).toBe(1);
  expect(await rows('/organisasi.csv')).toBeGreaterThan(villages);
  expect((await site.get('/organisasi.csv?jenis=sihir')).status).toBe(422);
  expect((await site.get('/indeks.csv?edisi=1999')).status).toBe(404);
});

it('the index leaves with every row, and its innovations with why they are not counted', async () => {
  const csv = (await site.get('/indeks.csv')).text;
  expect(csv.trim().split('\r\n').length).toBe(1 + 41);
  expect((await site.get('/indeks/kematangan.csv')).text).toContain('Masih Uji Coba,Desa Harapan Contoh');
  const print = await site.get('/indeks/cetak');
  expect(print.text).toContain('<table class="print-table">');
});
