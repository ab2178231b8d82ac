import { sql } from 'kysely';
import { entryContentSchema } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { type Opening, openingOf, ownReviews, sightOfReview, standing } from './review.queries.ts';

/** Where a review stands for its juror. */
export type Progress = 'untouched' | 'begun' | 'ready' | 'submitted' | 'recused' | 'withdrawn';

export interface DeskItem {
  id: string;
  number: string;
  /** '' where the juror may not read the entry. */
  title: string;
  category: string;
  progress: Progress;
  version: number;
  /** The juror's own weighted mean; null while a criterion is open. */
  mean: number | null;
  rubricId: string;
}

/** What one juror has to do in one stage of one contest. */
export interface DeskGroup {
  competitionId: string;
  contest: string;
  /** Invented for the demonstration. */
  example: boolean;
  stage: string;
  opening: Opening;
  startsAt: Date;
  /** The latest deadline of its entries. */
  endsAt: Date;
  items: DeskItem[];
}

/** Everything that was given to this person to score, the stage that ends first on top. */
export async function deskOf(ctx: Ctx): Promise<DeskGroup[]> {
  return inTenant(ctx, (tx) => groupsOf(tx, ctx));
}

export async function groupsOf(tx: Tx, ctx: Ctx): Promise<DeskGroup[]> {
  const rows = await reviewsWithScores(tx, ctx);
  const groups = new Map<string, DeskGroup>();
  for (const row of rows) {
    const key = `${row.competitionId} ${row.stage}`;
    const { competitionId, contest, example, stage, startsAt, endsAt } = row;
    const group = groups.get(key) ?? {
      competitionId,
      contest,
      example,
      stage,
      startsAt,
      endsAt,
      opening: openingOf(row),
      items: [],
    };
    if (openingOf(row) === 'open') group.opening = 'open';
    if (row.endsAt > group.endsAt) group.endsAt = row.endsAt;
    group.items.push(itemOf(ctx, row));
    groups.set(key, group);
  }
  const rank = { open: 0, early: 1, closed: 2 };
  return [...groups.values()].sort(
    (a, b) => rank[a.opening] - rank[b.opening] || a.endsAt.getTime() - b.endsAt.getTime(),
  );
}

const criteriaCount = sql<number>`(select count(*)::int from rubric_criteria q
  where q.tenant_id = r.tenant_id and q.rubric_id = r.rubric_id)`;
const scoreCount = sql<number>`(select count(*)::int from review_scores v
  where v.tenant_id = r.tenant_id and v.review_id = r.id)`;
const weightedMean = sql<number | null>`(select (sum(v.value * q.weight) / sum(q.weight))::float8 from review_scores v
  join rubric_criteria q on q.tenant_id = v.tenant_id and q.id = v.criterion_id
  where v.tenant_id = r.tenant_id and v.review_id = r.id)`;

function reviewsWithScores(tx: Tx, ctx: Ctx) {
  return ownReviews(tx, ctx)
    .innerJoin('competitionCategories as k', (join) =>
      join.onRef('k.tenantId', '=', 'e.tenantId').onRef('k.id', '=', 'e.categoryId'),
    )
    .select(['r.id', 'r.competitionId', 'r.stage', 'r.state', 'r.version', 'r.rubricId', 'r.entryId'])
    .select([
      'c.name as contest',
      'c.example',
      'c.state as contestState',
      'c.blind',
      's.startsAt',
      's.startedAt',
      's.closedAt',
    ])
    .select(['e.number', 'e.organizationId', 'e.state as entryState', 'k.name as category', 'e.content'])
    .select(standing)
    .select([criteriaCount.as('criteria'), scoreCount.as('given'), weightedMean.as('mean')])
    .where('j.state', 'in', ['appointed', 'acknowledged'])
    .where('c.state', '<>', 'cancelled')
    .orderBy('k.position')
    .orderBy('e.number')
    .orderBy('r.id')
    .execute();
}

type Row = Awaited<ReturnType<typeof reviewsWithScores>>[number];

function itemOf(ctx: Ctx, row: Row): DeskItem {
  const readable = ['blind', 'reading'].includes(sightOfReview(ctx, row));
  const { criteria, given, mean } = row;
  return {
    id: row.id,
    number: numberText(row.number),
    title: readable ? titleOf(row.content) : '',
    category: row.category,
    progress: progressOf(row.state, readable && row.entryState === 'eligible', given, criteria),
    version: row.version,
    mean: criteria > 0 && given === criteria && readable ? mean : null,
    rubricId: row.rubricId,
  };
}

/** As the contest prints it: "012". */
export const numberText = (number: number | null): string => String(number ?? 0).padStart(3, '0');
const titleOf = (content: unknown): string => entryContentSchema.safeParse(content).data?.title ?? '';

function progressOf(state: string, readable: boolean, given: number, criteria: number): Progress {
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'recused' || !readable) return 'recused';
  if (state === 'submitted') return 'submitted';
  if (given === 0) return 'untouched';
  return given < criteria ? 'begun' : 'ready';
}
