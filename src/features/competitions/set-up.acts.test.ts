import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx, Tenant } from '#platform/tenancy.ts';
import { arrangeContest } from '#platform/testing/contest.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { announceCompetition, cancelCompetition, createCompetition } from './competition.acts.ts';
import { competitionById } from './competition.queries.ts';
import type { StageKind } from './competition.ts';
import { extendForEntry, extendStage } from './extension.acts.ts';
import { callPage, committeeDesk } from './page.queries.ts';
import { changeRubric, type RubricUse } from './rubric.acts.ts';
import { closeStage, startScoring } from './scoring.acts.ts';
import { saveStages } from './stage.acts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

const unused: RubricUse = { scored: async () => false, move: async () => {} };
const used: RubricUse = { scored: async () => true, move: async () => {} };

function ctxOf(role: string | null, tenant: Tenant = db.tenants.bekasikab): Ctx {
  const office = { id: newId(), kind: 'definitive' as const, organizationName: 'B', organizationKind: 'agency' };
  const actor = role === null ? null : actorWith([{ ...office, role, organizationId: newId() }]);
  return db.ctx({ tenant, actor });
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const inputOf = () => ({
  id: newId(),
  name: 'Lomba Uji',
  year: 2027,
  theme: '',
  firstDay: inDays(10),
  from: 'templat:lomba-inovasi-daerah',
});
const extensionOf = (stage: StageKind, days: number) => ({
  ...{ id: newId(), stage, toDay: inDays(days), toTime: '16:00' },
  reason: 'Jaringan terputus seharian.',
});

test('made once however often it is sent, even twice at once; a copy has the same categories and rubrics', async () => {
  const ctx = ctxOf('committee');
  const input = inputOf();
  await Promise.all([createCompetition(ctx, input), createCompetition(ctx, input)]);
  const desk = await committeeDesk(ctx, input.id);
  expect([desk.categories.length, desk.stages.length, desk.rubrics.length]).toEqual([5, 8, 15]);
  await expect(createCompetition(ctx, { ...input, name: 'Lain' })).rejects.toThrow(Conflict);
  const copy = { ...inputOf(), from: `lomba:${input.id}` };
  await createCompetition(ctx, copy);
  const copied = await committeeDesk(ctx, copy.id);
  expect(copied.categories.map(({ name }) => name)).toEqual(desk.categories.map(({ name }) => name));
  expect(copied.rubrics.length).toBe(15);
  await expect(createCompetition(ctx, { ...inputOf(), from: `lomba:${newId()}` })).rejects.toThrow(Invalid);
});

test('a draft is nobody else’s; announced, it is everybody’s', async () => {
  const ctx = ctxOf('committee');
  const input = inputOf();
  await createCompetition(ctx, input);
  for (const role of [null, 'innovator', 'juror', 'verifier']) {
    await expect(competitionById(ctxOf(role), input.id)).rejects.toThrow(NotFound);
    await expect(createCompetition(ctxOf(role), inputOf())).rejects.toThrow(NotAllowed);
    expect(() => announceCompetition(ctxOf(role), input.id)).toThrow(NotAllowed);
  }
  const neighbour = ctxOf('committee', db.tenants.tetangga);
  await expect(announceCompetition(neighbour, input.id)).rejects.toThrow(NotFound);
  await announceCompetition(ctx, input.id);
  await announceCompetition(ctx, input.id);
  expect((await callPage(ctxOf(null), input.id)).competition.state).toBe('announced');
});

test('without a stage of entry it cannot be announced', async () => {
  const ctx = ctxOf('committee');
  const input = inputOf();
  await createCompetition(ctx, input);
  const { stages } = await committeeDesk(ctx, input.id);
  const rest = stages.filter(({ kind }) => kind !== 'entry').map(({ startedAt: _, closedAt: __, ...plan }) => plan);
  await saveStages(ctx, input.id, 1, rest);
  await expect(saveStages(ctx, input.id, 1, [])).rejects.toThrow(Conflict);
  await expect(announceCompetition(ctx, input.id)).rejects.toThrow(Invalid);
});

test('an announced closing moves by extension alone, logged once and shown', async () => {
  const ctx = ctxOf('committee');
  const input = inputOf();
  await createCompetition(ctx, input);
  await announceCompetition(ctx, input.id);
  const { stages, competition } = await committeeDesk(ctx, input.id);
  const plans = stages.map(({ startedAt: _, closedAt: __, ...plan }) =>
    plan.kind === 'entry' ? { ...plan, endsAt: new Date(plan.endsAt.getTime() - 60_000) } : plan,
  );
  await expect(saveStages(ctx, input.id, competition.version, plans)).rejects.toThrow(Invalid);
  const award = extensionOf('award', 200);
  await Promise.all([extendStage(ctx, input.id, award), extendStage(ctx, input.id, award)]);
  expect((await callPage(ctxOf(null), input.id)).moved.map(({ stage }) => stage)).toEqual(['award']);
  await expect(extendStage(ctx, input.id, extensionOf('entry', 190))).rejects.toThrow(Invalid);
  await expect(extendStage(ctx, input.id, extensionOf('award', 100))).rejects.toThrow(Invalid);
  await expect(extendForEntry(ctx, input.id, newId(), extensionOf('entry', 60))).rejects.toThrow();
});

test('scoring begins after entry, freezes the rubrics, and a change is then a version until there are scores', async () => {
  const { competitionId, committee, rubrics } = await arrangeContest(db);
  const ctx = db.ctx({ actor: committee });
  await expect(closeStage(ctx, competitionId, 'desk')).rejects.toThrow(Conflict);
  await Promise.all([startScoring(ctx, competitionId, 'desk'), startScoring(ctx, competitionId, 'desk')]);
  const desk = await committeeDesk(ctx, competitionId);
  const rubric = desk.rubrics.find(({ id }) => id === rubrics.desk.id);
  if (!rubric) throw new Error('no rubric');
  expect(rubric.frozenAt).not.toBeNull();
  const change = { ...rubric, name: 'Diperbaiki' };
  await expect(changeRubric(ctx, used, competitionId, rubric.id, change)).rejects.toThrow(
    'competitions.errors.rubricScored',
  );
  const next = await changeRubric(ctx, unused, competitionId, rubric.id, change);
  expect(next).not.toBe(rubric.id);
  expect(await changeRubric(ctx, unused, competitionId, rubric.id, change)).toBe(next);
  const other = { ...change, name: 'Lain lagi' };
  await expect(changeRubric(ctx, unused, competitionId, rubric.id, other)).rejects.toThrow(Conflict);
  await closeStage(ctx, competitionId, 'desk');
  await closeStage(ctx, competitionId, 'desk');
  const open = await createOpen(ctx);
  await expect(startScoring(ctx, open, 'desk')).rejects.toThrow('competitions.errors.entryStillOpen');
});

async function createOpen(ctx: Ctx): Promise<string> {
  const input = inputOf();
  await createCompetition(ctx, input);
  await announceCompetition(ctx, input.id);
  return input.id;
}

test('nothing is half done when a statement fails', async () => {
  const ctx = ctxOf('committee');
  const input = inputOf();
  await failEveryCall(db, ctx, (with_) => createCompetition(with_, input));
  await failEveryCall(db, ctx, (with_) => announceCompetition(with_, input.id));
  await failEveryCall(db, ctx, (with_) => extendStage(with_, input.id, extensionOf('award', 300)));
  await failEveryCall(db, ctx, (with_) => cancelCompetition(with_, input.id, 'Anggaran tidak ada.'));
});
