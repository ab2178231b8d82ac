import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { Criterion, Rubric } from './rubric.ts';

const columns = [
  'id',
  'categoryId',
  'stage',
  'version',
  'edited',
  'name',
  'source',
  'scaleMin',
  'scaleMax',
  'showIndex',
  'frozenAt',
] as const;

type Head = Omit<Rubric, 'criteria'>;

/** The rubrics in force of a contest: of each category and stage the newest version. */
export async function readRubrics(tx: Tx, ctx: Ctx, competitionId: string): Promise<Rubric[]> {
  const heads = await tx
    .selectFrom('rubrics')
    .distinctOn(['categoryId', 'stage'])
    .select(columns)
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .orderBy('categoryId')
    .orderBy('stage')
    .orderBy('version', 'desc')
    .$castTo<Head>()
    .execute();
  return withCriteria(tx, ctx, heads);
}

/** One rubric of that contest, of any version. @throws NotFound */
export async function readRubric(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  id: string,
  lock?: 'for update',
): Promise<Rubric> {
  if (!isId(id)) throw new NotFound(`no rubric ${id}`);
  const query = tx
    .selectFrom('rubrics')
    .select(columns)
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('id', '=', id)
    .$castTo<Head>();
  const head = await (lock ? query.forUpdate() : query).executeTakeFirst();
  const [found] = head ? await withCriteria(tx, ctx, [head]) : [];
  if (!found) throw new NotFound(`no rubric ${id}`);
  return found;
}

async function withCriteria(tx: Tx, ctx: Ctx, heads: readonly Head[]): Promise<Rubric[]> {
  if (heads.length === 0) return [];
  const rows = await tx
    .selectFrom('rubricCriteria')
    .select(['rubricId', 'id', 'name', 'question', 'anchors', sql<number>`weight::float8`.as('weight')])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where(
      'rubricId',
      'in',
      heads.map(({ id }) => id),
    )
    .orderBy('position')
    .orderBy('id')
    .$castTo<Criterion & { rubricId: string }>()
    .execute();
  const of = Map.groupBy(rows, ({ rubricId }) => rubricId);
  return heads.map((head) => ({
    ...head,
    criteria: (of.get(head.id) ?? []).map(({ rubricId: _, ...criterion }) => criterion),
  }));
}
