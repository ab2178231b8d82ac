import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInnovationRoutes } from '#features/innovations/index.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { createMentoringRoutes, mentoringForWork } from './index.ts';

let db: TestDatabase;
let contest: TestContest;
beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeContest(db, { entries: 2, jurors: 1 });
});
afterAll(() => db.close());

const routes = createMentoringRoutes(async () => ({ lines: ['Badan Contoh'] }));
async function ask(actor: Actor | null, path: string, fields?: Record<string, string>) {
  const pages = testPages(db.ctx({ actor }), [routes], db.files);
  const answer = await pages.request(path, fields ? { method: 'POST', body: new URLSearchParams(fields) } : {});
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' };
}

test('from the empty list over the form to the session, its step, its end', async () => {
  const [entry] = contest.entries;
  const actor = contest.jurors[0]?.actor;
  if (!entry || !actor) throw new Error('arranged');
  expect((await ask(actor, '/kerja/pendampingan')).text).toContain('Belum ada sesi pendampingan');
  expect((await ask(actor, '/kerja/pendampingan/baru?q=Contoh')).text).toContain('Inovasi Contoh 1');
  const form = `/kerja/pendampingan/baru?inovasi=${entry.innovationId}`;
  expect((await ask(actor, form)).text).toContain('Anda tercatat sebagai pendamping');
  const id = newId();
  const typed = {
    id,
    innovationId: entry.innovationId,
    heldOn: '31-02-2026',
    way: 'video',
    topic: 'Data warga',
    step0: 'Hitung',
    due0: 'besok',
  };
  const wrong = await ask(actor, '/kerja/pendampingan/baru', typed);
  expect(wrong.status).toBe(422);
  for (const words of ['Tulis tanggal yang benar', 'href="#f-due0"', 'value="Data warga"', 'value="Hitung"'])
    expect(wrong.text).toContain(words);
  const saved = await ask(actor, '/kerja/pendampingan/baru', { ...typed, heldOn: '2026-11-20', due0: '2026-11-21' });
  expect([saved.status, saved.to]).toEqual([303, `/kerja/pendampingan/${id}?pesan=mentoring.recorded`]);
  const page = await ask(entry.innovator, `/kerja/pendampingan/${id}`);
  const step = /langkah\/([0-9a-f-]{36})/.exec(page.text)?.[1];
  const ticked = await ask(entry.innovator, `/kerja/pendampingan/${id}/langkah/${step}`, {
    version: '1',
    done: 'ya',
    note: '',
  });
  expect(ticked.status).toBe(303);
  expect((await ask(entry.innovator, '/kerja/pendampingan')).text).toContain('1 dari 1');
  const unsure = await ask(entry.innovator, `/kerja/pendampingan/${id}/bukti`, { version: '2' });
  expect([unsure.status, unsure.text.includes('Centang dahulu')]).toEqual([422, true]);
  expect((await ask(entry.innovator, `/kerja/pendampingan/${id}/bukti`, { version: '2', sure: 'ya' })).status).toBe(
    303,
  );
  expect(
    (await ask(entry.innovator, `/kerja/pendampingan/${id}/batal`, { version: '3', reason: 'x y z' })).status,
  ).toBe(403);
  expect((await ask(actor, `/kerja/pendampingan/${id}/batal`, { version: '3', reason: '' })).status).toBe(422);
  expect((await ask(actor, `/kerja/pendampingan/${id}/batal`, { version: '3', reason: 'Salah' })).status).toBe(303);
});

test('the work page of an innovation shows its sessions to whoever may read them', async () => {
  const [entry] = contest.entries;
  if (!entry) throw new Error('arranged');
  const innovations = createInnovationRoutes({ evidenceForReview: async () => null, besideWork: mentoringForWork });
  const open = async () => {
    const pages = testPages(db.ctx({ actor: entry.innovator }), [innovations], db.files);
    return (await pages.request(`/kerja/inovasi/${entry.innovationId}`)).text();
  };
  expect(await open()).toContain('Belum ada sesi yang dicatat');
  const form = {
    id: newId(),
    innovationId: entry.innovationId,
    heldOn: '2026-11-20',
    way: 'on_site',
    topic: 'Data sekolah',
  };
  await ask(entry.innovator, '/kerja/pendampingan/baru', { ...form, mentorNames: 'Rina Contoh' });
  expect(await open()).toContain('Data sekolah');
});

test('strangers get nothing, and broken addresses no fault of ours', async () => {
  const other = contest.entries[1]?.innovator ?? null;
  const { innovationId } = contest.entries[0] ?? { innovationId: '' };
  expect((await ask(other, `/kerja/pendampingan/baru?inovasi=${innovationId}`)).status).toBe(404);
  for (const path of ['/kerja/pendampingan/x', '/kerja/pendampingan/baru?inovasi=x']) {
    expect((await ask(other, path)).status, path).toBe(404);
  }
  expect((await ask(other, '/kerja/pendampingan?lihat=x&inovasi=x&halaman=-1')).status).toBe(200);
  expect((await ask(null, '/kerja/pendampingan')).status).toBe(303);
});
