import { sql } from 'kysely';
import { committeeOffice } from '#features/competitions/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Minutes, type PresentationStep, presentationState, presentationTransition } from './presentation.ts';

/** Locks the contest's room: of two who order, set or start at once one waits. */
async function enterRoom(tx: Tx, ctx: Ctx, competitionId: string): Promise<void> {
  const stage = await tx
    .selectFrom('competitionStages')
    .select('kind')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('kind', '=', 'presentation')
    .forUpdate()
    .executeTakeFirst();
  if (!stage) throw new NotFound(`no presentations in ${competitionId}`);
}

/** @throws NotAllowed for a juror, who may look; NotFound for everybody else */
async function requireCommittee(tx: Tx, ctx: Ctx, competitionId: string): Promise<HeldOffice> {
  const actor = actorOf(ctx);
  const office = committeeOffice(actor);
  if (office) return office;
  const juror = await tx
    .selectFrom('jurors')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('userId', '=', actor.userId)
    .executeTakeFirst();
  throw juror ? new NotAllowed('desk.errors.notRoom') : new NotFound(`no presentations in ${competitionId}`);
}

/** Sets how long everybody presents and is asked, in minutes. The same again changes nothing. */
export async function setPresentationMinutes(ctx: Ctx, competitionId: string, minutes: Minutes): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const office = await requireCommittee(tx, ctx, competitionId);
    const fits = (value: number, least: number) => Number.isInteger(value) && value >= least && value <= 120;
    const wrong = [...(fits(minutes.pitch, 1) ? [] : ['pitch']), ...(fits(minutes.questions, 0) ? [] : ['questions'])];
    if (wrong.length > 0) throw new Invalid(wrong.map((field) => ({ field, message: 'desk.errors.minutes' })));
    await enterRoom(tx, ctx, competitionId);
    const changed = await tx
      .updateTable('competitionStages')
      .set({ pitchMinutes: minutes.pitch, questionMinutes: minutes.questions })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('kind', '=', 'presentation')
      .where(({ or, eb }) =>
        or([
          eb('pitchMinutes', 'is distinct from', minutes.pitch),
          eb('questionMinutes', 'is distinct from', minutes.questions),
        ]),
      )
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return;
    const subject = { kind: 'competition', id: competitionId };
    await recordEvent(tx, ctx, {
      act: 'presentation.minutes_set',
      subject,
      officeId: office.id,
      changes: { ...minutes },
    });
  });
}

/** Who presents when, first to last. An entry that was begun keeps its times. The same again changes nothing. */
export async function orderPresentations(ctx: Ctx, competitionId: string, entryIds: readonly string[]): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  await inTenant(ctx, async (tx) => {
    const office = await requireCommittee(tx, ctx, competitionId);
    if (entryIds.length === 0 || new Set(entryIds).size < entryIds.length) throw new Conflict('desk.errors.orderTwice');
    await enterRoom(tx, ctx, competitionId);
    const known = await tx
      .selectFrom('entries as e')
      .leftJoin('presentations as p', (join) =>
        join.onRef('p.tenantId', '=', 'e.tenantId').onRef('p.entryId', '=', 'e.id'),
      )
      .select(['e.id', 'p.position'])
      .where('e.tenantId', '=', tenantId)
      .where('e.competitionId', '=', competitionId)
      .where('e.state', '=', 'eligible')
      .where('e.id', 'in', entryIds)
      .execute();
    if (known.length < entryIds.length) throw new Conflict('desk.errors.orderChanged');
    const before = new Map(known.map(({ id, position }) => [id, position]));
    if (entryIds.every((id, at) => before.get(id) === at + 1)) return;
    await tx
      .insertInto('presentations')
      .values(entryIds.map((entryId, at) => ({ tenantId, competitionId, entryId, position: at + 1 })))
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'entryId']).doUpdateSet(({ ref }) => ({ position: ref('excluded.position') })),
      )
      .execute();
    const subject = { kind: 'competition', id: competitionId };
    await recordEvent(tx, ctx, {
      act: 'presentation.ordered',
      subject,
      officeId: office.id,
      changes: { entries: entryIds },
    });
  });
}

const timesOf = {
  begin: { pitchBeganAt: sql<Date>`now()`, questionsBeganAt: null, endedAt: null },
  ask: { questionsBeganAt: sql<Date>`now()` },
  end: { endedAt: sql<Date>`now()` },
  again: { pitchBeganAt: null, questionsBeganAt: null, endedAt: null },
} as const;

const reached = { begin: 'pitch', ask: 'questions', end: 'ended', again: 'waiting' } as const;

/**
 * Starts, goes on to questions, ends or takes back, by the database's clock. One entry presents at a time. Pressed twice,
 * the second changes nothing.
 */
export async function stepPresentation(
  ctx: Ctx,
  { competitionId, entryId, step }: { competitionId: string; entryId: string; step: PresentationStep },
): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  await inTenant(ctx, async (tx) => {
    const office = await requireCommittee(tx, ctx, competitionId);
    await enterRoom(tx, ctx, competitionId);
    const all = await tx
      .selectFrom('presentations')
      .select(['entryId', 'pitchBeganAt', 'questionsBeganAt', 'endedAt'])
      .where('tenantId', '=', tenantId)
      .where('competitionId', '=', competitionId)
      .execute();
    const row = all.find((one) => one.entryId === entryId);
    if (!row) throw new NotFound(`${entryId} is not presented in ${competitionId}`);
    const state = presentationState(row);
    if (state === reached[step]) return;
    if (!presentationTransition(step, state)) throw new Conflict('desk.errors.step');
    const runs = (one: typeof row) => ['pitch', 'questions'].includes(presentationState(one));
    if (step === 'begin' && all.some(runs)) throw new Conflict('desk.errors.other');
    await tx
      .updateTable('presentations')
      .set(timesOf[step])
      .where('tenantId', '=', tenantId)
      .where('entryId', '=', entryId)
      .execute();
    const subject = { kind: 'entry', id: entryId };
    const times = { pitch: row.pitchBeganAt, questions: row.questionsBeganAt, ended: row.endedAt };
    await recordEvent(tx, ctx, { act: `presentation.${step}`, subject, officeId: office.id, changes: { was: times } });
  });
}
