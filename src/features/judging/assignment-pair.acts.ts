import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { giveAll, record, requireOpen } from './assignment.acts.ts';
import { readStage, requireCommittee } from './assignment.queries.ts';
import type { Fix, Withdrawal } from './assignment-form.ts';
import { type AssignmentStage, active, barOf, serves } from './assignment-stage.ts';

const fault = (field: string, message: string) => new Invalid([{ field, message: `assignments.errors.${message}` }]);

/** Sets one pair by hand: later runs keep it. Setting it again changes nothing. */
export async function fixPair(
  ctx: Ctx,
  competitionId: string,
  { stage: kind, jurorId, entryId, reason }: Fix,
): Promise<void> {
  const office = requireCommittee(ctx);
  await inTenant(ctx, async (tx) => {
    const stage = await readStage(tx, ctx, competitionId, kind, 'for update');
    requireOpen(stage);
    checkPair(stage, jurorId, entryId);
    const there = stage.reviews.find((one) => one.jurorId === jurorId && one.entryId === entryId);
    if (there && active(there)) {
      if (there.fixed) return;
      await tx
        .updateTable('reviews')
        .set({ fixed: true })
        .where('tenantId', '=', tenantOf(ctx).id)
        .where('id', '=', there.id)
        .execute();
    } else {
      await giveAll(tx, ctx, stage, { pairs: [[jurorId, entryId]], planId: null, fixed: true });
    }
    await record(tx, ctx, office, 'fixed', competitionId, { stage: kind, juror: jurorId, entry: entryId, reason });
  });
}

function checkPair(stage: AssignmentStage, jurorId: string, entryId: string): void {
  const juror = stage.jurors.find(({ id }) => id === jurorId);
  if (!juror || !serves(juror)) throw fault('jurorId', 'juror');
  const entry = stage.entries.find(({ id }) => id === entryId);
  if (!entry) throw fault('entryId', 'entry');
  if (entry.rubricId === null) throw fault('entryId', 'noRubric');
  const bar = barOf(stage, jurorId, entryId);
  if (bar) throw fault('jurorId', bar);
  // Given back by the juror: a conflict of interest that they declared themselves.
  const given = stage.reviews.find((one) => one.jurorId === jurorId && one.entryId === entryId);
  if (given?.state === 'recused') throw fault('jurorId', 'conflict');
}

/** Takes one reading back from its juror, unless it was scored. Again changes nothing. */
export async function withdrawPair(
  ctx: Ctx,
  competitionId: string,
  { stage: kind, review, reason }: Withdrawal,
): Promise<void> {
  const office = requireCommittee(ctx);
  await inTenant(ctx, async (tx) => {
    const stage = await readStage(tx, ctx, competitionId, kind, 'for update');
    requireOpen(stage);
    const there = stage.reviews.find(({ id }) => id === review);
    if (!there) throw new NotFound(`no review ${review}`);
    if (there.state === 'withdrawn') return;
    // A save may have come in since it was read: what is touched stays.
    const { numUpdatedRows } = await tx
      .updateTable('reviews')
      .set({ state: 'withdrawn', fixed: false })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', review)
      .where('state', '=', 'assigned')
      .where('version', '=', 0)
      .executeTakeFirstOrThrow();
    if (there.touched || numUpdatedRows === 0n) throw new Conflict('assignments.errors.scored');
    const { jurorId: juror, entryId: entry } = there;
    await record(tx, ctx, office, 'withdrawn', competitionId, { stage: kind, juror, entry, reason });
  });
}
