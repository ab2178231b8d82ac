import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { inTenant } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { rankText } from './ranking-command.ts';
import { assignExtraReviews, setShortlist } from './result.acts.ts';
import { resultRoom } from './result.queries.ts';
import { resultRoutes } from './result.routes.tsx';
import { seenOf } from './result-room.ts';
import { stageResults, stageScores } from './result-scores.queries.ts';
import { setDesk, submitReviews } from './testing-scores.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

/** Eight entries, four jurors; entry 0 best and 7 worst, two readings each; the cut after 3 lies between near equals. */
const usual = [
  { entry: 0, juror: 0, value: 5 },
  { entry: 0, juror: 1, value: 5 },
  { entry: 1, juror: 1, value: 4.5 },
  { entry: 1, juror: 2, value: 4.5 },
  { entry: 2, juror: 2, value: 3.5 },
  { entry: 2, juror: 0, value: 3.5 },
  { entry: 3, juror: 0, value: 3.4 },
  { entry: 3, juror: 1, value: 3.4 },
  { entry: 4, juror: 1, value: 2 },
  { entry: 4, juror: 2, value: 2 },
  { entry: 5, juror: 2, value: 1.5 },
  { entry: 5, juror: 0, value: 1.5 },
  { entry: 6, juror: 0, value: 1 },
  { entry: 6, juror: 1, value: 1 },
];

async function arrange(readings = usual): Promise<TestContest> {
  const contest = await arrangeContest(db, { entries: 8, jurors: 4 });
  await setDesk(db, contest, 'started');
  await submitReviews(db, contest, readings);
  return contest;
}

const ctxOf = (actor: Actor | null) => db.ctx({ actor });
const asked = (contest: TestContest) => ({ stage: 'desk', categoryId: contest.categoryId, page: 1 });
const room = (contest: TestContest, actor: Actor | null) =>
  resultRoom(ctxOf(actor), contest.competitionId, asked(contest));
const keyOf = ({ competitionId, categoryId }: TestContest) => ({ competitionId, categoryId, stage: 'desk' as const });
const juror = (contest: TestContest, i: number) => contest.jurors[i]?.actor ?? null;
const ids = (contest: TestContest, ...numbers: number[]) => numbers.map((i) => contest.entries[i]?.id ?? '');

test('the room ranks what was submitted, the best first; drafts, withdrawn and recused readings do not count', async () => {
  const contest = await arrange();
  const { rows } = await db.owner.query('select id from reviews where competition_id = $1 and entry_id = $2', [
    contest.competitionId,
    contest.entries[6]?.id,
  ]);
  await db.owner.query("update reviews set state = 'withdrawn' where id = $1", [rows[0]?.id]);
  await db.owner.query("update reviews set state = 'recused', recuse_reason = 'x' where id = $1", [rows[1]?.id]);
  const { chosen } = await room(contest, contest.committee);
  expect(chosen?.lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(chosen?.unscored).toEqual([7, 8]);
  expect(chosen?.standing).toMatchObject({ places: 3, leftOut: 0, complete: false, seed: 2027 });
  expect(chosen?.lines[0]).toMatchObject({ title: 'Inovasi Contoh 1', organization: 'Desa Contoh 1', readings: 2 });
});

test('results follow a new score', async () => {
  const contest = await arrange();
  const before = await stageResults(ctxOf(contest.committee), keyOf(contest));
  expect(await stageResults(ctxOf(contest.committee), keyOf(contest))).toBe(before);
  await submitReviews(db, contest, [{ entry: 7, juror: 3, value: 5 }]);
  const after = await stageResults(ctxOf(contest.committee), keyOf(contest));
  expect(after?.lines).toHaveLength(8);
  expect(after?.version).not.toBe(before?.version);
});

test('committee and chair look from the start, jurors when the stage is closed, strangers never', async () => {
  const contest = await arrange();
  await expect(room(contest, contest.committee)).resolves.toMatchObject({ committee: true });
  await expect(room(contest, juror(contest, 0))).resolves.toMatchObject({ committee: false });
  await expect(room(contest, juror(contest, 1))).rejects.toThrow('results.errors.notYet');
  await expect(room(contest, contest.entries[0]?.innovator ?? null)).rejects.toThrow('not of this contest');
  await expect(room(contest, actorWith([]))).rejects.toThrow('not of this contest');
  await expect(room(contest, null)).rejects.toThrow('no such contest');
  await setDesk(db, contest, 'closed');
  await expect(room(contest, juror(contest, 1))).resolves.toMatchObject({ committee: false });
});

test('a juror reads no line about a conflicted entry, and no gap where it was; before the plenary numbers alone of others', async () => {
  const contest = await arrange();
  await setDesk(db, contest, 'closed');
  const chair = contest.jurors[0];
  const conflict =
    'insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, state) values ($1, $2, $3, $4, $5, $6)';
  await db.owner.query(conflict, [
    contest.tenant.id,
    chair?.id,
    contest.entries[1]?.id,
    'relative',
    'juror',
    'confirmed',
  ]);
  const seen = await room(contest, chair?.actor ?? null);
  expect(seen.chosen?.lines.map(({ rank, number }) => [rank, number])).toEqual([
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 6],
    [6, 7],
  ]);
  expect(seen.chosen?.hidden).toBe(true);
  expect(JSON.stringify(seen)).not.toContain('Inovasi Contoh 2"');
  // Read by themselves, and not.
  expect(seen.chosen?.lines[0]).toMatchObject({ title: 'Inovasi Contoh 1', organization: 'Desa Contoh 1' });
  expect(seen.chosen?.lines[3]).toMatchObject({ number: 5, title: null, organization: null });
  await db.owner.query('update competitions set blind = true where id = $1', [contest.competitionId]);
  const blind = await room(contest, chair?.actor ?? null);
  expect(blind.chosen?.lines[0]).toMatchObject({ title: 'Inovasi Contoh 1', organization: null });
  await db.owner.query(
    "update competition_stages set started_at = now() where competition_id = $1 and kind = 'plenary'",
    [contest.competitionId],
  );
  const open = await room(contest, chair?.actor ?? null);
  expect(open.chosen?.lines[3]).toMatchObject({ title: 'Inovasi Contoh 5', organization: 'Desa Contoh 5' });
  expect(open.chosen?.lines).toHaveLength(6);
});

test('an extra reading goes to a juror without conflict who has not read the entry; twice, or two at once, give it once', async () => {
  const contest = await arrange();
  const plan = (await stageResults(ctxOf(contest.committee), keyOf(contest)))?.plan ?? [];
  expect(plan.slice(0, 2).sort()).toEqual(ids(contest, 2, 3).sort());
  await db.owner.query(
    "insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, state) values ($1, $2, $3, 'mentored', 'system', 'proposed')",
    [contest.tenant.id, contest.jurors[3]?.id, contest.entries[2]?.id],
  );
  const given = await Promise.all([1, 2].map(() => assignExtraReviews(ctxOf(contest.committee), keyOf(contest))));
  expect(given.sort((a, b) => a - b)).toEqual([0, plan.length]);
  expect(await assignExtraReviews(ctxOf(contest.committee), keyOf(contest))).toBe(0);
  const { rows } = await db.owner.query(
    'select juror_id, entry_id from reviews where competition_id = $1 and extra order by entry_id',
    [contest.competitionId],
  );
  expect(rows).toHaveLength(plan.length);
  const of = (i: number) => rows.find(({ entry_id }) => entry_id === contest.entries[i]?.id)?.juror_id;
  // Read by 2 and 0, conflicted with 3; read by 0 and 1, 3 has nothing to read.
  expect(of(2)).toBe(contest.jurors[1]?.id);
  expect(of(3)).toBe(contest.jurors[3]?.id);
  expect((await room(contest, contest.committee)).chosen?.plan).toEqual([]);
  const events = await db.owner.query(
    "select 1 from audit_events where act = 'review.extra_assigned' and office_id = $1",
    [contest.committee.offices[0]?.id],
  );
  expect(events.rowCount).toBe(plan.length);
});

test('extra readings and the shortlist are the committee’s, in their time', async () => {
  const contest = await arrange();
  await expect(assignExtraReviews(ctxOf(juror(contest, 0)), keyOf(contest))).rejects.toThrow(
    'results.errors.committeeOnly',
  );
  await expect(assignExtraReviews(ctxOf(actorWith([])), keyOf(contest))).rejects.toThrow('not of this contest');
  const choice = { ...keyOf(contest), entryIds: ids(contest, 0, 1, 2), reason: 'a', seen: seenOf([]) };
  await expect(setShortlist(ctxOf(contest.committee), choice)).rejects.toThrow('results.errors.deskNotClosed');
  await setDesk(db, contest, 'closed');
  await expect(assignExtraReviews(ctxOf(contest.committee), keyOf(contest))).rejects.toThrow(
    'results.errors.stageNotOpen',
  );
  await expect(setShortlist(ctxOf(juror(contest, 0)), choice)).rejects.toThrow('results.errors.committeeOnly');
  await db.owner.query(
    "update competition_stages set started_at = now() where competition_id = $1 and kind = 'presentation'",
    [contest.competitionId],
  );
  await expect(setShortlist(ctxOf(contest.committee), choice)).rejects.toThrow('results.errors.tooLate');
});

test('a cut too close to call asks for a reason; the list is written once, repeated without trace, and never over another', async () => {
  const contest = await arrange();
  await setDesk(db, contest, 'closed');
  const ctx = ctxOf(contest.committee);
  const choice = { ...keyOf(contest), entryIds: ids(contest, 0, 1, 2), reason: '', seen: seenOf([]) };
  const fault = (field: string, key: string) => ({ faults: [{ field, message: `results.errors.${key}` }] });
  await expect(setShortlist(ctx, choice)).rejects.toMatchObject(fault('alasan', 'reasonMissing'));
  await expect(setShortlist(ctx, { ...choice, entryIds: [] })).rejects.toMatchObject(fault('peserta', 'nobodyChosen'));
  await expect(setShortlist(ctx, { ...choice, entryIds: [newId()] })).rejects.toMatchObject(
    fault('peserta', 'unknownEntry'),
  );
  const told = { ...choice, reason: 'Manfaatnya lebih besar' };
  const other = { ...told, entryIds: ids(contest, 0, 1, 3) };
  const both = await Promise.allSettled([setShortlist(ctx, told), setShortlist(ctx, other)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [won] = both[0]?.status === 'fulfilled' ? [told] : [other];
  await setShortlist(ctx, won ?? told);
  const { chosen } = await room(contest, contest.committee);
  const listed = chosen?.lines.filter(({ shortlisted }) => shortlisted).map(({ entryId }) => entryId) ?? [];
  expect(listed.sort()).toEqual([...(won?.entryIds ?? [])].sort());
  await setShortlist(ctx, { ...told, entryIds: ids(contest, 0, 1), seen: chosen?.seen ?? '' });
  const events = await db.owner.query(
    "select changes from audit_events where act = 'shortlist.set' and subject_id = $1",
    [contest.categoryId],
  );
  expect(events.rows.map(({ changes }) => changes.is.length).sort()).toEqual([2, 3]);
});

test('the published scores give the same numbers through the command', async () => {
  const contest = await arrange();
  const shown = await stageResults(ctxOf(contest.committee), keyOf(contest));
  const { file } = await inTenant(ctxOf(contest.committee), (tx) =>
    stageScores(tx, ctxOf(contest.committee), keyOf(contest)),
  );
  const report = JSON.parse(rankText(JSON.stringify(file), { json: true }).stdout);
  expect(
    report.entries.map((one: { id: string; calibrated: number; top3: number }) => [one.id, one.calibrated, one.top3]),
  ).toEqual(shown?.lines.map((line) => [line.entryId, line.calibrated, line.top3]));
});

test('pages, files and forms under the same sight', async () => {
  const contest = await arrange();
  const site = (actor: Actor | null) => testPages(ctxOf(actor), [resultRoutes], db.files);
  const at = `/kerja/lomba/${contest.competitionId}/hasil`;
  const get = async (actor: Actor | null, path: string) => {
    const answer = await site(actor).request(path);
    return { status: answer.status, text: await answer.text() };
  };
  for (const path of [at, `${at}/perhitungan`, `${at}.csv`, `${at}.xlsx`, `${at}/cetak`]) {
    expect((await get(contest.committee, path)).status).toBe(200);
    expect((await get(juror(contest, 0), path)).status).toBe(200);
    expect((await get(juror(contest, 1), path)).status).toBe(403);
    expect((await get(contest.entries[0]?.innovator ?? null, path)).status).toBe(404);
  }
  expect((await get(contest.committee, `${at}/perhitungan`)).text).toContain('Juri 1 (contoh)');
  expect((await get(contest.committee, at)).text).toContain('Tugaskan bacaan tambahan');
  expect((await get(juror(contest, 0), at)).text).not.toContain('Tugaskan bacaan tambahan');
  await setDesk(db, contest, 'closed');
  const post = (path: string, fields: [string, string][]) =>
    site(contest.committee).request(`${at}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  const late = await post('/bacaan', [
    ['kategori', contest.categoryId],
    ['tahap', 'desk'],
  ]);
  expect(late.status).toBe(409);
  const chosen = ids(contest, 0, 1, 2).map((id): [string, string] => ['peserta', id]);
  const missing = await post('/daftar-pendek', [['kategori', contest.categoryId], ['seen', seenOf([])], ...chosen]);
  expect(missing.status).toBe(422);
  expect(await missing.text()).toContain('Tulis alasannya');
  const done = await post('/daftar-pendek', [
    ['kategori', contest.categoryId],
    ['seen', seenOf([])],
    ['alasan', 'Manfaat'],
    ...chosen,
  ]);
  expect(done.status).toBe(303);
});
