import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { readPdf } from '#platform/papers/testing-pdf.ts';
import type { Actor } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { createAftermathRoutes } from './aftermath.routes.tsx';
import { makeCertificates } from './certificate.acts.ts';
import { certificateView } from './certificate.queries.ts';
import { feedbackOn } from './feedback.queries.ts';
import { raiseObjection } from './objection.acts.ts';
import { arrangeSealed, canaries, type SealedContest } from './testing-aftermath.ts';

let db: TestDatabase;
let contest: SealedContest;
let administrator: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeSealed(db);
  const [office] = contest.committee.offices;
  if (!office) throw new Error('a committee without office');
  administrator = { ...contest.committee, offices: [{ ...office, role: 'tenant_admin' }] };
});
afterAll(() => db.close());

const site = (actor: Actor | null, language: 'id' | 'en' = 'id') =>
  testPages(contest.ctx(actor), [createAftermathRoutes(contest.slots)], db.files, language);
const get = async (path: string, actor: Actor | null = null) => {
  const answer = await site(actor).request(path);
  return { status: answer.status, text: await answer.text() };
};
const post = (path: string, fields: Record<string, string>, actor: Actor | null) =>
  site(actor).request(path, { method: 'POST', body: new URLSearchParams(fields) });
const open = () => `/lomba/${contest.competitionId}`;
const work = () => `/kerja/lomba/${contest.competitionId}`;
const entrant = () => contest.entries[0]?.innovator ?? null;

describe('before the verdict is published', () => {
  it('there is nothing for the public, and one button for the committee', async () => {
    for (const path of ['/hasil', '/galeri', '/keberatan', '/data.json', '/data/1.json']) {
      expect([path, (await get(open() + path)).status]).toEqual([path, 404]);
    }
    expect((await get(`/kerja/umpan-balik/${contest.entries[0]?.id}`, entrant())).status).toBe(404);
    const page = await get(`${work()}/pengumuman`, contest.committee);
    expect(page.text).toContain('Ya, umumkan sekarang');
    expect((await get(`${work()}/pengumuman`, entrant())).status).toBe(403);
    const stale = await post(`${work()}/pengumuman`, { version: '9' }, contest.committee);
    expect(stale.status).toBe(409);
    const done = await post(`${work()}/pengumuman`, { version: '1' }, contest.committee);
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      `${work()}/pengumuman?pesan=aftermath.published`,
    ]);
  });
});

describe('after it', () => {
  it('everybody reads the results, the gallery, and the data that give them', async () => {
    const result = await get(`${open()}/hasil`);
    for (const words of [
      'Juara 1',
      'Inovasi Contoh 1',
      'Desa Contoh 1',
      './gelar jury rank 1.json --json',
      '4 dari 6',
    ]) {
      expect(result.text).toContain(words);
    }
    expect(result.text).not.toContain('Inovasi Contoh 5');
    expect((await get(`${open()}/galeri`)).text).toContain('Ringkasan 3');
    const data = await get(`${open()}/data/1.json`);
    expect(JSON.parse(data.text).seed).toBe(2027);
    expect((await get(`${open()}/data/9.json`)).status).toBe(404);
  });

  it('no public answer names a juror or a percentage', async () => {
    await makeCertificates(contest.ctx(), contest.competitionId);
    const one = { id: newId(), competitionId: contest.competitionId, entryId: contest.entries[0]?.id ?? '' };
    await raiseObjection(contest.ctx(entrant()), { ...one, body: 'Tentang Rahasia Dua.' });
    const { lines } = await certificateView(contest.ctx(), contest.competitionId);
    const paths = [
      ...['/hasil', '/galeri', '/keberatan', '/data.json', '/data/1.json'].map((path) => open() + path),
      ...lines.map(({ code }) => `/sertifikat/${code}`),
    ];
    for (const path of paths) {
      for (const language of ['id', 'en'] as const) {
        const answer = await site(null, language).request(path);
        const text = await answer.text();
        expect([path, answer.status]).toEqual([path, 200]);
        for (const name of canaries) expect(text).not.toContain(name);
        if (!path.endsWith('.json')) expect(text).not.toMatch(/\d ?%/);
      }
    }
  });

  it('a code that nobody gave is said to be unknown', async () => {
    expect(await get('/sertifikat/000000000000')).toMatchObject({ status: 404 });
    expect((await get('/sertifikat/../x')).status).toBe(404);
    expect((await get('/sertifikat?kode=abc')).text).toContain('Kode tidak dikenal');
    expect((await get('/sertifikat')).status).toBe(200);
  });

  it('certificates are drawn with their names, one page each', async () => {
    const all = await site(contest.committee).request(`${work()}/piagam/semua.pdf`);
    const pdf = await readPdf(new Uint8Array(await all.arrayBuffer()));
    expect(pdf.pages).toBe(9);
    expect(pdf.texts[0]).toContain('Desa Contoh 1');
    expect(pdf.texts[0]).toContain('sebagai Juara 1');
    const own = (await certificateView(contest.ctx(entrant()), contest.competitionId)).lines[0];
    const one = await site(entrant()).request(`${work()}/piagam/${own?.id}/berkas.pdf`);
    expect([one.status, one.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await get(`${work()}/piagam/semua.pdf`, entrant())).status).toBe(403);
    expect((await get(`${work()}/piagam/${own?.id}/berkas.pdf`, contest.entries[1]?.innovator)).status).toBe(404);
  });

  it('feedback is for its entrant and the committee, without names and in no order of jurors', async () => {
    const path = `/kerja/umpan-balik/${contest.entries[0]?.id}`;
    const page = await get(path, entrant());
    expect(page.status).toBe(200);
    for (const words of ['Manfaat', 'Catatan 1.1', 'Catatan 1.2', 'Catatan 1.3']) expect(page.text).toContain(words);
    for (const name of canaries) expect(page.text).not.toContain(name);
    const letter = await site(entrant()).request(`${path}/surat.pdf`);
    const { texts } = await readPdf(new Uint8Array(await letter.arrayBuffer()));
    expect(texts.join()).toContain('Catatan 1.1');
    for (const name of canaries) expect(texts.join()).not.toContain(name);
    expect((await get(path, contest.committee)).status).toBe(200);
    for (const other of [contest.entries[1]?.innovator, contest.jurors[0]?.actor]) {
      expect((await get(path, other)).status).toBe(404);
    }
    // To the page of signing in.
    expect((await get(path)).status).toBe(303);
    const single = await feedbackOn(contest.ctx(contest.entries[5]?.innovator), contest.entries[5]?.id ?? '');
    expect([single.oneVoice, single.stages[0]?.criteria]).toEqual([true, null]);
  });

  it('an objection comes back with what was typed', async () => {
    const back = await post(
      `${open()}/keberatan`,
      { key: newId(), entry: newId(), body: 'Kami keberatan.' },
      entrant(),
    );
    expect([back.status, (await back.text()).includes('Kami keberatan.')]).toEqual([422, true]);
    const sent = { key: newId(), entry: contest.entries[0]?.id ?? '', body: 'Kami keberatan.' };
    expect((await post(`${open()}/keberatan`, sent, entrant())).status).toBe(303);
    const answer = { gist: 'Pokok', answer: `Oleh ${canaries[0]}` };
    const named = await post(`${work()}/keberatan/${sent.key}`, answer, contest.committee);
    expect([named.status, (await named.text()).includes('memuat nama juri')]).toEqual([422, true]);
  });

  it('an administrator states SPD-12 with one confirmation, the committee does not', async () => {
    expect((await get(`${work()}/pengumuman`, administrator)).text).toContain('Konfirmasi tingkat SPD-12');
    expect((await get(`${work()}/pengumuman`, contest.committee)).text).not.toContain('Konfirmasi tingkat SPD-12');
    expect((await post(`${work()}/pengumuman/spd-12`, { level: '1' }, contest.committee)).status).toBe(403);
    expect((await post(`${work()}/pengumuman/spd-12`, { level: '3' }, administrator)).status).toBe(422);
    expect((await post(`${work()}/pengumuman/spd-12`, { level: '2' }, administrator)).status).toBe(303);
    // Never lowered here.
    expect((await post(`${work()}/pengumuman/spd-12`, { level: '1' }, administrator)).status).toBe(303);
    const { rows } = await db.owner.query(`select code, claimed from region_levels`);
    expect(rows).toEqual([{ code: 'SPD-12', claimed: 2 }]);
  });
});
