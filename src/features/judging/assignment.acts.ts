import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict } from '#platform/errors.ts';
import { derivedId, newId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { assign } from './assign.ts';
import { readPlan, readStage, requireCommittee } from './assignment.queries.ts';
import { objectives } from './assignment.ts';
import type { Run } from './assignment-form.ts';
import {
  type AssignmentStage,
  active,
  barOf,
  demandOf,
  kept,
  pairKey,
  type StageReview,
  serves,
} from './assignment-stage.ts';
import { readContest } from './juror.queries.ts';
import { proposeIn } from './propose.acts.ts';

/** Of a search for something fairer, while somebody waits for the page. */
const effort = 0.15;

/**
 * Works out who should read what, by both objectives, and keeps both plans; nobody is given anything yet. Conflicts are
 * looked for first, so that new ones count. Sending the same again changes nothing.
 */
export async function computePlans(ctx: Ctx, competitionId: string, run: Run): Promise<void> {
  const office = requireCommittee(ctx);
  const stage = await inTenant(ctx, async (tx) => {
    await readContest(tx, ctx, competitionId, 'for update');
    await proposeIn(tx, ctx, competitionId, office.id);
    const found = await readStage(tx, ctx, competitionId, run.stage);
    requireOpen(found);
    return found;
  });
  // Between the two transactions, so that a long search holds no lock; what changed since is found when a plan is taken.
  const demand = demandOf(stage, { k: () => run.k, connected: run.connected, least: true, stays: kept });
  const plans = objectives.map((objective) => {
    const asked = { ...demand, objective };
    return { id: derivedId('assignment plan', run.id, objective), objective, asked, outcome: assign(asked, effort) };
  });
  await inTenant(ctx, async (tx) => {
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('assignmentPlans')
      .values(
        plans.map(({ id, objective, asked, outcome }) => ({
          tenantId: tenantOf(ctx).id,
          id,
          competitionId,
          stage: run.stage,
          objective,
          demand: JSON.stringify(asked),
          outcome: JSON.stringify(outcome),
          // Of both plans the same instant: that of the transaction, which tells runs apart.
          madeBy: actorOf(ctx).userId,
        })),
      )
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (added === 0n) return;
    const changes = { stage: run.stage, k: run.k, connected: run.connected };
    await record(tx, ctx, office, 'computed', competitionId, changes);
  });
}

export interface Taken {
  added: number;
  withdrawn: number;
}

/**
 * Turns a plan into readings. Readings with scores and those set by hand stay; others that the plan does not hold are
 * withdrawn. A plan is taken once: again changes nothing.
 * @throws Conflict when entries, jurors or conflicts changed since it was worked out
 */
export async function takePlan(ctx: Ctx, competitionId: string, planId: string): Promise<Taken & { stage: string }> {
  const office = requireCommittee(ctx);
  return inTenant(ctx, async (tx) => {
    const { stage: kind } = await readPlan(tx, ctx, competitionId, planId);
    const stage = await readStage(tx, ctx, competitionId, kind, 'for update');
    // Read again behind the lock: two who take at once are one after the other.
    const plan = await readPlan(tx, ctx, competitionId, planId);
    if (plan.takenAt) return { added: 0, withdrawn: 0, stage: kind };
    requireOpen(stage);
    if ('refused' in plan.outcome) throw new Conflict('assignments.errors.refused');
    const { pairs } = plan.outcome.assigned;
    const wanted = new Set(pairs.map(([juror, entry]) => pairKey(juror, entry)));
    const leaving = stage.reviews.filter(
      (one) => one.state === 'assigned' && !kept(one) && !wanted.has(pairKey(one.jurorId, one.entryId)),
    );
    await withdrawAll(tx, ctx, leaving, 'untouched');
    const added = await giveAll(tx, ctx, stage, { pairs, planId });
    await tx
      .updateTable('assignmentPlans')
      .set({ takenAt: ctx.now })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', planId)
      .execute();
    const taken = { added, withdrawn: leaving.length };
    await record(tx, ctx, office, 'taken', competitionId, { plan: planId, stage: kind, ...taken });
    return { ...taken, stage: kind };
  });
}

export function requireOpen({ state, closed }: AssignmentStage): void {
  if (state !== 'draft' && state !== 'announced') throw new Conflict('assignments.errors.over');
  if (closed) throw new Conflict('assignments.errors.closed');
}

/** `untouched`: what a juror saved since it was read stays with them. */
export async function withdrawAll(
  tx: Tx,
  ctx: Ctx,
  reviews: readonly StageReview[],
  which: 'untouched' | 'any',
): Promise<void> {
  if (reviews.length === 0) return;
  await tx
    .updateTable('reviews')
    .set({ state: 'withdrawn', fixed: false })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where(
      'id',
      'in',
      reviews.map(({ id }) => id),
    )
    .where('state', '=', 'assigned')
    .$if(which === 'untouched', (query) => query.where('version', '=', 0))
    .execute();
}

interface Gift {
  pairs: readonly (readonly [string, string])[];
  planId: string | null;
  fixed?: boolean;
}

/** Gives each pair that is not there; one that was withdrawn is given again. @returns how many were not there */
export async function giveAll(tx: Tx, ctx: Ctx, stage: AssignmentStage, { pairs, planId, fixed = false }: Gift) {
  const known = new Map(stage.reviews.map((one) => [pairKey(one.jurorId, one.entryId), one]));
  const missing = pairs.filter(([juror, entry]) => !active(known.get(pairKey(juror, entry)) ?? { state: 'withdrawn' }));
  const rows = missing.map(([jurorId, entryId]) => {
    const entry = stage.entries.find(({ id }) => id === entryId);
    const juror = stage.jurors.find(({ id }) => id === jurorId);
    const recused = known.get(pairKey(jurorId, entryId))?.state === 'recused';
    if (!entry || !juror || !serves(juror) || recused || barOf(stage, jurorId, entryId)) {
      throw new Conflict('assignments.errors.outdated');
    }
    if (entry.rubricId === null) throw new Conflict('assignments.errors.noRubric');
    return {
      tenantId: tenantOf(ctx).id,
      id: newId(),
      competitionId: stage.competitionId,
      stage: stage.stage,
      jurorId,
      entryId,
      rubricId: entry.rubricId,
      state: 'assigned',
      fixed,
      mentored: stage.mentored.has(pairKey(jurorId, entryId)),
      planId,
      assignedAt: ctx.now,
    };
  });
  // In portions below the number of parameters that a statement may have.
  for (let at = 0; at < rows.length; at += 2000) {
    await tx
      .insertInto('reviews')
      .values(rows.slice(at, at + 2000))
      .onConflict((conflict) =>
        conflict
          .columns(['tenantId', 'stage', 'jurorId', 'entryId'])
          .doUpdateSet((eb) => ({
            state: 'assigned',
            fixed: eb.ref('excluded.fixed'),
            mentored: eb.ref('excluded.mentored'),
            planId: eb.ref('excluded.planId'),
            assignedAt: eb.ref('excluded.assignedAt'),
          }))
          .where('reviews.state', '=', 'withdrawn'),
      )
      .execute();
  }
  return rows.length;
}

export async function record(
  tx: Tx,
  ctx: Ctx,
  office: HeldOffice,
  verb: 'computed' | 'taken' | 'handed_on' | 'fixed' | 'withdrawn',
  competitionId: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'competition', id: competitionId };
  await recordEvent(tx, ctx, { act: `assignment.${verb}`, subject, officeId: office.id, changes });
}
