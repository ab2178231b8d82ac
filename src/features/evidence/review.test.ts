import { afterAll, beforeAll, expect, it } from 'vitest';
import { samplePdf } from '#platform/testing/sample-files.ts';
import { insertInnovation, insertLevels } from '../innovation-index/testing-index.ts';
import { type EvidenceSite, openEvidenceSite } from './testing-site.ts';

let site: EvidenceSite;
let innovator: string;
let head: string;
beforeAll(async () => {
  site = await openEvidenceSite();
  innovator = await site.villager('innovator');
  head = await site.villager('organization_head');
});
afterAll(() => site.close());

/** An innovation in that state with two files, of which one proves a level, and another level that nothing proves. */
async function provenInnovation(state: string): Promise<string> {
  const { db, region } = site;
  const { id } = await insertInnovation(db, region, { state, title: `Sumur ${state} (contoh)`, acceptedAt: null });
  await insertLevels(db, region, id, { 'SID-16': 2, 'SID-17': 1, 'SID-18': 0 });
  const send = (place: string, name: string) =>
    site.send(`/kerja/inovasi/${id}/berkas/unggah?untuk=${place}`, [{ name, content: samplePdf(name) }], {}, innovator);
  expect((await send('inovasi', 'Profil sumur.pdf')).status).toBe(303);
  expect((await send('SID-16', 'Perkades.pdf')).status).toBe(303);
  return id;
}

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function expectEvidence(html: string, id: string): void {
  const block = html.split('<section id="bukti"')[1]?.split('</section>')[0] ?? '';
  expect(plain(block)).toMatch(
    /Bukti dan level 2 Berkas 1 dari 20 Indikator yang sudah ada buktinya 2 dari 20 Indikator yang levelnya diklaim 1 Level terisi, bukti belum ada .*Profil sumur/,
  );
  expect(block).toMatch(/href="[^"]*\/berkas\/[0-9a-f-]{36}"[^>]*>Profil sumur/);
  for (const path of ['berkas', 'kematangan', 'berkas?untuk=SID-17']) {
    expect(block).toContain(`/kerja/inovasi/${id}/${path}"`);
  }
  expect(block).not.toContain('Perkades');
}

it('the head sees what proves an innovation where it is confirmed', async () => {
  const id = await provenInnovation('proposed');
  const answer = await site.ask(`/kerja/inovasi/${id}/konfirmasi`, head);
  expect(answer.status).toBe(200);
  expectEvidence(await answer.text(), id);
});

it('so does the verifier, who can open all that it leads to', async () => {
  const id = await provenInnovation('submitted');
  const verifier = site.cookies.get('verifier') ?? '';
  const html = await (await site.ask(`/kerja/verifikasi/${id}`, verifier)).text();
  expectEvidence(html, id);
  const file = /href="([^"]*\/berkas\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
  const paths = [file, `/kerja/inovasi/${id}/berkas`, `/kerja/inovasi/${id}/kematangan`];
  for (const path of paths) expect([path, (await site.ask(path, verifier)).status]).toEqual([path, 200]);
});

it('says that there is none where there is none', async () => {
  const { id } = await insertInnovation(site.db, site.region, { state: 'submitted', acceptedAt: null });
  const html = await (await site.ask(`/kerja/verifikasi/${id}`, site.cookies.get('verifier'))).text();
  expect(html).toContain('Belum ada berkas untuk inovasinya sendiri.');
});
