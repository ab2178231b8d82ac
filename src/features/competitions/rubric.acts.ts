import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type Changing, changing, record, requireTransition } from './changing.acts.ts';
import { readCategories } from './competition.queries.ts';
import { isScoringStage, type ScoringStage, type StageKind } from './competition.ts';
import { insertCriteria, insertRubrics, looseOf } from './copy.acts.ts';
import { readRubric, readRubrics } from './rubric.queries.ts';
import type { Criterion, Rubric, RubricChange } from './rubric.ts';
import { findRubricTemplate } from './templates.ts';

/** What is known elsewhere of a frozen rubric: who scores with it. Handed over, since scoring knows contests and not the other way. */
export interface RubricUse {
  /** Whether any score stands in one of its criteria. */
  scored(tx: Tx, ctx: Ctx, rubricId: string): Promise<boolean>;
  /** Lets those who were to score in the old version score in the new one. */
  move(tx: Tx, ctx: Ctx, from: string, to: string): Promise<void>;
}

const written = ['name', 'source', 'scaleMin', 'scaleMax', 'showIndex', 'criteria'] as const;

/**
 * Writes a rubric anew; a frozen one as its next version, before anybody has scored in it. The same again changes nothing.
 * @returns the id of the rubric in force
 */
export function changeRubric(
  ctx: Ctx,
  use: RubricUse,
  competitionId: string,
  rubricId: string,
  change: RubricChange,
): Promise<string> {
  return changing(ctx, competitionId, async (at) => {
    const before = await readRubric(at.tx, ctx, competitionId, rubricId, 'for update');
    if (written.every((field) => JSON.stringify(before[field]) === JSON.stringify(change[field]))) return rubricId;
    requireTransition(at, 'edit');
    const current = (await readRubrics(at.tx, ctx, competitionId)).find(
      ({ categoryId, stage }) => categoryId === before.categoryId && stage === before.stage,
    );
    if (current?.id === nextId(before) && saysSame(current, change)) return current.id;
    if (before.edited !== change.edited || current?.id !== rubricId)
      throw new Conflict('competitions.errors.rubricMeanwhile');
    if (before.frozenAt) return nextVersion(at, use, before, change);
    await rewrite(at, before, change);
    await record(at, 'rubric_changed', { rubric: rubricId, ...change });
    return rubricId;
  });
}

async function rewrite({ tx, ctx }: Changing, before: Rubric, change: RubricChange): Promise<void> {
  const { criteria, name, source, scaleMin, scaleMax, showIndex } = change;
  await tx
    .updateTable('rubrics')
    .set({ name, source, scaleMin, scaleMax, showIndex, edited: before.edited + 1 })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', before.id)
    .execute();
  await tx
    .deleteFrom('rubricCriteria')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('rubricId', '=', before.id)
    .execute();
  await insertCriteria(tx, ctx, placed(before.id, criteria));
}

const placed = (rubricId: string, criteria: readonly Criterion[]) =>
  criteria.map((criterion, position) => ({ ...criterion, rubricId, position }));

const nextId = ({ id, version }: Rubric) => derivedId('rubric version', id, String(version + 1));

/** The same but for the ids of its criteria, which are new in a new version. */
function saysSame(rubric: Rubric, change: RubricChange): boolean {
  const said = ({ criteria, name, source, scaleMin, scaleMax, showIndex }: RubricChange) =>
    JSON.stringify([
      name,
      source,
      scaleMin,
      scaleMax,
      showIndex,
      criteria.map(({ id: _, ...rest }) => Object.entries(rest).sort()),
    ]);
  return said(rubric) === said(change);
}

async function nextVersion(at: Changing, use: RubricUse, before: Rubric, change: RubricChange): Promise<string> {
  const { tx, ctx, competition } = at;
  const version = before.version + 1;
  const id = nextId(before);
  const { criteria, name, source, scaleMin, scaleMax, showIndex } = change;
  const head = { name, source, scaleMin, scaleMax, showIndex };
  const { categoryId, stage, frozenAt } = before;
  await tx
    .insertInto('rubrics')
    .values({
      ...{ tenantId: tenantOf(ctx).id, id, competitionId: competition.id, categoryId, stage, version, frozenAt },
      ...head,
    })
    .execute();
  const own = criteria.map((criterion) => ({ ...criterion, id: derivedId('criterion', id, criterion.id) }));
  await insertCriteria(tx, ctx, placed(id, own));
  // Moved first: that waits for whoever is just saving scores, and whoever saves later finds the new version.
  await use.move(tx, ctx, before.id, id);
  if (await use.scored(tx, ctx, before.id)) throw new Conflict('competitions.errors.rubricScored');
  await record(at, 'rubric_version', { rubric: id, instead: before.id, version, ...head, criteria: own });
  return id;
}

/** Puts a template in the place of a rubric that is not frozen. @param edited as its page was read */
export function takeRubric(
  ctx: Ctx,
  competitionId: string,
  rubricId: string,
  { edited, template: key }: { edited: number; template: string },
): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    const before = await readRubric(at.tx, ctx, competitionId, rubricId, 'for update');
    const template = findRubricTemplate(key);
    if (!template) throw new Invalid([{ field: 'template', message: 'competitions.errors.choose' }]);
    const { name, source, scaleMin, scaleMax, showIndex } = template;
    const criteria = template.criteria.map((one, at) => ({
      ...one,
      id: derivedId('taken', rubricId, key, String(at), String(edited)),
    }));
    if (before.edited === edited + 1 && before.criteria.every(({ id }, n) => id === criteria[n]?.id)) return;
    requireTransition(at, 'edit');
    if (before.frozenAt) throw new Conflict('competitions.errors.rubricFrozen');
    if (before.edited !== edited) throw new Conflict('competitions.errors.rubricMeanwhile');
    await rewrite(at, before, { edited, name, source, scaleMin, scaleMax, showIndex, criteria });
    await record(at, 'rubric_taken', { rubric: rubricId, template: key });
  });
}

/** What a category without a rubric for a scored stage begins with. */
const firstRubric: Record<ScoringStage, string> = {
  desk: 'pp-38-2017',
  presentation: 'presentasi-iga-2023',
  field: 'pp-38-2017',
};

/** Gives every category a rubric for every scored stage where it has none. */
export async function giveRubrics(at: Changing, stages: readonly { kind: StageKind }[]): Promise<void> {
  const { tx, ctx, competition } = at;
  const scored = stages.map(({ kind }) => kind).filter(isScoringStage);
  const [categories, rubrics] = [
    await readCategories(tx, ctx, competition.id),
    await readRubrics(tx, ctx, competition.id),
  ];
  const missing = categories.flatMap(({ id: categoryId }) =>
    scored
      .filter((stage) => !rubrics.some((one) => one.categoryId === categoryId && one.stage === stage))
      .flatMap((stage) => {
        const template = findRubricTemplate(firstRubric[stage]);
        return template ? [{ categoryId, rubric: looseOf(stage, template) }] : [];
      }),
  );
  await insertRubrics(tx, ctx, competition.id, missing);
}
