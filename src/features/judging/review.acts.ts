import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, type Fault, Invalid, NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { criteriaOf, editsAfter, findReview, type ReviewRow, type ScoredCriterion } from './review.queries.ts';
import {
  fitsScale,
  longestNotes,
  longestRemark,
  reviewTransition,
  type Score,
  scoreField,
  scoreText,
} from './review.ts';
import { mergeReview, type ReviewMerge, type Value } from './review-merge.ts';
import { writeReview } from './review-write.acts.ts';

export interface SentScore {
  value: Score;
  /** When it was set, by the device's clock. */
  notedAt?: Date | undefined;
}

export interface ReviewSave {
  /** UUIDv7 of the save; a device that got no answer sends the same again. */
  id: string;
  reviewId: string;
  deviceId?: string | undefined;
  /** Version of the review on which this was typed. */
  baseVersion: number;
  scores: Readonly<Record<string, SentScore>>;
  remark?: string | undefined;
  notes?: string | undefined;
}

/** One field that two devices changed, each in another way; as form fields show it. */
export interface FieldConflict {
  field: string;
  mine: string;
  theirs: string;
  at: Date;
}

export interface ReviewSaved {
  /** Nothing is lost where it is not empty: the other fields are saved, and of these both values are known. */
  conflicts: FieldConflict[];
  version: number;
  savedAt: Date;
  /** What stands where it differs from what was sent, by form field. */
  fields: Record<string, string>;
}

/**
 * Saves what a juror typed, on top of what other devices of theirs saved meanwhile. A repeat changes nothing.
 * @throws NotFound for a review of somebody else, NotAllowed for one given back or taken away, Conflict when scoring is
 *   not open, Invalid beside the field
 */
export async function saveReview(ctx: Ctx, save: ReviewSave): Promise<ReviewSaved> {
  return inTenant(ctx, async (tx) => {
    // Sent at once, answered one after the other: what is read stands behind the lock of the first.
    const [review, criteria, edits] = await Promise.all([
      findReview(tx, ctx, save.reviewId, true),
      criteriaOf(tx, ctx, save.reviewId),
      editsAfter(tx, ctx, save.reviewId, save.baseVersion),
    ]);
    requireScoring(review);
    if (save.baseVersion > review.version) throw new Conflict('desk.errors.changedMeanwhile');
    requireFitting(save, review, criteria);
    const { current, shown } = stored(ctx, review, criteria);
    const sent = sentValues(ctx, save);
    const merge = mergeReview(current, sent, edits, save.id);
    const answer = { ...answerOf(merge, shown, save), version: review.version, savedAt: review.savedAt ?? ctx.now };
    if (merge.apply.length === 0 && merge.conflicts.length === 0) return answer;
    // A choice between two values is offered only while it can still be made.
    requireOpen(review);
    if (merge.apply.length === 0) return answer;
    if (review.state === 'submitted') requireWhole(merge, sent);
    await writeReview(tx, ctx, { review, save, apply: merge.apply, current, sent, officeId: officeOf(ctx) });
    return { ...answer, version: review.version + 1, savedAt: ctx.now };
  });
}

/**
 * The juror is done with this entry: all criteria have a score. May be corrected until the stage closes. A repeat changes nothing.
 * @param version of the review that the juror saw
 */
export async function submitReview(ctx: Ctx, { id, version }: { id: string; version: number }): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const review = await findReview(tx, ctx, id, true);
    requireScoring(review);
    if (review.state === 'submitted') return;
    requireOpen(review);
    if (version !== review.version) throw new Conflict('desk.errors.changedMeanwhile');
    const criteria = await criteriaOf(tx, ctx, id);
    const missing = criteria.filter(({ value }) => value === null);
    if (missing.length > 0 || criteria.length === 0) throw new Invalid(missing.map((one) => fault(one.id, 'missing')));
    await tx
      .updateTable('reviews')
      .set({ state: 'submitted', submittedAt: ctx.now })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    const scores = Object.fromEntries(criteria.map((one) => [one.id, one.value]));
    await recordEvent(tx, ctx, {
      act: 'review.submitted',
      subject: { kind: 'review', id },
      officeId: officeOf(ctx),
      changes: { version, scores },
    });
  });
}

export const officeOf = (ctx: Ctx): string | null =>
  actorOf(ctx).offices.find(({ role }) => role === 'juror')?.id ?? null;

const fault = (criterionId: string, message: string, values?: Fault['values']): Fault => ({
  field: scoreField(criterionId),
  message: `desk.errors.${message}`,
  ...(values && { values }),
});

function requireScoring(review: ReviewRow): void {
  if (review.jurorGone) throw new NotAllowed('desk.errors.left');
  if (review.state === 'withdrawn') throw new NotAllowed('desk.errors.withdrawn');
  if (!reviewTransition('submit', review.state) && !reviewTransition('correct', review.state)) {
    throw new NotAllowed('desk.errors.recused');
  }
  if (review.conflicted) throw new NotAllowed('desk.errors.conflicted');
  if (review.entryState !== 'eligible') throw new NotAllowed('desk.errors.entryGone');
}

function requireOpen({ opening }: ReviewRow): void {
  if (opening !== 'open') throw new Conflict(`desk.errors.${opening}`);
}

function requireFitting(save: ReviewSave, { scale }: ReviewRow, criteria: readonly ScoredCriterion[]): void {
  const known = new Set(criteria.map(({ id }) => id));
  const faults: Fault[] = [];
  for (const [id, { value }] of Object.entries(save.scores)) {
    if (!known.has(id)) faults.push(fault(id, 'otherRubric'));
    else if (value !== null && !fitsScale(value, scale)) faults.push(fault(id, 'outside', { ...scale }));
  }
  if ((save.remark ?? '').length > longestRemark) faults.push({ field: 'remark', message: 'desk.errors.remarkLong' });
  if ((save.notes ?? '').length > longestNotes) faults.push({ field: 'notes', message: 'desk.errors.notesLong' });
  if (faults.length > 0) throw new Invalid(faults);
}

/** A review that was handed in stays whole. */
function requireWhole({ apply }: ReviewMerge, sent: ReadonlyMap<string, Value>): void {
  const emptied = apply.filter((field) => sent.get(field) === null);
  if (emptied.length > 0) throw new Invalid(emptied.map((field) => ({ field, message: 'desk.errors.missing' })));
}

/** Values by field as they are compared, and as a form shows them. */
function stored(ctx: Ctx, review: ReviewRow, criteria: readonly ScoredCriterion[]) {
  const notes = review.notesSealed === null ? '' : (ctx.secrets.read(review.notesSealed) ?? '');
  const current = new Map<string, Value>([
    ...criteria.map(({ id, value }): [string, Value] => [scoreField(id), value]),
    ['remark', review.remark],
    ['notes', digestOf(ctx, notes)],
  ]);
  const shown = new Map<string, string>([
    ...criteria.map(({ id, value }): [string, string] => [scoreField(id), scoreText(value)]),
    ['remark', review.remark],
    ['notes', notes],
  ]);
  return { current, shown };
}

/** Private notes enter the trace as a digest only. */
const digestOf = (ctx: Ctx, notes: string): string => (notes === '' ? '' : ctx.secrets.digest('review notes', notes));

function sentValues(ctx: Ctx, { scores, remark, notes }: ReviewSave): Map<string, Value> {
  return new Map<string, Value>([
    ...Object.entries(scores).map(([id, { value }]): [string, Value] => [scoreField(id), value]),
    ...(remark === undefined ? [] : [['remark', remark] as const]),
    ...(notes === undefined ? [] : [['notes', digestOf(ctx, notes)] as const]),
  ]);
}

function answerOf(merge: ReviewMerge, shown: ReadonlyMap<string, string>, save: ReviewSave) {
  const typed = new Map<string, string>([
    ...Object.entries(save.scores).map(([id, { value }]): [string, string] => [scoreField(id), scoreText(value)]),
    ['remark', save.remark ?? ''],
    ['notes', save.notes ?? ''],
  ]);
  const now = (field: string) => shown.get(field) ?? '';
  const differing = [...merge.outdated, ...merge.conflicts.map(({ field }) => field)];
  return {
    conflicts: merge.conflicts.map(({ field, at }) => ({
      field,
      mine: typed.get(field) ?? '',
      theirs: now(field),
      at,
    })),
    fields: Object.fromEntries(differing.map((field) => [field, now(field)])),
  };
}
