import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { readEvent } from './event.queries.ts';
import type { CalendarEvent, EventChange, EventSwitch, NewEvent } from './event.ts';
import { officeForCalendar } from './policy.ts';

/** Enters an event. Sending the same again changes nothing. */
export async function addEvent(ctx: Ctx, input: NewEvent): Promise<void> {
  const office = requireOffice(ctx);
  await inTenant(ctx, async (tx) => {
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('calendarEvents')
      .values({
        ...input,
        tenantId: tenantOf(ctx).id,
        example: tenantOf(ctx).demonstration && input.origin === null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (added === 0n) return recognise(await readEvent(tx, ctx, input.id), input);
    await record(tx, ctx, office, 'added', input.id, { ...input });
  });
}

function recognise(stored: CalendarEvent, input: NewEvent): void {
  if (differing(stored, input).length > 0) throw new Conflict('calendar.errors.idTaken');
}

/** Writes all fields of an event anew. @throws Conflict when somebody changed it since it was read */
export async function changeEvent(ctx: Ctx, change: EventChange): Promise<void> {
  const office = requireOffice(ctx);
  await inTenant(ctx, async (tx) => {
    const before = await readEvent(tx, ctx, change.id, 'for update');
    const changed = differing(before, change);
    if (changed.length === 0) return;
    if (before.version !== change.version) throw new Conflict('calendar.errors.changedMeanwhile');
    const values = Object.fromEntries(changed.map((field) => [field, change[field]]));
    await update(tx, ctx, before, values);
    await record(tx, ctx, office, 'changed', change.id, values);
  });
}

/** Calls an event off, or on again: it stays visible as cancelled. */
export async function cancelEvent(ctx: Ctx, { id, version }: EventSwitch, cancelled: boolean): Promise<void> {
  const office = requireOffice(ctx);
  await inTenant(ctx, async (tx) => {
    const before = await readEvent(tx, ctx, id, 'for update');
    if (before.cancelled === cancelled) return;
    if (before.version !== version) throw new Conflict('calendar.errors.changedMeanwhile');
    await update(tx, ctx, before, { cancelledAt: cancelled ? ctx.now : null });
    await record(tx, ctx, office, cancelled ? 'cancelled' : 'revived', id, {});
  });
}

function requireOffice(ctx: Ctx): HeldOffice {
  const office = officeForCalendar(actorOf(ctx));
  if (!office) throw new NotAllowed('calendar.errors.adminOnly');
  return office;
}

const written = [
  'year',
  'kind',
  'name',
  'firstDay',
  'lastDay',
  'startsAt',
  'endsAt',
  'place',
  'concerns',
  'note',
  'deadline',
  'open',
] as const;

function differing(stored: CalendarEvent, input: Omit<NewEvent, 'id'>): (typeof written)[number][] {
  return written.filter((field) => stored[field] !== input[field]);
}

async function update(tx: Tx, ctx: Ctx, before: CalendarEvent, values: Record<string, unknown>): Promise<void> {
  await tx
    .updateTable('calendarEvents')
    .set({ ...values, version: before.version + 1, updatedAt: ctx.now })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', before.id)
    .execute();
}

async function record(
  tx: Tx,
  ctx: Ctx,
  office: HeldOffice,
  verb: 'added' | 'changed' | 'cancelled' | 'revived',
  id: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'calendar_event', id };
  await recordEvent(tx, ctx, { act: `calendar_event.${verb}`, subject, officeId: office.id, changes });
}
