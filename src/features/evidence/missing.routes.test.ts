import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, readAll } from '#platform/sheets/testing-sheets.ts';
import { testRoles } from '#platform/testing/sign-in.ts';
import { insertLevels } from '../innovation-index/testing-index.ts';
import { type EvidenceSite, openEvidenceSite } from './testing-site.ts';

const path = '/kerja/indeks/bukti';

let site: EvidenceSite;
let villager: string;
let verifier: string;
beforeAll(async () => {
  site = await openEvidenceSite();
  villager = await site.villager('innovator');
  verifier = site.cookies.get('verifier') ?? '';
  await insertLevels(site.db, site.region, site.accepted, { 'SID-16': 2, 'SID-17': 1 });
  await insertLevels(site.db, site.region, site.others, { 'SID-16': 1 });
});
afterAll(() => site.close());

const page = async (address: string, cookie: string) => (await site.ask(address, cookie)).text();

describe('the page of missing evidence', () => {
  it('names innovation, organisation and each level, with a way to the place', async () => {
    const text = await page(path, verifier);
    for (const words of [
      '3 level belum ada buktinya, pada 2 inovasi.',
      'Bank Sampah Sabtu (contoh)',
      'Desa Makmur Contoh',
      `/kerja/inovasi/${site.accepted}/berkas?untuk=SID-17`,
      `${path}.xlsx`,
    ]) {
      expect(text).toContain(words);
    }
    const filtered = await page(`${path}?organisasi=makmur&indikator=SID-16`, verifier);
    expect(filtered).toContain('1 level belum ada buktinya, pada 1 inovasi.');
    expect(filtered).toContain(`${path}.csv?organisasi=makmur&amp;indikator=SID-16`);
    expect(filtered).toContain('value="makmur"');
    expect(filtered).not.toContain('Desa Harapan Contoh');
    expect(await page(`${path}?organisasi=tidak+ada`, verifier)).toContain('Tidak ada yang cocok dengan saringan');
  });

  it('leads to its last page from behind it, and takes any address', async () => {
    const beyond = await site.ask(`${path}?indikator=SID-16&halaman=7`, verifier);
    expect([beyond.status, beyond.headers.get('location')]).toEqual([303, `${path}?indikator=SID-16`]);
    for (const query of ['indikator=<b>', 'halaman=x', 'organisasi=%25_%5C']) {
      expect([query, (await site.ask(`${path}?${query}`, verifier)).status]).toEqual([query, 200]);
    }
  });

  it('shows a village its own, in the page and in every file', async () => {
    const text = await page(path, villager);
    expect(text).toContain('2 level belum ada buktinya, pada 1 inovasi.');
    for (const shown of [text, await page(`${path}.csv`, villager), await page(`${path}/cetak`, villager)]) {
      expect(shown).toContain('Bank Sampah Sabtu (contoh)');
      expect(shown).not.toContain('Tetangga (contoh)');
    }
  });

  it('is for those who check and those who own; everybody else gets no page and no file', async () => {
    for (const role of testRoles) {
      const may = ['verifier', 'tenant_admin', 'innovator', 'organization_head'].includes(role);
      for (const address of [path, `${path}.xlsx`, `${path}.csv`, `${path}/cetak`]) {
        expect([role, address, (await site.ask(address, site.cookies.get(role))).status]).toEqual([
          role,
          address,
          may ? 200 : 403,
        ]);
      }
      const index = await page('/indeks', site.cookies.get(role) ?? '');
      expect([role, index.includes(path)]).toEqual([role, may]);
    }
    expect((await site.ask(path)).status).not.toBe(200);
    expect(await (await site.ask('/indeks')).text()).not.toContain(path);
  });

  it('is reached from the evidence of an innovation', async () => {
    expect(await page(`/kerja/inovasi/${site.accepted}/berkas`, villager)).toContain(path);
  });

  it('speaks English to who reads English', async () => {
    const english = await site.ask(path, `${verifier}; gelar.bahasa=en`);
    expect(await english.text()).toContain('Missing evidence');
  });
});

it('the sheet has a row for each level with what the ministry asks', async () => {
  const file = await site.ask(`${path}.xlsx`, verifier);
  expect(file.headers.get('content-disposition')).toMatch(/bukti-kurang-\d{4}-\d{2}-\d{2}\.xlsx/);
  const rows = await readAll(await fileOf(new Uint8Array(await file.arrayBuffer())));
  expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    ['Organisasi', 'Inovasi', 'Kode'],
    ['Desa Harapan Contoh', 'Bank Sampah Sabtu (contoh)', 'SID-16'],
    ['Desa Harapan Contoh', 'Bank Sampah Sabtu (contoh)', 'SID-17'],
    ['Desa Makmur Contoh', 'Tetangga (contoh)', 'SID-16'],
  ]);
  expect(rows[1]?.cells[5]).toContain('Perda');
});

it('a link where a file is asked is said to be no evidence', async () => {
  const place = `/kerja/inovasi/${site.accepted}/berkas`;
  const video = { title: 'Film SK', address: 'https://youtu.be/abc' };
  expect((await site.post(`${place}/video?untuk=SID-16`, video, villager)).status).toBe(303);
  expect(await page(place, villager)).toContain('bentuk buktinya tidak diterima kementerian');
  expect(await page(path, villager)).toContain(`${place}?untuk=SID-16`);
});
