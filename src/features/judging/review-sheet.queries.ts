import { type EntryContent, entryContentSchema } from '#features/competitions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type DeskItem, groupsOf, numberText } from './desk.queries.ts';
import { criteriaOf, findReview, type ReviewRow, type ScoredCriterion } from './review.queries.ts';
import { ownMean, type Score } from './review.ts';

/** One entry as its juror reads and scores it. */
export interface ReviewSheet {
  review: ReviewRow;
  number: string;
  contest: string;
  example: boolean;
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
      .select(['e.number', 'e.content', 'c.name as contest', 'c.example', 'k.name as category', 'b.showIndex'])
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

type EntryRow = Pick<ReviewSheet, 'contest' | 'example' | 'category' | 'showIndex'> & {
  number: number | null;
  content: unknown;
};

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
