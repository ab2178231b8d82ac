import { Conflict } from '#platform/errors.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type Category, type CategoryInput, harms } from './category.ts';
import { type Changing, changing, record, requireTransition, requireVersion, update } from './changing.acts.ts';
import { readCategories, readEntryCounts } from './competition.queries.ts';
import { giveRubrics } from './rubric.acts.ts';
import { readStagesOf } from './stage.queries.ts';

const written = [
  'name',
  'description',
  'organizationKinds',
  'form',
  'team',
  'sustained',
  'minimumAgeMonths',
  'capPerOrganization',
  'winnersBarredYears',
  'shortlistSize',
  'winners',
] as const;

const differing = (before: Category, input: CategoryInput) =>
  written.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(input[field]));

/**
 * Adds a category or writes it anew; a new one gets a rubric for every scored stage. Once somebody entered, it may become
 * wider but not narrower. The same again changes nothing.
 * @throws Conflict where a name stands twice, or where it would harm who entered
 */
export function saveCategory(ctx: Ctx, competitionId: string, input: CategoryInput): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    const all = await readCategories(at.tx, ctx, competitionId);
    const before = all.find(({ id }) => id === input.id);
    const { version, ...values } = input;
    if (before && differing(before, input).length === 0) return;
    requireTransition(at, 'edit');
    requireVersion(at, version);
    if (all.some(({ id, name }) => id !== input.id && name === input.name)) {
      throw new Conflict('competitions.errors.nameTwice');
    }
    if (before && (await entered(at, input.id)) && harms(before, input)) {
      throw new Conflict('competitions.errors.categoryHarms');
    }
    if (before) await change(at, values);
    else await add(at, values, Math.max(-1, ...all.map(({ position }) => position)) + 1);
    await update(at);
    await record(at, before ? 'category_changed' : 'category_added', values);
  });
}

type Values = Omit<CategoryInput, 'version'>;

async function change({ tx, ctx }: Changing, { id, ...values }: Values): Promise<void> {
  await tx
    .updateTable('competitionCategories')
    .set(values)
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .execute();
}

async function add(at: Changing, values: Values, position: number): Promise<void> {
  const { tx, ctx, competition } = at;
  await tx
    .insertInto('competitionCategories')
    .values({ tenantId: tenantOf(ctx).id, competitionId: competition.id, ...values, position })
    .execute();
  await giveRubrics(at, await readStagesOf(tx, ctx, competition.id));
}

/** Takes a category away with its rubrics; one that is not there is gone already. */
export function removeCategory(ctx: Ctx, competitionId: string, id: string, version: number): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    const all = await readCategories(at.tx, ctx, competitionId);
    if (!all.some((one) => one.id === id)) return;
    requireTransition(at, 'edit');
    requireVersion(at, version);
    const announced = at.competition.state !== 'draft';
    if ((announced && all.length === 1) || (await entered(at, id, true))) {
      throw new Conflict('competitions.errors.categoryInUse');
    }
    await at.tx
      .deleteFrom('competitionCategories')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await update(at);
    await record(at, 'category_removed', { id });
  });
}

async function entered({ tx, ctx, competition }: Changing, id: string, alsoWithdrawn = false): Promise<boolean> {
  const counts = await readEntryCounts(tx, ctx, competition.id);
  return counts.some(({ categoryId, state }) => categoryId === id && (alsoWithdrawn || state !== 'withdrawn'));
}
