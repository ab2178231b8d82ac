import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { ReviewSave } from './review.acts.ts';
import type { ReviewRow } from './review.queries.ts';
import { scoreField } from './review.ts';
import type { Value } from './review-merge.ts';

export interface ReviewWrite {
  review: ReviewRow;
  save: ReviewSave;
  /** Fields to be written. */
  apply: readonly string[];
  current: ReadonlyMap<string, Value>;
  sent: ReadonlyMap<string, Value>;
  officeId: string | null;
}

/** Writes one save in the transaction of its act: scores, the review, what changed, the event. */
export async function writeReview(tx: Tx, ctx: Ctx, write: ReviewWrite): Promise<void> {
  const { review, apply, current, sent, officeId } = write;
  const changed = Object.fromEntries(
    apply.map((field) => [field, [current.get(field) ?? null, sent.get(field) ?? null]]),
  );
  // None needs the answer of another: they go to the database in one round trip.
  await Promise.all([
    ...scoreStatements(tx, ctx, write),
    raiseReview(tx, ctx, write),
    traceSave(tx, ctx, write, changed),
    recordEvent(tx, ctx, {
      act: review.state === 'submitted' ? 'review.corrected' : 'review.saved',
      subject: { kind: 'review', id: review.id },
      officeId,
      changes: { version: review.version + 1, changed },
    }),
  ]);
}

function raiseReview(tx: Tx, ctx: Ctx, { review, save, apply }: ReviewWrite): Promise<unknown> {
  return tx
    .updateTable('reviews')
    .set({
      version: review.version + 1,
      savedAt: ctx.now,
      ...(apply.includes('remark') && { remark: save.remark ?? '' }),
      ...(apply.includes('notes') && { notesSealed: save.notes ? ctx.secrets.seal(save.notes) : null }),
    })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', review.id)
    .execute();
}

function traceSave(tx: Tx, ctx: Ctx, { review, save }: ReviewWrite, changed: object): Promise<unknown> {
  return tx
    .insertInto('reviewSaves')
    .values({
      tenantId: tenantOf(ctx).id,
      id: save.id,
      reviewId: review.id,
      deviceId: save.deviceId ?? null,
      baseVersion: save.baseVersion,
      version: review.version + 1,
      changed: JSON.stringify(changed),
      savedAt: ctx.now,
    })
    .execute();
}

function scoreStatements(tx: Tx, ctx: Ctx, { review, save, apply }: ReviewWrite): Promise<unknown>[] {
  const statements: Promise<unknown>[] = [];
  const tenantId = tenantOf(ctx).id;
  const touched = Object.entries(save.scores).filter(([id]) => apply.includes(scoreField(id)));
  const rows = touched.flatMap(([criterionId, { value, notedAt }]) =>
    value === null
      ? []
      : [
          {
            tenantId,
            reviewId: review.id,
            criterionId,
            value,
            notedAt: notedAt ?? null,
            savedAt: ctx.now,
            saveId: save.id,
          },
        ],
  );
  const emptied = touched.flatMap(([id, { value }]) => (value === null ? [id] : []));
  if (rows.length > 0) {
    const written = tx
      .insertInto('reviewScores')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'reviewId', 'criterionId']).doUpdateSet(({ ref }) => ({
          value: ref('excluded.value'),
          notedAt: ref('excluded.notedAt'),
          savedAt: ref('excluded.savedAt'),
          saveId: ref('excluded.saveId'),
        })),
      )
      .execute();
    statements.push(written);
  }
  if (emptied.length > 0) {
    const deleted = tx
      .deleteFrom('reviewScores')
      .where('tenantId', '=', tenantId)
      .where('reviewId', '=', review.id)
      .where('criterionId', 'in', emptied)
      .execute();
    statements.push(deleted);
  }
  return statements;
}
