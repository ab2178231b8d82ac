import { sql } from 'kysely';
import { Conflict, Invalid } from '#platform/errors.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type Changing, changing, record, update } from './changing.acts.ts';
import { readCategories } from './competition.queries.ts';
import type { ScoringStage } from './competition.ts';
import { missingFor } from './completeness.ts';
import { readRubrics } from './rubric.queries.ts';
import { databaseNow, readStagesOf } from './stage.queries.ts';

/**
 * Begins a stage in which jurors score: from then on its rubrics are frozen. Beginning again changes nothing.
 * @throws Conflict while entries still come in, also those with a longer time; Invalid where a rubric is missing
 */
export function startScoring(ctx: Ctx, competitionId: string, kind: ScoringStage): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    const stages = await readStagesOf(at.tx, ctx, competitionId);
    const stage = stages.find((one) => one.kind === kind);
    if (!stage) throw new Conflict('competitions.errors.noStage');
    if (stage.startedAt) return;
    if (at.competition.state !== 'announced') throw new Conflict('competitions.errors.state');
    const now = await databaseNow(at.tx);
    if ((await lastEntry(at)) > now) throw new Conflict('competitions.errors.entryStillOpen');
    await requireRubrics(at, kind);
    await at.tx
      .updateTable('rubrics')
      .set({ frozenAt: now })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('stage', '=', kind)
      .where('frozenAt', 'is', null)
      .execute();
    await stamp(at, kind, { startedAt: now });
    await record(at, 'scoring_started', { stage: kind });
  });
}

/** Ends a stage that was begun: nothing is scored any more. Ending again changes nothing. */
export function closeStage(ctx: Ctx, competitionId: string, kind: ScoringStage): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    const stages = await readStagesOf(at.tx, ctx, competitionId);
    const stage = stages.find((one) => one.kind === kind);
    if (!stage?.startedAt) throw new Conflict('competitions.errors.notStarted');
    if (stage.closedAt) return;
    if (at.competition.state !== 'announced') throw new Conflict('competitions.errors.state');
    await stamp(at, kind, { closedAt: await databaseNow(at.tx) });
    await record(at, 'stage_closed', { stage: kind });
  });
}

/** When the last entry may still come in. */
async function lastEntry({ tx, ctx, competition }: Changing): Promise<Date> {
  const { rows } = await sql<{ until: Date | null }>`
    select greatest(
      (select max(ends_at) from competition_stages
       where tenant_id = ${tenantOf(ctx).id} and competition_id = ${competition.id} and kind = 'entry'),
      (select max(ends_at) from competition_extensions
       where tenant_id = ${tenantOf(ctx).id} and competition_id = ${competition.id} and stage = 'entry')
    ) as until`.execute(tx);
  return rows[0]?.until ?? new Date(0);
}

async function requireRubrics({ tx, ctx, competition }: Changing, kind: ScoringStage): Promise<void> {
  const categories = await readCategories(tx, ctx, competition.id);
  const rubrics = (await readRubrics(tx, ctx, competition.id)).map((one) => ({
    ...one,
    criteria: one.criteria.length,
  }));
  const asked = { stages: [{ kind, endsAt: new Date() }], categories, rubrics };
  const missing = missingFor(asked, new Date(0)).filter(({ what }) => what === 'rubric' || what === 'criteria');
  if (missing.length === 0) return;
  throw new Invalid(
    missing.map(({ what, ...values }) => ({
      field: '',
      message: `competitions.missing.${what}`,
      values: { ...values },
    })),
  );
}

async function stamp(at: Changing, kind: ScoringStage, values: { startedAt: Date } | { closedAt: Date }) {
  await at.tx
    .updateTable('competitionStages')
    .set(values)
    .where('tenantId', '=', tenantOf(at.ctx).id)
    .where('competitionId', '=', at.competition.id)
    .where('kind', '=', kind)
    .execute();
  await update(at);
}
