import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Deadlines, deadlinesOf } from './deadline.queries.ts';
import { type EntryEvent, type EntryTransition, entryLimits, entryTransition } from './entry.ts';
import { type EntryRow, readEntry, sightIn } from './entry-stored.queries.ts';
import { checksOthers, committeeOffice, enteringOffice } from './policy.ts';

export interface EntryStep {
  id: string;
  /** UUIDv7 of the form: a repeat with the same key is recognised. */
  key: string;
  /** Version that the person read before deciding. */
  version: number;
  note?: string;
}

/** What the step writes into the row next to its new state. */
export type Changes = Readonly<Record<string, unknown>>;

export interface Taken {
  row: EntryRow;
  office: HeldOffice;
}

/**
 * One step of an entry's life: who may, whether in time, whether anybody was faster; then the row, its history and the
 * audit event, together with what `work` writes.
 */
export async function takeEntryStep(
  ctx: Ctx,
  event: EntryEvent,
  step: EntryStep,
  work: (tx: Tx, taken: Taken) => Promise<Changes> = async () => ({}),
): Promise<void> {
  const note = (step.note ?? '').trim();
  await inTenant(ctx, async (tx) => {
    const { competitionId } = await readEntry(tx, ctx, step.id);
    await lockContest(tx, ctx, competitionId);
    const row = await readEntry(tx, ctx, step.id, 'for update');
    if ((await sightIn(tx, ctx, row)) === 'nothing') throw new NotFound(`no entry ${step.id}`);
    const office = officeFor(ctx, event, row);
    if (await wasTaken(tx, ctx, step)) return;
    const transition = entryTransition(event, row.state);
    if (!transition) throw new Conflict('entries.errors.stateMoved');
    if (row.version !== step.version) throw new Conflict('entries.errors.changedMeanwhile');
    const entrant = isEntrant(ctx, row);
    requireTime(await deadlinesOf(tx, ctx, competitionId, row.id), transition, entrant);
    requireReason(transition, note, event === 'withdraw' && !entrant);
    const changes = await work(tx, { row, office });
    await moveEntry(tx, ctx, row, transition, changes);
    await recordStep(tx, ctx, { key: step.key, entryId: row.id, from: row.state, to: transition.to, note, office });
    await recordEvent(tx, ctx, {
      act: `entry.${event.replaceAll(' ', '_')}`,
      subject: { kind: 'entry', id: row.id },
      officeId: office.id,
      changes: { from: row.state, to: transition.to, note, reasons: changes.reasons ?? [] },
    });
  });
}

/** Numbers, caps and deadlines are asked and given one entry at a time. @throws NotFound for a contest nobody was told of */
export async function lockContest(tx: Tx, ctx: Ctx, competitionId: string): Promise<void> {
  const contest = await tx
    .selectFrom('competitions')
    .select('state')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', competitionId)
    .forUpdate()
    .executeTakeFirst();
  if (!contest || contest.state === 'draft') throw new NotFound(`no contest ${competitionId}`);
}

const isEntrant = (ctx: Ctx, row: EntryRow) => enteringOffice(ctx.actor, row) !== undefined;

function officeFor(ctx: Ctx, event: EntryEvent, row: EntryRow): HeldOffice {
  const actor = actorOf(ctx);
  const entrant = enteringOffice(actor, row);
  if (event === 'send' || (event === 'withdraw' && entrant)) {
    if (!entrant) throw new NotAllowed('entries.errors.notYours');
    return entrant;
  }
  const office = committeeOffice(actor);
  if (!office) throw new NotAllowed('entries.errors.committeeOnly');
  if (!checksOthers(actor, row)) throw new NotAllowed('entries.errors.ownOrganization');
  return office;
}

/** @throws Conflict when the key belongs to another step */
async function wasTaken(tx: Tx, ctx: Ctx, { id, key }: EntryStep): Promise<boolean> {
  const known = await tx
    .selectFrom('entryTransitions')
    .select(['entryId', 'userId'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', key)
    .executeTakeFirst();
  if (!known) return false;
  if (known.entryId !== id || known.userId !== ctx.actor?.userId) throw new Conflict('entries.errors.idTaken');
  return true;
}

function requireTime(now: Deadlines, { event, within }: EntryTransition, entrant: boolean): void {
  if (!now.announced) throw new Conflict('entries.errors.over');
  if (event === 'withdraw' && !entrant) return;
  if (within === 'entry' && !now.takesEntries) throw new Conflict('entries.errors.closed');
  if (within === 'mending' && !now.mayMend) throw new Conflict('entries.errors.mendingClosed');
}

function requireReason({ needs }: EntryTransition, note: string, always: boolean): void {
  if (note.length > entryLimits.reason) throw new Invalid([{ field: 'note', message: 'entries.errors.tooLong' }]);
  if ((always || needs === 'reason') && note === '')
    throw new Invalid([{ field: 'note', message: 'entries.errors.reason' }]);
}

async function moveEntry(tx: Tx, ctx: Ctx, row: EntryRow, { to }: EntryTransition, changes: Changes): Promise<void> {
  await tx
    .updateTable('entries')
    .set({ ...changes, state: to, version: row.version + 1, updatedAt: ctx.now })
    .where('tenantId', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute();
}

export interface StepRecord {
  key: string;
  entryId: string;
  from: string | null;
  to: string;
  note: string;
  office: HeldOffice;
}

export async function recordStep(tx: Tx, ctx: Ctx, step: StepRecord): Promise<void> {
  await tx
    .insertInto('entryTransitions')
    .values({
      tenantId: tenantOf(ctx).id,
      id: step.key,
      entryId: step.entryId,
      fromState: step.from,
      toState: step.to,
      note: step.note,
      userId: ctx.actor?.userId ?? null,
      officeId: step.office.id,
      at: ctx.now,
    })
    .execute();
}
