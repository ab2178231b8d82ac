import { sql } from 'kysely';
import { type Seat, type Sight, sightOf } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, tenantOf } from '#platform/tenancy.ts';
import { isReviewState, type ReviewState, type Scale, type Score } from './review.ts';
import type { ReviewEdit, Value } from './review-merge.ts';

/** `early`: scoring has not begun. `closed`: it is over, or the contest is. */
export type Opening = 'early' | 'open' | 'closed';

/** A review with all that decides whether its juror may score. */
export interface ReviewRow {
  id: string;
  competitionId: string;
  stage: string;
  jurorId: string;
  entryId: string;
  rubricId: string;
  state: ReviewState;
  version: number;
  remark: string;
  notesSealed: string | null;
  savedAt: Date | null;
  submittedAt: Date | null;
  scale: Scale;
  opening: Opening;
  stageClosed: boolean;
  endsAt: Date;
  /** The juror declined or left. */
  jurorGone: boolean;
  entryState: string;
  conflicted: boolean;
  sight: Sight;
}

const conflicted = sql<boolean>`exists (select from juror_conflicts f
  where f.tenant_id = r.tenant_id and f.juror_id = r.juror_id and f.entry_id = r.entry_id and f.state <> 'dismissed'
    and not (f.kind = 'mentored' and c.mentor_rule = 'estimate'))`;
// A deadline that was moved for one entry counts for it alone.
const endsAt = sql<Date>`greatest(s.ends_at, (select max(x.ends_at) from competition_extensions x
  where x.tenant_id = r.tenant_id and x.competition_id = r.competition_id and x.stage = r.stage and x.entry_id = r.entry_id))`;
const plenary = sql<boolean>`exists (select from competition_stages p where p.tenant_id = r.tenant_id
  and p.competition_id = r.competition_id and p.kind = 'plenary' and p.started_at is not null)`;

/** Reviews of the person who asks, with stage, rubric and contest; `now()` is the database's clock. */
export function ownReviews(tx: Tx, ctx: Ctx) {
  return tx
    .selectFrom('reviews as r')
    .innerJoin('jurors as j', (join) => join.onRef('j.tenantId', '=', 'r.tenantId').onRef('j.id', '=', 'r.jurorId'))
    .innerJoin('competitions as c', (join) =>
      join.onRef('c.tenantId', '=', 'r.tenantId').onRef('c.id', '=', 'r.competitionId'),
    )
    .innerJoin('competitionStages as s', (join) =>
      join
        .onRef('s.tenantId', '=', 'r.tenantId')
        .onRef('s.competitionId', '=', 'r.competitionId')
        .onRef('s.kind', '=', 'r.stage'),
    )
    .innerJoin('rubrics as b', (join) => join.onRef('b.tenantId', '=', 'r.tenantId').onRef('b.id', '=', 'r.rubricId'))
    .innerJoin('entries as e', (join) => join.onRef('e.tenantId', '=', 'r.tenantId').onRef('e.id', '=', 'r.entryId'))
    .where('r.tenantId', '=', tenantOf(ctx).id)
    .where('j.userId', '=', actorOf(ctx).userId);
}

export const standing = [
  endsAt.as('endsAt'),
  conflicted.as('conflicted'),
  plenary.as('plenary'),
  sql<Date>`now()`.as('clock'),
] as const;

interface Standing {
  contestState: string;
  startedAt: Date | null;
  closedAt: Date | null;
  endsAt: Date;
  clock: Date;
}

export function openingOf({ contestState, startedAt, closedAt, endsAt: end, clock }: Standing): Opening {
  if (contestState !== 'announced' || closedAt) return 'closed';
  if (!startedAt) return 'early';
  return clock < end ? 'open' : 'closed';
}

/** What the juror may read of an entry that was given to them. */
export function sightOfReview(
  ctx: Ctx,
  row: { state: string; organizationId: string; conflicted: boolean; blind: boolean; plenary: boolean },
): Sight {
  const assigned = row.state === 'assigned' || row.state === 'submitted';
  const seat: Seat = { assigned, conflicted: row.conflicted, blind: row.blind, plenary: row.plenary };
  return sightOf(ctx.actor, { organizationId: row.organizationId, shown: false }, seat);
}

/**
 * The review of this juror. With `lock`, nobody changes it before the transaction ends, and its stage is not closed
 * meanwhile. @throws NotFound when it is not theirs
 */
export async function findReview(tx: Tx, ctx: Ctx, id: string, lock = false): Promise<ReviewRow> {
  const found = ownReviews(tx, ctx)
    .select(['r.id', 'r.competitionId', 'r.stage', 'r.jurorId', 'r.entryId', 'r.rubricId', 'r.state', 'r.version'])
    .select(['r.remark', 'r.notesSealed', 'r.savedAt', 'r.submittedAt', 'b.scaleMin', 'b.scaleMax'])
    .select(['c.state as contestState', 'c.blind', 's.startedAt', 's.closedAt', 'j.state as jurorState'])
    .select(['e.state as entryState', 'e.organizationId'])
    .select(standing)
    .where('r.id', '=', id);
  const [, row] = await Promise.all([
    joinAsWritten(tx),
    (lock ? found.forUpdate('r').forShare('s') : found).executeTakeFirst(),
  ]);
  if (!row || !isReviewState(row.state)) throw new NotFound(`no review ${id}`);
  const { scaleMin, scaleMax, contestState, startedAt, closedAt, clock, jurorState, blind, organizationId, ...rest } =
    row;
  return {
    ...rest,
    state: row.state,
    scale: { min: scaleMin, max: scaleMax },
    opening: openingOf(row),
    stageClosed: closedAt !== null || contestState !== 'announced',
    jurorGone: jurorState === 'left' || jurorState === 'declined',
    sight: sightOfReview(ctx, row),
  };
}

export interface ScoredCriterion {
  id: string;
  name: string;
  question: string;
  weight: number;
  anchors: { value: number; words: string }[];
  value: Score;
}

/** The criteria of the review's rubric in their order, with the scores given. */
export async function criteriaOf(tx: Tx, ctx: Ctx, reviewId: string): Promise<ScoredCriterion[]> {
  const rows = await tx
    .selectFrom('reviews as r')
    .innerJoin('rubricCriteria as k', (join) =>
      join.onRef('k.tenantId', '=', 'r.tenantId').onRef('k.rubricId', '=', 'r.rubricId'),
    )
    .leftJoin('reviewScores as v', (join) =>
      join.onRef('v.tenantId', '=', 'k.tenantId').onRef('v.criterionId', '=', 'k.id').onRef('v.reviewId', '=', 'r.id'),
    )
    .select(['k.id', 'k.name', 'k.question', 'k.weight', 'k.anchors', 'v.value'])
    .where('r.tenantId', '=', tenantOf(ctx).id)
    .where('r.id', '=', reviewId)
    .orderBy('k.position')
    .orderBy('k.id')
    .execute();
  return rows.map(({ weight, value, anchors, ...row }) => ({
    ...row,
    weight: Number(weight),
    value: value === null ? null : Number(value),
    anchors: anchors as unknown as ScoredCriterion['anchors'],
  }));
}

/** From one review to what it belongs to, key by key: trying every order of six tables takes longer than all the reading. */
const joinAsWritten = (tx: Tx) => sql`set local join_collapse_limit = 1`.execute(tx);

/** What saves after that version changed, oldest first. */
export async function editsAfter(tx: Tx, ctx: Ctx, reviewId: string, version: number): Promise<ReviewEdit[]> {
  const rows = await tx
    .selectFrom('reviewSaves')
    .select(['id', 'version', 'changed', 'savedAt'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('reviewId', '=', reviewId)
    .where('version', '>', version)
    .orderBy('version')
    .execute();
  return rows.flatMap((row) =>
    Object.entries(row.changed as Record<string, [Value, Value]>).map(([field, [before, after]]) => ({
      saveId: row.id,
      version: row.version,
      at: row.savedAt,
      field,
      before,
      after,
    })),
  );
}
