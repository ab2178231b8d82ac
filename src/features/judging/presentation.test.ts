import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { testPages } from '#platform/testing/pages.ts';
import { judgingRoutes } from './index.ts';
import { orderPresentations, setPresentationMinutes, stepPresentation } from './presentation.acts.ts';
import { presentationRoom } from './presentation.queries.ts';
import { type PresentationStep, runningPart } from './presentation.ts';

let db: TestDatabase;
let contest: TestContest;
let committee: Ctx;
let ids: string[];
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  contest = await arrangeContest(db, { entries: 3, jurors: 2 });
  committee = db.ctx({ actor: contest.committee });
  ids = contest.entries.map(({ id }) => id);
});
afterAll(() => db.close());

const order = (wanted = ids) => orderPresentations(committee, contest.competitionId, wanted);
const step = (at: number, one: PresentationStep, ctx = committee) =>
  stepPresentation(ctx, { competitionId: contest.competitionId, entryId: ids[at] ?? '', step: one });
const room = (ctx = committee) => presentationRoom(ctx, contest.competitionId);
const states = async () => (await room()).entries.map(({ state }) => state);

async function ask(path: string, actor: Actor | null, fields?: Record<string, string>) {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
  const address = `/kerja/lomba/${contest.competitionId}/presentasi${path}`;
  const response = await testPages(db.ctx({ actor }), [judgingRoutes]).request(address, init);
  return { status: response.status, text: await response.text() };
}

test('one entry after the other is presented, asked and ended; pressed twice is pressed once', async () => {
  await order(ids.toReversed());
  expect((await room()).entries.map(({ entryId }) => entryId)).toEqual(ids.toReversed());
  await Promise.all([step(0, 'begin'), step(0, 'begin')]);
  await expect(step(1, 'begin')).rejects.toThrow('desk.errors.other');
  await expect(step(1, 'ask')).rejects.toThrow('desk.errors.step');
  const running = (await room()).entries[2]?.running;
  expect((running?.until.getTime() ?? 0) - (running?.from.getTime() ?? 0)).toBe(7 * 60_000);
  await step(0, 'ask');
  await step(0, 'end');
  await step(0, 'end');
  await step(1, 'begin');
  await step(1, 'again');
  expect(await states()).toEqual(['waiting', 'waiting', 'ended']);
  const { rows } = await db.owner.query('select act from audit_events where subject_id = $1 order by at, id', [ids[0]]);
  expect(rows.map(({ act }) => act)).toEqual(['presentation.begin', 'presentation.ask', 'presentation.end']);
});

test('of two that are started at once one begins', async () => {
  await order();
  const outcomes = await Promise.allSettled([step(0, 'begin'), step(1, 'begin')]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('minutes are settable and hold for the one that runs', async () => {
  await order();
  await setPresentationMinutes(committee, contest.competitionId, { pitch: 5, questions: 0 });
  await step(0, 'begin');
  const { minutes, entries } = await room();
  expect(minutes).toEqual({ pitch: 5, questions: 0 });
  expect((entries[0]?.running?.until.getTime() ?? 0) - (entries[0]?.running?.from.getTime() ?? 0)).toBe(5 * 60_000);
  for (const pitch of [0, 121, 1.5, Number.NaN]) {
    const set = setPresentationMinutes(committee, contest.competitionId, { pitch, questions: 5 });
    await expect(set).rejects.toThrow(Invalid);
  }
});

test('a wrong order is refused whole', async () => {
  const [first = ''] = ids;
  for (const wrong of [[], [first, first], [first, newId()]]) await expect(order(wrong)).rejects.toThrow(Conflict);
  expect((await room()).entries.map(({ position }) => position)).toEqual([null, null, null]);
  await db.owner.query("update entries set state = 'withdrawn' where id = $1", [first]);
  await expect(order()).rejects.toThrow('desk.errors.orderChanged');
});

test('only shortlisted entries are presented where there is a shortlist', async () => {
  await db.owner.query('update entries set shortlisted_at = now() where id = $1', [ids[1]]);
  expect((await room()).entries.map(({ entryId }) => entryId)).toEqual([ids[1]]);
});

test('jurors see the same timer and run nothing; everybody else sees nothing', async () => {
  await order();
  await step(0, 'begin');
  const juror = contest.jurors[1]?.actor ?? null;
  const ctx = db.ctx({ actor: juror });
  const seen = await room(ctx);
  expect([seen.mayRun, seen.entries[0]?.title, seen.entries[0]?.state]).toEqual([false, '', 'pitch']);
  await expect(step(0, 'end', ctx)).rejects.toThrow(NotAllowed);
  await expect(orderPresentations(ctx, contest.competitionId, ids)).rejects.toThrow(NotAllowed);
  const minutes = { pitch: 1, questions: 1 };
  await expect(setPresentationMinutes(ctx, contest.competitionId, minutes)).rejects.toThrow(NotAllowed);
  const outside = db.ctx({ actor: contest.entries[0]?.innovator ?? null });
  await expect(room(outside)).rejects.toThrow(NotFound);
  await expect(step(0, 'end', outside)).rejects.toThrow(NotFound);
});

test('pages: the committee orders and runs, what was typed wrong stays, jurors look', async () => {
  const names = ids.map((id) => `urutan-${id}`);
  const [a = '', b = '', c = ''] = names;
  const wrong = await ask('/urutan', contest.committee, { [a]: '2', [b]: '2', [c]: '3' });
  expect([wrong.status, wrong.text.includes('nomor urut sendiri')]).toEqual([409, true]);
  expect((await ask('/urutan', contest.committee, { [a]: '3', [b]: '1', [c]: '2' })).status).toBe(303);
  expect((await room()).entries[0]?.entryId).toBe(ids[1]);
  const minutes = await ask('/waktu', contest.committee, { pitch: 'tujuh', questions: '5' });
  expect([minutes.status, minutes.text.includes('value="tujuh"')]).toEqual([422, true]);
  expect((await ask('/waktu', contest.committee, { pitch: '6', questions: '5' })).status).toBe(303);
  expect((await ask(`/${ids[1]}/mulai`, contest.committee, {})).status).toBe(303);
  expect((await ask(`/${ids[0]}/mulai`, contest.committee, {})).status).toBe(409);
  const page = await ask('', contest.jurors[0]?.actor ?? null);
  expect(page.text).toContain('Paparan: ');
  expect(page.text).not.toContain('/selesai"');
  const { state, entryId } = JSON.parse((await ask('.json', contest.jurors[0]?.actor ?? null)).text);
  expect([state, entryId]).toEqual(['pitch', ids[1]]);
  expect((await ask('', contest.entries[0]?.innovator ?? null)).status).toBe(404);
  expect((await ask('.json', null)).status).not.toBe(200);
  expect((await ask(`/${ids[1]}/selesai`, contest.jurors[0]?.actor ?? null, {})).status).toBe(403);
});

test('every statement may fail: nothing is half done', async () => {
  await failEveryCall(db, committee, (ctx) => orderPresentations(ctx, contest.competitionId, ids));
  const minutes = { pitch: 3, questions: 4 };
  await failEveryCall(db, committee, (ctx) => setPresentationMinutes(ctx, contest.competitionId, minutes));
  const begin = { competitionId: contest.competitionId, entryId: ids[0] ?? '', step: 'begin' as const };
  await failEveryCall(db, committee, (ctx) => stepPresentation(ctx, begin));
});

test('what does not run has no end', () => {
  const none = { pitchBeganAt: null, questionsBeganAt: null, endedAt: null };
  expect(runningPart(none, { pitch: 7, questions: 13 })).toBeNull();
});
