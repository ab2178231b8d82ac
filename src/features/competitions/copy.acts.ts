import type { Tx } from '#platform/database/bound.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { Category } from './category.ts';
import { type Competition, readCategories, readCompetition } from './competition.queries.ts';
import { type ScoringStage, scoringStages } from './competition.ts';
import { readRubrics } from './rubric.queries.ts';
import type { Criterion, Rubric } from './rubric.ts';
import { type PlannedStage, plannedLike, plannedOf, schedule } from './schedule.ts';
import { readStagesOf } from './stage.queries.ts';
import type { StagePlan } from './stage.ts';
import type { RubricTemplate } from './template.ts';
import { findCompetitionTemplate, findRubricTemplate } from './templates.ts';

/** A rubric before it belongs to a category. */
export type LooseRubric = Pick<Rubric, 'stage' | 'name' | 'source' | 'scaleMin' | 'scaleMax' | 'showIndex'> & {
  criteria: Omit<Criterion, 'id'>[];
};

type PlannedCategory = Omit<Category, 'id' | 'position'> & { rubrics: LooseRubric[] };

/** What a new contest is filled with. */
export interface ContestPlan {
  settings: Partial<Pick<Competition, 'description' | 'mentorRule' | 'blind' | 'acknowledgeDays' | 'objectionDays'>>;
  stages: PlannedStage[];
  categories: PlannedCategory[];
}

/** @param from `templat:<key>` or `lomba:<id>` */
export async function planFor(tx: Tx, ctx: Ctx, from: string): Promise<ContestPlan> {
  const [kind, which = ''] = from.split(':');
  return kind === 'lomba' ? copyOf(tx, ctx, which) : fromTemplate(which);
}

const unknownSource = () => new Invalid([{ field: 'from', message: 'competitions.errors.from' }]);

function fromTemplate(key: string): ContestPlan {
  const template = findCompetitionTemplate(key);
  if (!template) throw unknownSource();
  return {
    settings: { description: template.description },
    stages: plannedOf(template),
    categories: template.categories.map(({ rubrics, ...category }) => ({
      ...category,
      rubrics: scoringStages.flatMap((stage) => {
        const rubric = rubrics[stage] && findRubricTemplate(rubrics[stage]);
        return rubric ? [looseOf(stage, rubric)] : [];
      }),
    })),
  };
}

export function looseOf(stage: ScoringStage, template: RubricTemplate): LooseRubric {
  const { key: _, weightsSourced: __, ...rest } = template;
  return { ...rest, stage };
}

async function copyOf(tx: Tx, ctx: Ctx, id: string): Promise<ContestPlan> {
  const source = await readCompetition(tx, ctx, id).catch((error: unknown) => {
    throw error instanceof NotFound ? unknownSource() : error;
  });
  const { description, mentorRule, blind, acknowledgeDays, objectionDays } = source;
  const categories = await readCategories(tx, ctx, id);
  const rubrics = await readRubrics(tx, ctx, id);
  return {
    settings: { description, mentorRule, blind, acknowledgeDays, objectionDays },
    stages: plannedLike(await readStagesOf(tx, ctx, id)),
    categories: categories.map(({ id: own, position: _, ...category }) => ({
      ...category,
      rubrics: rubrics.filter(({ categoryId }) => categoryId === own),
    })),
  };
}

/** Writes stages, categories and rubrics of a contest that has none yet. */
export async function fill(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  plan: ContestPlan,
  firstDay: string,
): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  await insertStages(tx, ctx, competitionId, schedule(plan.stages, firstDay));
  const categories = plan.categories.map((category, position) => ({ ...category, id: newId(), position }));
  if (categories.length === 0) return;
  await tx
    .insertInto('competitionCategories')
    .values(categories.map(({ rubrics: _, ...rest }) => ({ tenantId, competitionId, ...rest })))
    .execute();
  await insertRubrics(
    tx,
    ctx,
    competitionId,
    categories.flatMap(({ id, rubrics }) => rubrics.map((rubric) => ({ categoryId: id, rubric }))),
  );
}

async function insertStages(tx: Tx, ctx: Ctx, competitionId: string, stages: readonly StagePlan[]): Promise<void> {
  if (stages.length === 0) return;
  const tenantId = tenantOf(ctx).id;
  await tx
    .insertInto('competitionStages')
    .values(stages.map((stage) => ({ tenantId, competitionId, ...stage })))
    .execute();
}

/** Writes first versions of rubrics with their criteria. */
export async function insertRubrics(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  all: readonly { categoryId: string; rubric: LooseRubric }[],
): Promise<void> {
  if (all.length === 0) return;
  const tenantId = tenantOf(ctx).id;
  const made = all.map(({ categoryId, rubric }) => ({ id: newId(), categoryId, rubric }));
  await tx
    .insertInto('rubrics')
    .values(
      made.map(({ id, categoryId, rubric: { stage, name, source, scaleMin, scaleMax, showIndex } }) => ({
        ...{ tenantId, competitionId, id, categoryId, stage, name, source, scaleMin, scaleMax, showIndex },
      })),
    )
    .execute();
  await insertCriteria(
    tx,
    ctx,
    made.flatMap(({ id, rubric }) =>
      rubric.criteria.map((criterion, position) => ({ ...criterion, rubricId: id, id: newId(), position })),
    ),
  );
}

export async function insertCriteria(
  tx: Tx,
  ctx: Ctx,
  criteria: readonly (Criterion & { rubricId: string; position: number })[],
): Promise<void> {
  if (criteria.length === 0) return;
  const rows = criteria.map(({ rubricId, id, position, name, question, weight, anchors }) => ({
    ...{ tenantId: tenantOf(ctx).id, rubricId, id, position, name, question, weight },
    anchors: JSON.stringify(anchors),
  }));
  await tx.insertInto('rubricCriteria').values(rows).execute();
}
