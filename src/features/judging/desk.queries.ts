import { type EntryContent, entryContentSchema } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  criteriaOf,
  findReview,
  type Opening,
  openingOf,
  ownReviews,
  type ReviewRow,
  type ScoredCriterion,
  sightOfReview,
  standing,
} from './review.queries.ts';
import { ownMean, type Score } from './review.ts';

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

async function groupsOf(tx: Tx, ctx: Ctx): Promise<DeskGroup[]> {
  const rows = await reviewsWithScores(tx, ctx);
  const groups = new Map<string, DeskGroup>();
  for (const row of rows) {
    const key = `${row.competitionId} ${row.stage}`;
    const { competitionId, contest, stage, startsAt, endsAt } = row;
    const group = groups.get(key) ?? {
      competitionId,
      contest,
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

function reviewsWithScores(tx: Tx, ctx: Ctx) {
  return ownReviews(tx, ctx)
    .innerJoin('competitionCategories as k', (join) =>
      join.onRef('k.tenantId', '=', 'e.tenantId').onRef('k.id', '=', 'e.categoryId'),
    )
    .select(['r.id', 'r.competitionId', 'r.stage', 'r.state', 'r.version', 'r.rubricId', 'r.entryId'])
    .select(['c.name as contest', 'c.state as contestState', 'c.blind', 's.startsAt', 's.startedAt', 's.closedAt'])
    .select(['e.number', 'e.organizationId', 'e.state as entryState', 'k.name as category', 'e.content'])
    .select(standing)
    .select((select) => [
      select
        .selectFrom('rubricCriteria as q')
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .whereRef('q.tenantId', '=', 'r.tenantId')
        .whereRef('q.rubricId', '=', 'r.rubricId')
        .as('criteria'),
      select
        .selectFrom('reviewScores as v')
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .whereRef('v.tenantId', '=', 'r.tenantId')
        .whereRef('v.reviewId', '=', 'r.id')
        .as('given'),
      select
        .selectFrom('reviewScores as v')
        .innerJoin('rubricCriteria as q', (join) =>
          join.onRef('q.tenantId', '=', 'v.tenantId').onRef('q.id', '=', 'v.criterionId'),
        )
        .select(({ eb, fn }) =>
          eb(fn.sum<number>(eb('v.value', '*', eb.ref('q.weight'))), '/', fn.sum<number>('q.weight')).as('mean'),
        )
        .whereRef('v.tenantId', '=', 'r.tenantId')
        .whereRef('v.reviewId', '=', 'r.id')
        .as('mean'),
    ])
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
  const [criteria, given] = [Number(row.criteria), Number(row.given)];
  return {
    id: row.id,
    number: numberText(row.number),
    title: readable ? titleOf(row.content) : '',
    category: row.category,
    progress: progressOf(row.state, readable && row.entryState === 'eligible', given, criteria),
    version: row.version,
    mean: criteria > 0 && given === criteria && row.mean !== null && readable ? Number(row.mean) : null,
    rubricId: row.rubricId,
  };
}

const numberText = (number: number | null): string => String(number ?? 0).padStart(3, '0');
const titleOf = (content: unknown): string => entryContentSchema.safeParse(content).data?.title ?? '';

function progressOf(state: string, readable: boolean, given: number, criteria: number): Progress {
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'recused' || !readable) return 'recused';
  if (state === 'submitted') return 'submitted';
  if (given === 0) return 'untouched';
  return given < criteria ? 'begun' : 'ready';
}

/** One entry as its juror reads and scores it. */
export interface ReviewSheet {
  review: ReviewRow;
  number: string;
  contest: string;
  category: string;
  /** null where the juror may no longer read it. */
  content: EntryContent | null;
  /** Whose it is; null where that is hidden. */
  organization: string | null;
  showIndex: boolean;
  criteria: ScoredCriterion[];
  /** Private; null when somebody else looks as this person. */
  notes: string | null;
  mean: Score;
  /** The same juror's finished readings with the same rubric, highest first. */
  others: { id: string; number: string; title: string; mean: number }[];
  before: string | null;
  after: string | null;
}

/** @throws NotFound for a review that is not this person's */
export async function reviewSheet(ctx: Ctx, id: string): Promise<ReviewSheet> {
  return inTenant(ctx, async (tx) => {
    const review = await findReview(tx, ctx, id);
    const entry = await tx
      .selectFrom('entries as e')
      .innerJoin('competitions as c', (join) =>
        join.onRef('c.tenantId', '=', 'e.tenantId').onRef('c.id', '=', 'e.competitionId'),
      )
      .innerJoin('competitionCategories as k', (join) =>
        join.onRef('k.tenantId', '=', 'e.tenantId').onRef('k.id', '=', 'e.categoryId'),
      )
      .innerJoin('rubrics as b', (join) => join.onRef('b.tenantId', '=', 'e.tenantId').on('b.id', '=', review.rubricId))
      .select(['e.number', 'e.content', 'c.name as contest', 'k.name as category', 'b.showIndex'])
      .where('e.tenantId', '=', tenantOf(ctx).id)
      .where('e.id', '=', review.entryId)
      .executeTakeFirst();
    if (!entry) throw new NotFound(`no entry of review ${id}`);
    const criteria = await criteriaOf(tx, ctx, id);
    const group = (await groupsOf(tx, ctx)).find(
      (one) => one.competitionId === review.competitionId && one.stage === review.stage,
    );
    return sheetOf(ctx, review, entry, criteria, group?.items ?? []);
  });
}

type EntryRow = Pick<ReviewSheet, 'contest' | 'category' | 'showIndex'> & { number: number | null; content: unknown };

function sheetOf(
  ctx: Ctx,
  review: ReviewRow,
  { number, content: stored, ...entry }: EntryRow,
  criteria: ScoredCriterion[],
  items: readonly DeskItem[],
): ReviewSheet {
  const content = review.sight === 'reading' || review.sight === 'blind' ? entryContentSchema.parse(stored) : null;
  const readable = items.filter(({ title }) => title !== '');
  const at = readable.findIndex((item) => item.id === review.id);
  const notes = review.notesSealed === null ? '' : (ctx.secrets.read(review.notesSealed) ?? '');
  return {
    ...entry,
    review,
    number: numberText(number),
    content: content && { ...content, organization: '' },
    organization: review.sight === 'reading' ? (content?.organization ?? '') : null,
    criteria,
    notes: ctx.actor?.viewedBy ? null : notes,
    mean: ownMean(criteria),
    others: items
      .flatMap(({ id, number: of, title, mean, rubricId, progress }) =>
        mean !== null && rubricId === review.rubricId && id !== review.id && progress !== 'withdrawn'
          ? [{ id, number: of, title, mean }]
          : [],
      )
      .sort((a, b) => b.mean - a.mean),
    before: at > 0 ? (readable[at - 1]?.id ?? null) : null,
    after: at >= 0 ? (readable[at + 1]?.id ?? null) : null,
  };
}
