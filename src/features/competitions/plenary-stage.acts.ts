import type { Tx } from '#platform/database/bound.ts';
import { Conflict } from '#platform/errors.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { isScoringStage, transitionFor } from './competition.ts';

/**
 * The plenary begins: its stage, where the contest has one, starts now. Part of the act that opens the plenary, which asked
 * who may and writes the event.
 * @throws Conflict while jurors may still score, and when the contest is not under way
 */
export async function beginPlenaryStage(tx: Tx, ctx: Ctx, competitionId: string): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  const contest = await lockContest(tx, tenantId, competitionId);
  if (!transitionFor('seal', contest.state)) throw new Conflict('verdicts.errors.contestMoved');
  const stages = await tx
    .selectFrom('competitionStages')
    .select(['kind', 'startedAt', 'closedAt', 'endsAt'])
    .where('tenantId', '=', tenantId)
    .where('competitionId', '=', competitionId)
    .execute();
  // A stage of scoring that was never begun and whose time is over was left out.
  const scoring = stages.filter(({ kind }) => isScoringStage(kind));
  if (scoring.some(({ startedAt, closedAt, endsAt }) => !closedAt && (startedAt !== null || endsAt > ctx.now)))
    throw new Conflict('verdicts.errors.stillScoring');
  await setStage(tx, tenantId, competitionId, { startedAt: ctx.now });
}

/** The verdict is sealed: the contest and its plenary stage with it. Part of the act that seals. @throws Conflict */
export async function sealContest(tx: Tx, ctx: Ctx, competitionId: string): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  const contest = await lockContest(tx, tenantId, competitionId);
  const transition = transitionFor('seal', contest.state);
  if (!transition) throw new Conflict('verdicts.errors.contestMoved');
  await tx
    .updateTable('competitions')
    .set({ state: transition.to, sealedAt: ctx.now, updatedAt: ctx.now, version: contest.version + 1 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', competitionId)
    .execute();
  await setStage(tx, tenantId, competitionId, { closedAt: ctx.now });
}

async function lockContest(tx: Tx, tenantId: string, id: string) {
  const row = await tx
    .selectFrom('competitions')
    .select(['state', 'version'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { ...row, state: row.state as Parameters<typeof transitionFor>[1] };
}

async function setStage(
  tx: Tx,
  tenantId: string,
  competitionId: string,
  set: { startedAt?: Date; closedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('competitionStages')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('competitionId', '=', competitionId)
    .where('kind', '=', 'plenary')
    .execute();
}
