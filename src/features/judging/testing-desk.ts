import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import type { ReviewSave } from './review.acts.ts';

/** A contest whose desk scoring runs: the first juror was given every entry to read. */
export interface TestDesk {
  contest: TestContest;
  juror: Actor;
  ctx: Ctx;
  /** The first juror's reviews, in the order of the entries. */
  reviews: string[];
  criteria: string[];
}

export async function arrangeDesk(db: TestDatabase, options: { entries?: number } = {}): Promise<TestDesk> {
  const contest = await arrangeContest(db, { entries: options.entries ?? 3 });
  const { reviews, juror } = await openScoring(db, contest);
  const ctx = db.ctx({ tenant: contest.tenant, actor: juror });
  return { contest, juror, ctx, reviews, criteria: contest.rubrics.desk.criteria };
}

/** Desk scoring of the contest begins, and its first juror is given every entry. */
export async function openScoring(
  db: Pick<TestDatabase, 'owner'>,
  { tenant, competitionId, rubrics, entries, jurors }: TestContest,
): Promise<{ juror: Actor; reviews: string[] }> {
  await db.owner.query(
    `update competition_stages set started_at = now() where tenant_id = $1 and competition_id = $2 and kind = 'desk'`,
    [tenant.id, competitionId],
  );
  const [first] = jurors;
  if (!first) throw new Error('no juror');
  const reviews: string[] = [];
  for (const entry of entries) {
    const id = newId();
    await db.owner.query(
      `insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state)
       values ($1, $2, $3, 'desk', $4, $5, $6, 'assigned')`,
      [tenant.id, id, competitionId, first.id, entry.id, rubrics.desk.id],
    );
    reviews.push(id);
  }
  return { juror: first.actor, reviews };
}

/** A save of scores in the order of the criteria; undefined leaves one out. */
export function saveOf(
  { criteria }: Pick<TestDesk, 'criteria'>,
  reviewId: string,
  values: readonly (number | null | undefined)[],
  more: Partial<ReviewSave> = {},
): ReviewSave {
  const scores = criteria.flatMap((id, at) => {
    const value = values[at];
    return value === undefined ? [] : [[id, { value }] as const];
  });
  return { id: newId(), reviewId, baseVersion: 0, scores: Object.fromEntries(scores), ...more };
}
