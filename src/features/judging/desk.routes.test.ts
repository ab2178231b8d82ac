import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { judgingRoutes, scoringFor } from './index.ts';
import { saveReview } from './review.acts.ts';
import { scoreField } from './review.ts';
import { reviewSheet } from './review-sheet.queries.ts';
import { arrangeDesk, saveOf, type TestDesk } from './testing-desk.ts';

let db: TestDatabase;
let desk: TestDesk;
let review: string;
let address: string;
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  desk = await arrangeDesk(db);
  review = desk.reviews[0] ?? '';
  address = `/kerja/penilaian/${review}`;
});
afterAll(() => db.close());

const field = (at: number) => scoreField(desk.criteria[at] ?? '');

async function ask(path: string, init: RequestInit = {}, actor: Actor | null = desk.juror) {
  const response = await testPages(db.ctx({ actor }), [judgingRoutes]).request(path, init);
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}
const get = (path: string, actor?: Actor | null) => ask(path, {}, actor);
const post = (path: string, fields: Record<string, string>, actor?: Actor | null) =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields) }, actor);
const json = (path: string, body: unknown, actor?: Actor | null) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, actor);

test('a juror finds what there is to do, scores it with plain forms and sees the progress', async () => {
  const list = await get('/kerja/penilaian');
  expect(list.text).toContain('0 dari 3 selesai');
  expect(list.text).toContain(`href="${address}"`);
  const page = await get(address);
  for (const words of ['Ringkasan 1', 'Desa Contoh 1', 'Manfaat pada tingkat 5', 'Bobot 50', 'Saya punya konflik']) {
    expect(page.text).toContain(words);
  }
  const half = await post(address, { version: '0', langkah: 'simpan', [field(0)]: '4', remark: 'Baik' });
  expect(half.to).toMatch(/^\/kerja\/penilaian\?pesan=desk\.saved/);
  const early = await post(address, { version: '1', langkah: 'kirim', [field(0)]: '4', [field(1)]: '3' });
  expect(early.status).toBe(422);
  expect(early.text).toContain('Beri nilai untuk kriteria ini.');
  expect((await post(address, { version: '2', langkah: 'kirim', [field(2)]: '2,5' })).to).toContain('desk.sent');
  expect((await get('/kerja/penilaian')).text).toContain('1 dari 3 selesai');
  expect((await get(address)).text).toMatch(/value="2,5"/);
  expect((await post(address, { version: '3', langkah: 'kirim', [field(0)]: '5' })).to).toContain('desk.corrected');
});

test('what is wrong is said beside its field and nothing that was typed is lost', async () => {
  const answer = await post(address, { version: '0', [field(0)]: '9', [field(1)]: 'tiga', remark: 'Jangan hilang' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Tulis angka saja');
  for (const kept of ['value="tiga"', 'value="9"', 'Jangan hilang']) expect(answer.text).toContain(kept);
  const outside = await post(address, { version: '0', [field(0)]: '9' });
  expect(outside.text).toContain('Nilai harus antara 1 dan 5');
  for (const version of ['', '-1', 'x']) expect((await post(address, { version })).status).toBe(422);
});

test('two devices: the page shows both values and saves the choice', async () => {
  await saveReview(desk.ctx, saveOf(desk, review, [5]));
  const answer = await post(address, {
    version: '0',
    langkah: 'kirim',
    [field(0)]: '2',
    [field(1)]: '3',
    [field(2)]: '3',
  });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('Anda mengetik “2”. Dari perangkat lain tersimpan “5”');
  expect(answer.text).toContain('name="version" value="2"');
  expect((await reviewSheet(desk.ctx, review)).criteria.map(({ value }) => value)).toEqual([5, 3, 3]);
  expect((await post(address, { version: '2', langkah: 'kirim', [field(0)]: '2' })).status).toBe(303);
});

describe('the outbox', () => {
  const body = (fields: Record<string, unknown>, version = 0) => ({
    key: newId(),
    version,
    fields,
    typedAt: Date.now(),
  });

  test('is told what was saved, what somebody else wrote, and both values of a conflict', async () => {
    const sent = body({ [field(0)]: '4', notes: 'a', unknown: 'x' });
    for (let times = 0; times < 2; times++) {
      const answer = await json(`${address}/simpan`, sent);
      expect(JSON.parse(answer.text)).toMatchObject({ version: 1, fields: {} });
    }
    const { rows } = await db.owner.query('select noted_at from review_scores where review_id = $1', [review]);
    expect(rows[0].noted_at.getTime()).toBe(sent.typedAt);
    const other = await json(`${address}/simpan`, body({ [field(0)]: '2' }));
    expect([other.status, JSON.parse(other.text)]).toMatchObject([
      409,
      { version: 1, fields: { [field(0)]: '4' }, conflict: [{ criterion: field(0), mine: '2', theirs: '4' }] },
    ]);
  });

  test('what it cannot save is refused, never a failure', async () => {
    const to = `${address}/simpan`;
    for (const wrong of [
      null,
      [],
      'x',
      {},
      body({ [field(0)]: ['4'] }),
      body({ [field(0)]: '99' }),
      body({ 'nilai-x': '1' }),
      body({ remark: 'a\0b' }),
      { ...body({}), key: 'x' },
      { ...body({}), version: -1 },
    ]) {
      expect((await json(to, wrong)).status, JSON.stringify(wrong)).toBe(422);
    }
    expect((await json(to, body({ [field(0)]: '4' }, 7))).status).toBe(409);
    expect((await json(to, body({ [field(0)]: '4' }), null)).status).toBe(401);
    expect((await json(to, body({ [field(0)]: '4' }), desk.contest.committee)).status).toBe(404);
    expect((await json('/kerja/penilaian/x/simpan', body({}))).status).toBe(404);
  });
});

test('too late: the page says so and shows what was typed', async () => {
  await db.owner.query("update competition_stages set closed_at = now() where competition_id = $1 and kind = 'desk'", [
    desk.contest.competitionId,
  ]);
  const answer = await post(address, { version: '0', langkah: 'kirim', [field(0)]: '4', remark: 'Kata terakhir' });
  expect(answer.status).toBe(409);
  for (const words of ['Penilaian sudah ditutup', 'Kata terakhir', 'Manfaat']) expect(answer.text).toContain(words);
  expect((await get(address)).text).toContain('Penilaian sudah ditutup');
  expect((await get('/kerja/penilaian')).text).toContain('Penilaian sudah ditutup');
});

test('a conflict gives the entry back; its page tells nothing of it any more', async () => {
  const wrong = await post(`${address}/konflik`, { kind: 'x', reason: 'Paman saya' });
  expect([wrong.status, wrong.text.includes('Paman saya')]).toEqual([422, true]);
  expect((await post(`${address}/konflik`, { kind: 'relative', reason: 'Paman saya' })).to).toContain('desk.recused');
  const page = await get(address);
  expect(page.text).toContain('Anda sudah mengembalikan peserta ini');
  for (const hidden of ['Inovasi Contoh 1', 'Desa Contoh 1', 'Ringkasan 1']) expect(page.text).not.toContain(hidden);
  const late = await post(address, { version: '0', langkah: 'kirim', [field(0)]: '4' });
  expect([late.status, late.text.includes('Inovasi Contoh 1')]).toEqual([403, false]);
});

test('nobody else reads the desk; a juror without tasks reads that there are none', async () => {
  const { committee, entries, jurors } = desk.contest;
  for (const actor of [committee, entries[0]?.innovator ?? null]) {
    expect([(await get('/kerja/penilaian', actor)).status, (await get(address, actor)).status]).toEqual([404, 404]);
    expect((await post(address, { version: '0' }, actor)).status).toBe(404);
    expect((await post(`${address}/konflik`, { kind: 'other', reason: 'x' }, actor)).status).toBe(404);
  }
  const idle = jurors[1]?.actor ?? null;
  expect((await get('/kerja/penilaian', idle)).text).toContain('Belum ada tugas');
  expect((await get(address, idle)).status).toBe(404);
  expect((await get('/kerja/penilaian', null)).status).not.toBe(200);
});

test('open scoring waits for its juror on the work page, until it is handed in or closed', async () => {
  expect((await scoringFor(desk.ctx)).tasks).toMatchObject([{ left: 3, to: '/kerja/penilaian' }]);
  await db.owner.query("update reviews set state = 'submitted', submitted_at = now() where id = $1", [review]);
  expect((await scoringFor(desk.ctx)).tasks).toMatchObject([{ left: 2 }]);
  expect(await scoringFor(db.ctx({ actor: desk.contest.committee }))).toEqual({ count: 0, tasks: [] });
  await db.owner.query("update competition_stages set closed_at = now() where competition_id = $1 and kind = 'desk'", [
    desk.contest.competitionId,
  ]);
  expect(await scoringFor(desk.ctx)).toEqual({ count: 0, tasks: [] });
});
