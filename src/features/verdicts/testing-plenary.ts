import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { openPlenary } from './plenary.acts.ts';
import { plainMeans } from './standing.queries.ts';
import type { Calibrated, StandingOf } from './standing.ts';

export interface TestPlenary extends TestContest {
  committeeCtx: Ctx;
  jurorCtx(at: number): Ctx;
  /** Weighted means as the results; whoever stands in `band` is too close to tell apart. */
  standingOf: StandingOf;
  band: Set<string>;
  plenaryId: string;
}

/** A contest whose desk scoring is closed: every juror scored every entry, so that entry 1 stands first. */
export async function arrangeScored(
  db: TestDatabase,
  options: Parameters<typeof arrangeContest>[1] = {},
): Promise<TestPlenary> {
  const contest = await arrangeContest(db, options);
  const band = new Set<string>();
  await db.owner.query(
    `update competition_stages set started_at = now(), closed_at = now()
     where competition_id = $1 and kind in ('desk', 'presentation')`,
    [contest.competitionId],
  );
  for (const [at, entry] of contest.entries.entries())
    for (const [who, juror] of contest.jurors.entries())
      await score(db, contest, entry.id, juror.id, [5 - at * 0.5, 3, 3 + who * 0.5]);
  const standingOf: StandingOf = async (ctx, _, categoryId) =>
    (await inTenant(ctx, (tx) => plainMeans(tx, ctx, categoryId))).map(
      (one): Calibrated => ({ ...one, tieBand: band.has(one.entryId) ? 1 : null }),
    );
  const { tenant } = contest;
  return {
    ...contest,
    standingOf,
    band,
    plenaryId: newId(),
    committeeCtx: db.ctx({ tenant, actor: contest.committee }),
    jurorCtx: (at) => db.ctx({ tenant, actor: contest.jurors[at]?.actor ?? null }),
  };
}

async function score(
  db: TestDatabase,
  contest: TestContest,
  entryId: string,
  jurorId: string,
  values: number[],
): Promise<void> {
  const id = newId();
  await db.owner.query(
    `insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state, version, submitted_at)
     values ($1, $2, $3, 'desk', $4, $5, $6, 'submitted', 1, now())`,
    [contest.tenant.id, id, contest.competitionId, jurorId, entryId, contest.rubrics.desk.id],
  );
  for (const [at, criterion] of contest.rubrics.desk.criteria.entries())
    await db.owner.query(
      `insert into review_scores (tenant_id, review_id, criterion_id, value, save_id) values ($1, $2, $3, $4, $5)`,
      [contest.tenant.id, id, criterion, values[at], newId()],
    );
}

/** The same with the plenary open and everybody in the room. */
export async function arrangePlenary(
  db: TestDatabase,
  options: Parameters<typeof arrangeContest>[1] = {},
): Promise<TestPlenary> {
  const scored = await arrangeScored(db, options);
  await openPlenary(scored.committeeCtx, scored.competitionId, {
    id: scored.plenaryId,
    present: scored.jurors.map(({ id }) => id),
  });
  return scored;
}
