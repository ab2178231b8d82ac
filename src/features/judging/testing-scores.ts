import { newId } from '#platform/ids.ts';
import type { TestContest } from '#platform/testing/contest.ts';
import type { TestDatabase } from '#platform/testing/database.ts';

/** Submitted readings of the desk stage: for each entry and juror named, the same value in every criterion. */
export async function submitReviews(
  db: TestDatabase,
  contest: TestContest,
  readings: readonly { entry: number; juror: number; value: number }[],
): Promise<void> {
  const { tenant, competitionId, rubrics } = contest;
  for (const { entry, juror, value } of readings) {
    const id = newId();
    await db.owner.query(
      `insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state, version, saved_at,
        submitted_at) values ($1, $2, $3, 'desk', $4, $5, $6, 'submitted', 1, now(), now())`,
      [tenant.id, id, competitionId, contest.jurors[juror]?.id, contest.entries[entry]?.id, rubrics.desk.id],
    );
    for (const criterion of rubrics.desk.criteria) {
      await db.owner.query(
        'insert into review_scores (tenant_id, review_id, criterion_id, value, save_id) values ($1, $2, $3, $4, $5)',
        [tenant.id, id, criterion, value, newId()],
      );
    }
  }
}

/** The desk stage as it stands: scoring began, or is over too. */
export async function setDesk(db: TestDatabase, contest: TestContest, state: 'started' | 'closed'): Promise<void> {
  await db.owner.query(
    `update competition_stages set started_at = coalesce(started_at, now()), closed_at = case when $3 then now() end
     where tenant_id = $1 and competition_id = $2 and kind = 'desk'`,
    [contest.tenant.id, contest.competitionId, state === 'closed'],
  );
}
