import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { draftToEdit } from './innovation.queries.ts';
import type { Role } from './life-cycle.ts';
import { saveFields } from './save.acts.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';
import { type Visitor, visitAs } from './testing-site.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Visitor;
let head: Visitor;
let verifier: Visitor;
let writer: Parameters<typeof writtenDraft>[0];

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  const actor = await region.person('innovator', region.village);
  writer = db.ctx({ actor });
  innovator = visitAs(db, actor);
  head = visitAs(db, await region.person('organization_head', region.village));
  verifier = visitAs(db, await region.person('verifier', region.agency));
});
afterAll(() => db.close());

const save = (id: string, version: number, patch: object) => saveFields(writer, { id, version, patch });
const words = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');

it('names offices in the language of the reader', async () => {
  const id = await changedDraft();
  const english = visitAs(db, writer.actor, 'en');
  for (const path of [`/kerja/inovasi/${id}`, `/kerja/inovasi/${id}/riwayat`]) {
    expect(words((await english.get(path)).text)).toContain('Innovation operator of Desa Harapan Contoh');
    expect(words((await english.get(path)).text)).not.toContain('Operator inovasi');
    expect(words((await innovator.get(path)).text)).toContain('Operator inovasi Desa Harapan Contoh');
  }
});

async function changedDraft(): Promise<string> {
  const id = await writtenDraft(writer, region.village.id);
  await save(id, 2, {
    title: 'Bank Sampah Minggu (contoh)',
    topics: ['pelayanan'],
    trialOn: '2024-03-05',
    astaCita: 3,
    initiatorName: 'Kelompok Mawar',
  });
  return id;
}

async function submitted(id: string): Promise<void> {
  const home = `/kerja/inovasi/${id}`;
  expect((await innovator.submit(`${home}/kirim`, `${home}/kirim`)).status).toBe(303);
  expect((await head.submit(`${home}/konfirmasi`, `${home}/konfirmasi`)).status).toBe(303);
}

describe('a returned proposal sent again', () => {
  it('warns while nothing has changed, and is sent all the same by a button that says so', async () => {
    const id = await changedDraft();
    const send = `/kerja/inovasi/${id}/kirim`;
    const warning = 'Belum ada yang berubah sejak usulan dikembalikan';
    expect((await innovator.get(send)).text).not.toContain(warning);
    await submitted(id);
    const desk = `/kerja/verifikasi/${id}`;
    await verifier.submit(desk, `${desk}/kembalikan`, { 'remark-title': 'Sebut desanya' });
    const page = await innovator.get(send);
    expect(words(page.text)).toContain(warning);
    expect(page.text).toContain('name="unchanged" value="ya"');
    expect(page.text).not.toContain('Kirim ke kepala');
    const warned = await innovator.submit(send, send);
    expect([warned.status, warned.text.includes(warning)]).toEqual([422, true]);
    expect((await draftToEdit(writer, id)).state).toBe('returned');
    expect((await verifier.post(send, { key: newId(), version: '6' })).status).toBe(403);
    expect((await innovator.submit(send, send, { unchanged: 'ya' })).status).toBe(303);
  });

  it('does not once a field is another, and does again when it is as before', async () => {
    const id = await changedDraft();
    const send = `/kerja/inovasi/${id}/kirim`;
    await submitted(id);
    const desk = `/kerja/verifikasi/${id}`;
    await verifier.submit(desk, `${desk}/kembalikan`, { 'remark-title': 'Sebut desanya' });
    const { version, proposal } = await draftToEdit(writer, id);
    await save(id, version, { title: 'Bank Sampah Desa Harapan' });
    expect((await innovator.get(send)).text).toContain('Kirim ke kepala');
    await save(id, version + 1, { title: proposal.title });
    expect((await innovator.get(send)).text).toContain('Kirim tanpa perubahan');
    await save(id, version + 2, { title: 'Bank Sampah Desa Harapan' });
    expect((await innovator.submit(send, send)).status).toBe(303);
  });
});

describe('the history', () => {
  it('says what changed, by whom and when, and leads to each difference', async () => {
    const id = await changedDraft();
    const home = `/kerja/inovasi/${id}`;
    expect((await innovator.get(home)).text).toContain(`href="${home}/riwayat"`);
    const { status, text } = await innovator.get(`${home}/riwayat`);
    expect(status).toBe(200);
    expect(words(text)).toMatch(/Versi 2 sampai 3/);
    expect(words(text)).toMatch(/Operator inovasi Desa Harapan Contoh/);
    expect(words(text)).toMatch(/\d{1,2} \w+ \d{4} pukul \d\d\.\d\d WIB/);
    expect(text).toContain(`href="${home}/riwayat?rangkaian=2"`);
    expect(text).toContain(`href="${home}/riwayat/1/3"`);
    const run = await innovator.get(`${home}/riwayat?rangkaian=2`);
    expect(run.text).toContain(`href="${home}/riwayat/2/3"`);
    expect(run.text).toContain(`href="${home}/riwayat/2/pulihkan"`);
    expect((await head.get(`${home}/riwayat`)).text).not.toContain('pulihkan');
  });

  it('shows a difference that can be heard, and read without colour', async () => {
    const id = await changedDraft();
    const { text } = await head.get(`/kerja/inovasi/${id}/riwayat/2/3`);
    expect(text).toMatch(/<del><span class="sr-only">dihapus: <\/span>Sabtu<span class="sr-only">; <\/span><\/del>/);
    expect(text).toMatch(
      /<ins><span class="sr-only">ditambahkan: <\/span>Minggu<span class="sr-only">; <\/span><\/ins>/,
    );
    const said = words(text);
    expect(said).toContain('Dihapus: lingkungan hidup');
    expect(said).toContain('Ditambahkan: pelayanan');
    expect(said).toContain('Sebelumnya: 1 Februari 2024');
    expect(said).toContain('Menjadi: 5 Maret 2024');
    expect(said).toContain('Menjadi: 3. ');
    expect(said).toContain('Nama berubah. Nama disembunyikan di riwayat.');
    expect(said).not.toMatch(/Melati|Mawar/);
  });

  it('shows one version as it was read then', async () => {
    const id = await changedDraft();
    const { status, text } = await head.get(`/kerja/inovasi/${id}/riwayat/2`);
    expect([status, text.includes(completeProposal.title), text.includes('Minggu (contoh)')]).toEqual([
      200,
      true,
      true,
    ]);
    expect(text).not.toContain('Melati');
  });

  it('compares any two by their numbers, and says when there is no such one', async () => {
    const id = await changedDraft();
    const here = `/kerja/inovasi/${id}/riwayat`;
    expect((await head.get(`${here}/banding?dari=1&ke=3`)).to).toBe(`${here}/1/3`);
    for (const typed of ['dari=1&ke=99', 'dari=x&ke=3', 'dari=&ke=', '']) {
      const { status, text } = await head.get(`${here}/banding?${typed}`);
      expect([status, text.includes('Versi ini tidak ada')]).toEqual([422, true]);
    }
  });

  it('says what its organisation changed since it was given back', async () => {
    const id = await writtenDraft(writer, region.village.id);
    await submitted(id);
    const desk = `/kerja/verifikasi/${id}`;
    expect((await verifier.get(desk)).text).not.toContain('sejak dikembalikan');
    await verifier.submit(desk, `${desk}/kembalikan`, { 'remark-title': 'Sebut desanya' });
    const { version } = await draftToEdit(writer, id);
    await save(id, version, { title: 'Bank Sampah Harapan (contoh)' });
    await submitted(id);
    const { text } = await verifier.get(desk);
    expect(words(text)).toContain('Yang berubah sejak dikembalikan');
    expect(text).toMatch(/Sabtu<span class="sr-only">; <\/span><\/del>/);
    const link = text.match(/\/kerja\/inovasi\/[^"]*\/riwayat\/\d+\/\d+/)?.[0] ?? '';
    expect((await verifier.get(link)).status).toBe(200);
  });
});

describe('restoring', () => {
  it('asks first, then makes a version of it', async () => {
    const id = await changedDraft();
    const path = `/kerja/inovasi/${id}/riwayat/2/pulihkan`;
    const { text } = await innovator.get(path);
    expect(words(text)).toContain('Yang akan berubah');
    expect(text).not.toMatch(/Melati|Mawar/);
    expect((await innovator.submit(path, path)).to).toBe(`/kerja/inovasi/${id}`);
    expect((await draftToEdit(writer, id)).proposal).toEqual(completeProposal);
    expect(words((await innovator.get(`/kerja/inovasi/${id}/riwayat`)).text)).toContain('Dipulihkan dari versi 2.');
  });

  it('asks again when the draft changed meanwhile, with what stands now', async () => {
    const id = await changedDraft();
    const path = `/kerja/inovasi/${id}/riwayat/1/pulihkan`;
    await save(id, 3, { summary: 'Ditulis sementara itu oleh rekan.' });
    const late = await innovator.post(path, { version: '3' });
    expect([late.status, words(late.text).includes('berubah sejak halaman Anda dibuka')]).toEqual([409, true]);
    expect(late.text).toContain('Ditulis sementara itu');
    expect(late.text).toContain('name="version" value="4"');
    expect((await innovator.post(path, { version: '4' })).status).toBe(303);
    expect((await draftToEdit(writer, id)).proposal.summary).toBe('');
  });

  it('leads to the overview once the proposal was sent, and is refused without our form', async () => {
    const id = await changedDraft();
    const path = `/kerja/inovasi/${id}/riwayat/2/pulihkan`;
    expect((await innovator.post(path, {})).status).toBe(422);
    expect((await head.post(path, { version: '3' })).status).toBe(403);
    await submitted(id);
    expect((await innovator.post(path, { version: '5' })).to).toBe(`/kerja/inovasi/${id}`);
    expect((await innovator.get(path)).status).toBe(404);
  });
});

describe('who may see it', () => {
  const paths = [
    'riwayat',
    'riwayat?rangkaian=2',
    'riwayat/2',
    'riwayat/1/3',
    'riwayat/banding?dari=1&ke=2',
    'riwayat/2/pulihkan',
  ];

  it.each([
    ['an innovator of the village', 'innovator', 'village', [200, 200, 200, 200, 303, 200]],
    ['its head', 'organization_head', 'village', [200, 200, 200, 200, 303, 404]],
    ['an innovator of another village', 'innovator', 'other', [404, 404, 404, 404, 404, 404]],
    ['the head of another', 'organization_head', 'other', [404, 404, 404, 404, 404, 404]],
    ['a verifier', 'verifier', 'agency', [404, 404, 404, 404, 404, 404]],
    ['the administrator', 'tenant_admin', 'agency', [404, 404, 404, 404, 404, 404]],
  ] as const)('of a draft: %s', async (_, role, where, statuses) => {
    const id = await changedDraft();
    const visitor = visitAs(db, await region.person(role as Role, region[where]));
    const answers = [];
    for (const path of paths) answers.push(await visitor.get(`/kerja/inovasi/${id}/${path}`));
    expect(answers.map((one) => one.status)).toEqual(statuses);
    if (where !== 'village') expect(answers.map((one) => one.text).join()).not.toMatch(/Bank Sampah|Melati/);
  });

  it('nobody without sign-in, and nothing of it answers nonsense but with 404', async () => {
    const id = await changedDraft();
    for (const path of paths) expect((await visitAs(db, null).get(`/kerja/inovasi/${id}/${path}`)).status).toBe(303);
    for (const path of [
      'riwayat/0',
      'riwayat/99',
      'riwayat/x',
      'riwayat/1/x',
      'riwayat/-1/2',
      'riwayat/1e3',
      'riwayat/9999999999',
      'riwayat?rangkaian=x',
      'riwayat/9/pulihkan',
    ]) {
      expect((await innovator.get(`/kerja/inovasi/${id}/${path}`)).status, path).toBe(404);
    }
    expect((await innovator.get(`/kerja/inovasi/${id}/riwayat?hal=99`)).status).toBe(200);
    expect((await innovator.get(`/kerja/inovasi/${id}/riwayat?hal=x`)).status).toBe(200);
  });
});
