import type { ScoringStage } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict } from '#platform/errors.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { assign } from './assign.ts';
import { giveAll, record, requireOpen, withdrawAll } from './assignment.acts.ts';
import { readStage, requireCommittee } from './assignment.queries.ts';
import type { Refused } from './assignment.ts';
import type { HandOn } from './assignment-form.ts';
import { active, demandOf, type StageReview, serves } from './assignment-stage.ts';
import { readContest } from './juror.queries.ts';
import { proposeIn } from './propose.acts.ts';

export type HandedOn = { count: number } | { refused: Refused[] };

/**
 * Hands the unfinished readings of a juror who left or declined on to the others, all in one; nothing else moves. Conflicts
 * are looked for first, so that new ones count.
 * @returns how many, or why it cannot be
 */
export async function handOn(ctx: Ctx, competitionId: string, wish: HandOn): Promise<HandedOn> {
  const office = requireCommittee(ctx);
  return inTenant(ctx, async (tx) => {
    await readContest(tx, ctx, competitionId, 'for update');
    await proposeIn(tx, ctx, competitionId, office.id);
    return handOnIn(tx, ctx, office, competitionId, wish);
  });
}

/**
 * The same for every stage that takes scores, within the act by which a juror left; the contest is locked. Call it before
 * their readings are taken back.
 * @returns how many; null where the others cannot take them all: then nothing may stay of it
 */
export async function handAllOn(tx: Tx, ctx: Ctx, competitionId: string, jurorId: string): Promise<number | null> {
  const office = requireCommittee(ctx);
  await proposeIn(tx, ctx, competitionId, office.id);
  let count = 0;
  for (const stage of await stagesToHandOn(tx, ctx, jurorId)) {
    const outcome = await handOnIn(tx, ctx, office, competitionId, { stage, jurorId });
    if ('refused' in outcome) return null;
    count += outcome.count;
  }
  return count;
}

/** Open stages in which this juror has unfinished readings. */
async function stagesToHandOn(tx: Tx, ctx: Ctx, jurorId: string): Promise<ScoringStage[]> {
  const rows = await tx
    .selectFrom('reviews as r')
    .innerJoin('competitionStages as s', (join) =>
      join
        .onRef('s.tenantId', '=', 'r.tenantId')
        .onRef('s.competitionId', '=', 'r.competitionId')
        .onRef('s.kind', '=', 'r.stage'),
    )
    .select('r.stage')
    .distinct()
    .where('r.tenantId', '=', tenantOf(ctx).id)
    .where('r.jurorId', '=', jurorId)
    .where('r.state', '=', 'assigned')
    .where('s.closedAt', 'is', null)
    .orderBy('r.stage')
    .$castTo<{ stage: ScoringStage }>()
    .execute();
  return rows.map(({ stage }) => stage);
}

async function handOnIn(
  tx: Tx,
  ctx: Ctx,
  office: HeldOffice,
  competitionId: string,
  { stage: kind, jurorId }: HandOn,
): Promise<HandedOn> {
  const stage = await readStage(tx, ctx, competitionId, kind, 'for update');
  requireOpen(stage);
  const juror = stage.jurors.find(({ id }) => id === jurorId);
  if (!juror || serves(juror)) throw new Conflict('assignments.errors.juror');
  const shown = new Set(stage.entries.map(({ id }) => id));
  const open = stage.reviews.filter((one) => one.jurorId === jurorId && one.state === 'assigned');
  if (open.length === 0) return { count: 0 };
  const needed = new Map<string, number>();
  for (const one of stage.reviews.filter(active)) needed.set(one.entryId, (needed.get(one.entryId) ?? 0) + 1);
  const stays = (one: StageReview) => active(one) && one.jurorId !== jurorId;
  const k = ({ id }: { id: string }) => needed.get(id) ?? 0;
  const outcome = assign({ ...demandOf(stage, { k, connected: false, least: false, stays }), prices: false });
  if ('refused' in outcome) return { refused: outcome.refused };
  await withdrawAll(tx, ctx, open, 'any');
  await giveAll(tx, ctx, stage, { pairs: outcome.assigned.pairs, planId: null });
  const count = open.filter(({ entryId }) => shown.has(entryId)).length;
  await record(tx, ctx, office, 'handed_on', competitionId, { stage: kind, juror: jurorId, count });
  return { count };
}
