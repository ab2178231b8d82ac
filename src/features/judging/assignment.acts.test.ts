import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { leaveJuror } from './appointment.acts.ts';
import { computePlans, takePlan } from './assignment.acts.ts';
import { assignmentPage } from './assignment.queries.ts';
import { fixPair, withdrawPair } from './assignment-pair.acts.ts';
import { active } from './assignment-stage.ts';
import { handOn } from './hand-on.acts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

const as = (contest: TestContest, actor: Actor | null): Ctx => db.ctx({ tenant: contest.tenant, actor });

async function planned(contest: TestContest, k: number | null = 2) {
  const ctx = as(contest, contest.committee);
  await computePlans(ctx, contest.competitionId, { id: newId(), stage: 'desk', k, connected: k !== 1 });
  const page = await assignmentPage(ctx, contest.competitionId, 'desk');
  return page?.plans ?? [];
}

async function readings(contest: TestContest) {
  const page = await assignmentPage(as(contest, contest.committee), contest.competitionId, 'desk');
  return (page?.stage.reviews ?? []).filter(active);
}

const events = async (act: string) =>
  (await db.owner.query('select 1 from audit_events where act = $1', [act])).rows.length;

test('both objectives are worked out; a plan taken twice at once becomes readings once', async () => {
  const contest = await arrangeContest(db);
  const [total, maxmin] = await planned(contest);
  expect([total?.objective, maxmin?.objective]).toEqual(['total', 'maxmin']);
  const ctx = as(contest, contest.committee);
  const before = await events('assignment.taken');
  const taken = await Promise.all([1, 2].map(() => takePlan(ctx, contest.competitionId, total?.id ?? '')));
  expect(taken.map(({ added }) => added).sort()).toEqual([0, 12]);
  expect(await readings(contest)).toHaveLength(12);
  expect(await events('assignment.taken')).toBe(before + 1);
});

test('only the committee; a juror of the contest never, even with that office', async () => {
  const contest = await arrangeContest(db);
  const [juror] = contest.jurors;
  const both = { ...contest.committee, userId: juror?.actor.userId ?? '' };
  for (const actor of [juror?.actor ?? null, contest.entries[0]?.innovator ?? null, both]) {
    await expect(assignmentPage(as(contest, actor), contest.competitionId, 'desk')).rejects.toThrow(NotAllowed);
  }
});

test('a run with scores keeps them, and an untouched pair that is no longer wanted is withdrawn', async () => {
  const contest = await arrangeContest(db);
  const ctx = as(contest, contest.committee);
  const [all] = await planned(contest, null);
  await takePlan(ctx, contest.competitionId, all?.id ?? '');
  const [first] = await readings(contest);
  await db.owner.query('update reviews set version = 1 where id = $1', [first?.id]);
  const [two] = await planned(contest, 1);
  const taken = await takePlan(ctx, contest.competitionId, two?.id ?? '');
  expect(taken.withdrawn).toBe(12);
  const left = await readings(contest);
  expect(left).toHaveLength(6);
  expect(left.map(({ id }) => id)).toContain(first?.id);
  await expect(
    withdrawPair(ctx, contest.competitionId, { stage: 'desk', review: first?.id ?? '', reason: 'Salah tugas' }),
  ).rejects.toThrow(Conflict);
});

test('a conflict bars a pair, by hand, in a run and in a plan made before it', async () => {
  const contest = await arrangeContest(db);
  const ctx = as(contest, contest.committee);
  const [plan] = await planned(contest, null);
  const [jurorId, entryId] = [contest.jurors[0]?.id ?? '', contest.entries[0]?.id ?? ''];
  await db.owner.query(
    `insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, state) values ($1, $2, $3, 'relative', 'juror', 'proposed')`,
    [contest.tenant.id, jurorId, entryId],
  );
  await expect(takePlan(ctx, contest.competitionId, plan?.id ?? '')).rejects.toThrow(Conflict);
  const fix = { id: newId(), stage: 'desk' as const, jurorId, entryId, reason: 'Ahli bidang ini' };
  await expect(fixPair(ctx, contest.competitionId, fix)).rejects.toThrow(Invalid);
  const [again] = await planned(contest, null);
  expect(again?.outcome).toMatchObject({ assigned: { pairs: { length: 17 } } });
  const [three] = await planned(contest, 3);
  expect(three?.outcome).toEqual({ refused: [{ kind: 'few_jurors', entry: entryId, k: 3, able: 2 }] });
  await expect(takePlan(ctx, contest.competitionId, three?.id ?? '')).rejects.toThrow(Conflict);
});

test('who mentored an entry is barred, or scores it marked, as the contest sets', async () => {
  const contest = await arrangeContest(db);
  const ctx = as(contest, contest.committee);
  const [juror, entry] = [contest.jurors[1], contest.entries[1]];
  const session = newId();
  const officeId = contest.committee.offices[0]?.id;
  await db.owner.query(
    `insert into mentoring_sessions (tenant_id, id, innovation_id, held_on, topic, recorded_by, recorded_office_id)
     values ($1, $2, $3, '2026-10-01', 'Naskah', $4, $5)`,
    [contest.tenant.id, session, entry?.innovationId, contest.committee.userId, officeId],
  );
  await db.owner.query(
    `insert into mentoring_mentors (tenant_id, session_id, position, user_id, name) values ($1, $2, 0, $3, 'Juri')`,
    [contest.tenant.id, session, juror?.actor.userId],
  );
  const fix = {
    id: newId(),
    stage: 'desk' as const,
    jurorId: juror?.id ?? '',
    entryId: entry?.id ?? '',
    reason: 'Hanya dia yang ahli',
  };
  await expect(fixPair(ctx, contest.competitionId, fix)).rejects.toThrow(Invalid);
  await db.owner.query(`update competitions set mentor_rule = 'estimate' where id = $1`, [contest.competitionId]);
  await Promise.all([fixPair(ctx, contest.competitionId, fix), fixPair(ctx, contest.competitionId, fix)]);
  expect(await readings(contest)).toMatchObject([{ fixed: true, mentored: true }]);
  // A later run keeps it.
  const [plan] = await planned(contest, 1);
  expect(plan?.outcome).toMatchObject({ assigned: { pairs: expect.arrayContaining([[fix.jurorId, fix.entryId]]) } });
});

test('a juror leaves: the open readings go to the others in one step, what was scored stays', async () => {
  const contest = await arrangeContest(db);
  const ctx = as(contest, contest.committee);
  const [plan] = await planned(contest, 2);
  await takePlan(ctx, contest.competitionId, plan?.id ?? '');
  const gone = contest.jurors.find(
    ({ id }) => id === (plan && 'assigned' in plan.outcome ? plan.outcome.assigned.pairs[0]?.[0] : ''),
  );
  const mine = (await readings(contest)).filter(({ jurorId }) => jurorId === gone?.id);
  await db.owner.query(`update reviews set state = 'submitted', submitted_at = now(), version = 1 where id = $1`, [
    mine[0]?.id,
  ]);
  await db.owner.query(`update jurors set state = 'left', left_at = now() where id = $1`, [gone?.id]);
  const wish = { stage: 'desk' as const, jurorId: gone?.id ?? '' };
  const outcomes = await Promise.all([
    handOn(ctx, contest.competitionId, wish),
    handOn(ctx, contest.competitionId, wish),
  ]);
  expect(outcomes.map((one) => ('count' in one ? one.count : -1)).sort()).toEqual([0, mine.length - 1]);
  const after = await readings(contest);
  expect(after).toHaveLength(12);
  expect(after.filter(({ jurorId }) => jurorId === gone?.id).map(({ id }) => id)).toEqual([mine[0]?.id]);
});

test('the committee lets a juror go and hands the readings on at once, or nothing happens', async () => {
  const contest = await arrangeContest(db);
  const ctx = as(contest, contest.committee);
  const [plan] = await planned(contest, 2);
  await takePlan(ctx, contest.competitionId, plan?.id ?? '');
  const goneId = contest.jurors[0]?.id ?? '';
  const mine = (await readings(contest)).filter(({ jurorId }) => jurorId === goneId);
  expect(mine.length).toBeGreaterThan(0);
  const leaving = { id: goneId, version: 1, reason: 'Sakit', handOn: 'ya' as const };
  const others = contest.jurors.slice(1).map(({ id }) => id);
  await db.owner.query('update jurors set least = 0, most = 1 where id = any($1)', [others]);
  await expect(leaveJuror(ctx, leaving)).rejects.toThrow(Invalid);
  expect((await readings(contest)).filter(({ jurorId }) => jurorId === goneId)).toHaveLength(mine.length);
  await db.owner.query('update jurors set most = 30 where id = any($1)', [others]);
  expect(await leaveJuror(ctx, leaving)).toEqual({ withdrawn: 0, handedOn: mine.length });
  const after = await readings(contest);
  expect(after).toHaveLength(12);
  expect(after.filter(({ jurorId }) => jurorId === goneId)).toEqual([]);
});

test('a closed stage and a sealed contest change no more', async () => {
  const contest = await arrangeContest(db);
  const [plan] = await planned(contest);
  await db.owner.query(
    `update competition_stages set started_at = now(), closed_at = now() where competition_id = $1`,
    [contest.competitionId],
  );
  await expect(takePlan(as(contest, contest.committee), contest.competitionId, plan?.id ?? '')).rejects.toThrow(
    Conflict,
  );
});

test('whatever statement fails, nothing is half done', async () => {
  const contest = await arrangeContest(db, { entries: 2 });
  const ctx = as(contest, contest.committee);
  const run = { id: newId(), stage: 'desk' as const, k: 2, connected: false };
  expect(await failEveryCall(db, ctx, (one) => computePlans(one, contest.competitionId, run))).toBeGreaterThan(5);
  const [plan] = await planned(contest);
  const take = (one: Ctx) => takePlan(one, contest.competitionId, plan?.id ?? '');
  expect(await failEveryCall(db, ctx, take)).toBeGreaterThan(5);
  const [first] = await readings(contest);
  const taken = { stage: 'desk' as const, review: first?.id ?? '', reason: 'Salah tugas' };
  expect(await failEveryCall(db, ctx, (one) => withdrawPair(one, contest.competitionId, taken))).toBeGreaterThan(5);
});
