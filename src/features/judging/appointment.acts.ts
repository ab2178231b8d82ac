import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Acknowledgement } from './appointment.ts';
import { declareIn } from './declare.acts.ts';
import { handAllOn } from './hand-on.acts.ts';
import { recordJuror, requireTransition } from './juror.acts.ts';
import { categoriesOf, ownPart, readContest, readJuror, requireAppointing } from './juror.queries.ts';
import type { Juror, Leaving } from './juror.ts';
import { officeActing } from './juror-policy.ts';
import { proposeIn } from './propose.acts.ts';

/** The juror's own row, its contest locked. @throws NotFound for everybody else */
async function lockOwn(tx: Tx, ctx: Ctx, id: string): Promise<Juror> {
  const { competitionId, userId } = await readJuror(tx, ctx, id);
  if (userId !== actorOf(ctx).userId) throw new NotFound(`no juror ${id}`);
  await readContest(tx, ctx, competitionId, 'for update');
  return readJuror(tx, ctx, id, 'for update');
}

const officeOf = (ctx: Ctx): string | null => ctx.actor?.offices.find(({ role }) => role === 'juror')?.id ?? null;

/**
 * A juror says yes and declares competence and conflicts; doing it again adds what is declared then. Late is allowed, while the
 * contest lasts: the committee sees that it was.
 * @throws NotFound for anybody else, Conflict for who declined or left
 */
export async function acknowledgeAppointment(ctx: Ctx, input: Acknowledgement): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const juror = await lockOwn(tx, ctx, input.id);
    const repeated = juror.state === 'acknowledged';
    if (!repeated) requireTransition('acknowledge', juror);
    const known = new Set((await categoriesOf(tx, ctx, juror.competitionId)).map(({ id }) => id));
    const { affairs, languages } = input;
    await tx
      .updateTable('jurors')
      .set({
        ...{ affairs, languages, state: 'acknowledged', version: juror.version + 1 },
        declaredAt: sql<Date>`now()`,
      })
      .set({ categoryIds: input.categoryIds.filter((one) => known.has(one)) })
      .$if(!repeated, (query) => query.set({ acknowledgedAt: sql<Date>`now()` }))
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', juror.id)
      .execute();
    const { competitionId } = juror;
    await recordJuror(tx, ctx, officeOf(ctx), repeated ? 'declared' : 'acknowledged', juror.id, { competitionId });
    for (const one of input.conflicts) await declareIn(tx, ctx, juror, one, officeOf(ctx));
    await proposeIn(tx, ctx, competitionId, officeOf(ctx));
  });
}

/** A juror says no. Once more changes nothing. */
export async function declineAppointment(ctx: Ctx, { id, reason }: { id: string; reason: string }): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const juror = await lockOwn(tx, ctx, id);
    if (juror.state === 'declined') return;
    requireTransition('decline', juror);
    await tx
      .updateTable('jurors')
      .set({ state: 'declined', leftReason: reason, version: juror.version + 1 })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await recordJuror(tx, ctx, officeOf(ctx), 'declined', id, { competitionId: juror.competitionId });
  });
}

/**
 * A juror leaves, by the committee or by themself. Reviews that they did not submit are taken back; those submitted count on.
 * The committee may hand them on to the others in the same step: all or the juror stays.
 * @returns how many reviews went to others, and how many wait for somebody else
 * @throws NotFound for who may not know of jurors, NotAllowed for other jurors, Invalid where nobody can take the reviews
 */
export async function leaveJuror(
  ctx: Ctx,
  { id, version, reason, handOn }: Leaving,
): Promise<{ withdrawn: number; handedOn: number }> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const seen = await readJuror(tx, ctx, id);
    const own = await ownPart(tx, ctx, seen.competitionId);
    if (seen.userId !== ctx.actor?.userId) await requireAppointing(tx, ctx, seen.competitionId);
    await readContest(tx, ctx, seen.competitionId, 'for update');
    const juror = await readJuror(tx, ctx, id, 'for update');
    if (juror.state === 'left') return { withdrawn: 0, handedOn: 0 };
    requireTransition('leave', juror);
    if (juror.version !== version) throw new Conflict('jurors.errors.changedMeanwhile');
    const values = { state: 'left', leftAt: sql<Date>`now()`, leftReason: reason, version: juror.version + 1 };
    await tx.updateTable('jurors').set(values).where('tenantId', '=', tenantOf(ctx).id).where('id', '=', id).execute();
    const handedOn = handOn ? await handAllOn(tx, ctx, seen.competitionId, id) : 0;
    if (handedOn === null) throw new Invalid([{ field: 'handOn', message: 'jurors.errors.nobodyTakes' }]);
    const { numUpdatedRows } = await tx
      .updateTable('reviews')
      .set({ state: 'withdrawn', version: sql<number>`version + 1` })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('jurorId', '=', id)
      .where('state', '=', 'assigned')
      .executeTakeFirstOrThrow();
    const withdrawn = Number(numUpdatedRows);
    const office = officeActing(ctx.actor, own)?.id ?? null;
    await recordJuror(tx, ctx, office, 'left', id, { competitionId: juror.competitionId, withdrawn, handedOn });
    return { withdrawn, handedOn };
  });
}

/** The appointment paper names these jurors: written once it was drafted. Once more changes nothing. */
export async function notePaper(ctx: Ctx, competitionId: string, paperId: string): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const office = await requireAppointing(tx, ctx, competitionId);
    await readContest(tx, ctx, competitionId, 'for update');
    const { numUpdatedRows } = await tx
      .updateTable('jurors')
      .set({ paperId })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('state', 'in', ['appointed', 'acknowledged'])
      .where((where) => where.or([where('paperId', 'is', null), where('paperId', '<>', paperId)]))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    await recordJuror(tx, ctx, office.id, 'named_in_paper', competitionId, { paperId, jurors: Number(numUpdatedRows) });
  });
}
