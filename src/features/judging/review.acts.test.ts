import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { deskOf } from './desk.queries.ts';
import { saveReview, submitReview } from './review.acts.ts';
import { scoreField } from './review.ts';
import { recuse } from './review-recuse.acts.ts';
import { reviewSheet } from './review-sheet.queries.ts';
import { arrangeDesk, saveOf, type TestDesk } from './testing-desk.ts';

let db: TestDatabase;
let desk: TestDesk;
let review: string;
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  desk = await arrangeDesk(db);
  review = desk.reviews[0] ?? '';
});
afterAll(() => db.close());

const values = async (id = review) => (await reviewSheet(desk.ctx, id)).criteria.map(({ value }) => value);
const audited = async (id = review) =>
  (await db.owner.query('select act from audit_events where subject_id = $1 order by at, id', [id])).rows.map(
    ({ act }) => act,
  );
const stage = (change: string) =>
  db.owner.query(`update competition_stages set ${change} where competition_id = $1 and kind = 'desk'`, [
    desk.contest.competitionId,
  ]);
const saves = async () =>
  (await db.owner.query('select count(*)::int as n from review_saves where review_id = $1', [review])).rows[0]?.n;
const field = (at: number) => scoreField(desk.criteria[at] ?? '');

test('scores, remark and notes are saved once, however often the device sends them, even twice at once', async () => {
  const save = saveOf(desk, review, [4, 3.25], { remark: 'Jelas', notes: 'Tanya anggaran', deviceId: newId() });
  const [first] = await Promise.all([saveReview(desk.ctx, save), saveReview(desk.ctx, save)]);
  expect(first).toMatchObject({ version: 1, conflicts: [] });
  expect(await saveReview(desk.ctx, save)).toMatchObject({ version: 1, conflicts: [], fields: {} });
  expect(await values()).toEqual([4, 3.25, null]);
  expect([await saves(), await audited()]).toEqual([1, ['review.saved']]);
  const sheet = await reviewSheet(desk.ctx, review);
  expect([sheet.review.remark, sheet.notes]).toEqual(['Jelas', 'Tanya anggaran']);
  const { rows } = await db.owner.query(
    'select r.notes_sealed, s.changed from reviews r join review_saves s on s.review_id = r.id where r.id = $1',
    [review],
  );
  expect(JSON.stringify(rows)).not.toContain('anggaran');
});

test('a score that is taken back is gone', async () => {
  await saveReview(desk.ctx, saveOf(desk, review, [4, 3, 2]));
  await saveReview(desk.ctx, saveOf(desk, review, [4, null, 2], { baseVersion: 1 }));
  expect(await values()).toEqual([4, null, 2]);
});

describe('two devices', () => {
  test('on different criteria both keep theirs, and each learns what the other wrote', async () => {
    await saveReview(desk.ctx, saveOf(desk, review, [2, 2, 2]));
    await saveReview(desk.ctx, saveOf(desk, review, [5, 2, 2], { baseVersion: 1 }));
    const other = await saveReview(desk.ctx, saveOf(desk, review, [2, 2, 4], { baseVersion: 1, remark: 'Baik' }));
    expect(other).toMatchObject({ version: 3, conflicts: [], fields: { [field(0)]: '5' } });
    expect(await values()).toEqual([5, 2, 4]);
  });

  test('on the same criterion nothing is overwritten, both values are told, the others are saved', async () => {
    await saveReview(desk.ctx, saveOf(desk, review, [5]));
    const mine = saveOf(desk, review, [2, 3], { notes: 'catatan' });
    const answer = await saveReview(desk.ctx, mine);
    expect(answer.conflicts).toMatchObject([{ field: field(0), mine: '2', theirs: '5' }]);
    expect(answer).toMatchObject({ version: 2, fields: { [field(0)]: '5' } });
    expect(await values()).toEqual([5, 3, null]);
    expect((await saveReview(desk.ctx, mine)).conflicts).toHaveLength(1);
    expect([await saves(), (await reviewSheet(desk.ctx, review)).notes]).toEqual([2, 'catatan']);
    await saveReview(desk.ctx, saveOf(desk, review, [2, 3], { baseVersion: answer.version }));
    expect(await values()).toEqual([2, 3, null]);
  });

  test('of two that save the same criterion at once one is told of the other', async () => {
    const outcomes = await Promise.all([2, 4].map((value) => saveReview(desk.ctx, saveOf(desk, review, [value]))));
    expect(outcomes.map(({ conflicts }) => conflicts.length).sort()).toEqual([0, 1]);
  });

  test('a save that came late a second time does not undo what was changed since', async () => {
    const early = saveOf(desk, review, [2, 2, 2]);
    await saveReview(desk.ctx, early);
    await saveReview(desk.ctx, saveOf(desk, review, [5], { baseVersion: 1 }));
    expect(await saveReview(desk.ctx, early)).toMatchObject({ version: 2, conflicts: [], fields: { [field(0)]: '5' } });
    expect(await values()).toEqual([5, 2, 2]);
  });
});

describe('what is refused', () => {
  const refusal = (save = saveOf(desk, review, [3])) => saveReview(desk.ctx, save).catch((error: unknown) => error);

  test.each([0, 5.01, 3.333, Number.NaN, 1e9])('%d lies outside the scale', async (value) => {
    expect(await refusal(saveOf(desk, review, [3, value]))).toMatchObject({
      faults: [{ field: field(1), message: 'desk.errors.outside', values: { min: 1, max: 5 } }],
    });
    expect(await values()).toEqual([null, null, null]);
  });

  test('a criterion of another rubric, and texts that are too long', async () => {
    const foreign = desk.contest.rubrics.presentation.criteria[0] ?? '';
    expect(await refusal({ ...saveOf(desk, review, []), scores: { [foreign]: { value: 3 } } })).toBeInstanceOf(Invalid);
    expect(await refusal(saveOf(desk, review, [], { remark: 'x'.repeat(2001) }))).toBeInstanceOf(Invalid);
    expect(await refusal(saveOf(desk, review, [], { notes: 'x'.repeat(4001) }))).toBeInstanceOf(Invalid);
  });

  test('a review of somebody else is not there, for the committee neither', async () => {
    const { contest } = desk;
    for (const actor of [contest.jurors[1]?.actor, contest.committee, contest.entries[0]?.innovator]) {
      const ctx = db.ctx({ actor: actor ?? null });
      await expect(saveReview(ctx, saveOf(desk, review, [3]))).rejects.toThrow(NotFound);
      await expect(submitReview(ctx, { id: review, version: 0 })).rejects.toThrow(NotFound);
      await expect(recuse(ctx, { reviewId: review, kind: 'other', reason: 'x' })).rejects.toThrow(NotFound);
      await expect(reviewSheet(ctx, review)).rejects.toThrow(NotFound);
    }
    await expect(saveReview(db.ctx(), saveOf(desk, review, [3]))).rejects.toThrow(NotAllowed);
    const elsewhere = db.ctx({ actor: desk.juror, tenant: db.tenants.tetangga });
    await expect(saveReview(elsewhere, saveOf(desk, review, [3]))).rejects.toThrow(NotFound);
  });

  test.each([
    ['started_at = null', 'desk.errors.early'],
    ['closed_at = now()', 'desk.errors.closed'],
    ["ends_at = now() - interval '1 second'", 'desk.errors.closed'],
  ])('when %s', async (change, reason) => {
    await stage(change);
    expect(await refusal()).toMatchObject({ reason });
    expect(await values()).toEqual([null, null, null]);
  });

  test('after the deadline, but for the entry for which it was moved; a repeat of what was in time is recognised', async () => {
    const inTime = saveOf(desk, review, [3]);
    await saveReview(desk.ctx, inTime);
    await stage("ends_at = now() - interval '1 second'");
    expect(await saveReview(desk.ctx, inTime)).toMatchObject({ version: 1 });
    expect(await refusal(saveOf(desk, review, [4], { baseVersion: 1 }))).toBeInstanceOf(Conflict);
    const { tenant, competitionId, entries } = desk.contest;
    await db.owner.query(
      `insert into competition_extensions (tenant_id, id, competition_id, stage, entry_id, was, ends_at, reason, user_id, office_id)
       values ($1, $2, $3, 'desk', $4, now() - interval '1 day', now() + interval '1 day', 'contoh', $2, $2)`,
      [tenant.id, newId(), competitionId, entries[0]?.id],
    );
    await saveReview(desk.ctx, saveOf(desk, review, [4], { baseVersion: 1 }));
    expect((await values())[0]).toBe(4);
    await expect(saveReview(desk.ctx, saveOf(desk, desk.reviews[1] ?? '', [4]))).rejects.toThrow('desk.errors.closed');
  });

  test.each([
    ["update reviews set state = 'withdrawn' where id = $1", 'desk.errors.withdrawn'],
    ["update reviews set state = 'recused', recuse_reason = 'x' where id = $1", 'desk.errors.recused'],
    [
      "update entries set state = 'withdrawn' where id = (select entry_id from reviews where id = $1)",
      'desk.errors.entryGone',
    ],
    ["update jurors set state = 'left' where id = (select juror_id from reviews where id = $1)", 'desk.errors.left'],
    [
      `insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, state)
       select tenant_id, juror_id, entry_id, 'mail_domain', 'system', 'proposed' from reviews where id = $1`,
      'desk.errors.conflicted',
    ],
  ])('after %s', async (change, reason) => {
    await db.owner.query(change, [review]);
    expect(await refusal()).toBeInstanceOf(NotAllowed);
    expect(await refusal()).toMatchObject({ reason });
    await expect(submitReview(desk.ctx, { id: review, version: 0 })).rejects.toThrow(reason);
  });

  test('a mentor scores where the contest estimates the effect, and only there', async () => {
    await db.owner.query(
      `insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, state)
       select tenant_id, juror_id, entry_id, 'mentored', 'system', 'confirmed' from reviews where id = $1`,
      [review],
    );
    expect(await refusal()).toBeInstanceOf(NotAllowed);
    await db.owner.query("update competitions set mentor_rule = 'estimate' where id = $1", [
      desk.contest.competitionId,
    ]);
    await saveReview(desk.ctx, saveOf(desk, review, [3]));
  });
});

test('a stage that closes at the same moment takes each save whole or not at all', async () => {
  const many = desk.reviews.flatMap((id) => Array.from({ length: 6 }, (_, n) => saveOf(desk, id, [1 + (n % 5), 2, 3])));
  const closing = stage('closed_at = clock_timestamp()');
  const outcomes = await Promise.allSettled(many.map((save) => saveReview(desk.ctx, save)));
  await closing;
  const taken = many.filter((_, at) => outcomes[at]?.status === 'fulfilled').map(({ id }) => id);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ reason: 'desk.errors.closed' });
  }
  const { rows } = await db.owner.query('select id from review_saves where review_id = any($1)', [desk.reviews]);
  expect(taken).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
  await expect(saveReview(desk.ctx, saveOf(desk, review, [5, 5, 5], { baseVersion: 0 }))).rejects.toThrow(Conflict);
});

test('handing in needs every criterion; a correction stays handed in, is traced and cannot empty it', async () => {
  await saveReview(desk.ctx, saveOf(desk, review, [4, 3]));
  await expect(submitReview(desk.ctx, { id: review, version: 1 })).rejects.toMatchObject({
    faults: [{ field: field(2), message: 'desk.errors.missing' }],
  });
  await saveReview(desk.ctx, saveOf(desk, review, [4, 3, 5], { baseVersion: 1 }));
  await expect(submitReview(desk.ctx, { id: review, version: 1 })).rejects.toThrow('desk.errors.changedMeanwhile');
  const step = { id: review, version: 2 };
  await Promise.all([submitReview(desk.ctx, step), submitReview(desk.ctx, step)]);
  await saveReview(desk.ctx, saveOf(desk, review, [4, 3, 2], { baseVersion: 2 }));
  await expect(saveReview(desk.ctx, saveOf(desk, review, [null], { baseVersion: 3 }))).rejects.toThrow(Invalid);
  const [group] = await deskOf(desk.ctx);
  expect(group?.items[0]).toMatchObject({ progress: 'submitted', mean: 3.3 });
  expect(await audited()).toEqual(['review.saved', 'review.saved', 'review.submitted', 'review.corrected']);
  await stage('closed_at = now()');
  await submitReview(desk.ctx, step);
});

test('"saya punya konflik" gives every reading of the entry back and bars the juror', async () => {
  await saveReview(desk.ctx, saveOf(desk, review, [4, 3, 2]));
  await expect(recuse(desk.ctx, { reviewId: review, kind: 'relative', reason: '  ' })).rejects.toThrow(Invalid);
  const recusal = { reviewId: review, kind: 'relative' as const, reason: 'Adik saya operatornya' };
  await Promise.all([recuse(desk.ctx, recusal), recuse(desk.ctx, recusal)]);
  const { rows } = await db.owner.query(
    `select r.state, r.recuse_reason, f.kind, f.source, f.state as conflict from reviews r
     join juror_conflicts f on f.juror_id = r.juror_id and f.entry_id = r.entry_id where r.id = $1`,
    [review],
  );
  expect(rows).toEqual([
    { state: 'recused', recuse_reason: recusal.reason, kind: 'relative', source: 'juror', conflict: 'confirmed' },
  ]);
  const sheet = await reviewSheet(desk.ctx, review);
  expect([sheet.content, sheet.organization]).toEqual([null, null]);
  expect(await audited()).toEqual(['review.saved', 'review.recused']);
  await stage('closed_at = now()');
  await expect(recuse(desk.ctx, { ...recusal, reviewId: desk.reviews[1] ?? '' })).rejects.toThrow(Conflict);
});

test('blind mode hides whose it is until the plenary', async () => {
  expect((await reviewSheet(desk.ctx, review)).organization).toBe('Desa Contoh 1');
  await db.owner.query('update competitions set blind = true where id = $1', [desk.contest.competitionId]);
  const sheet = await reviewSheet(desk.ctx, review);
  expect([sheet.organization, JSON.stringify(sheet).includes('Desa Contoh')]).toEqual([null, false]);
});

test('every statement may fail: nothing is half done', async () => {
  const save = saveOf(desk, review, [4, 3, 2], { remark: 'a', notes: 'b' });
  expect(await failEveryCall(db, desk.ctx, (ctx) => saveReview(ctx, save))).toBeGreaterThan(4);
  await failEveryCall(db, desk.ctx, (ctx) => submitReview(ctx, { id: review, version: 1 }));
  await failEveryCall(db, desk.ctx, (ctx) => recuse(ctx, { reviewId: review, kind: 'other', reason: 'contoh' }));
});
