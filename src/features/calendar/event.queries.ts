import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { CalendarEvent } from './event.ts';
import { officeForCalendar, seesInternal } from './policy.ts';

const columns = [
  'id',
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
  'origin',
  'example',
  'version',
  'updatedAt',
] as const;

const events = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom('calendarEvents')
    .select(columns)
    .select(sql<boolean>`cancelled_at is not null`.as('cancelled'))
    .where('tenantId', '=', tenantOf(ctx).id)
    .$castTo<CalendarEvent>();

/** @throws NotFound when this tenant has no such event */
export async function readEvent(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<CalendarEvent> {
  if (!isId(id)) throw new NotFound(`no event ${id}`);
  const query = events(tx, ctx).where('id', '=', id);
  const found = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!found) throw new NotFound(`no event ${id}`);
  return found;
}

/** What this visitor sees: open events, and internal ones for whoever holds an office here. */
const visible = (tx: Tx, ctx: Ctx) => {
  const internal = seesInternal(ctx.actor);
  return events(tx, ctx)
    .$if(!internal, (query) => query.where('open', '=', true))
    .orderBy('firstDay')
    .orderBy('startsAt', (order) => order.asc().nullsFirst())
    .orderBy('id');
};

/** Events of an innovation year, or on days of that calendar year, by day; cancelled ones too. */
export function eventsOfYear(ctx: Ctx, year: number): Promise<CalendarEvent[]> {
  return inTenant(ctx, (tx) =>
    visible(tx, ctx)
      .where((eb) =>
        eb.or([
          eb('year', '=', year),
          eb.and([eb('firstDay', '<=', `${year}-12-31`), eb('lastDay', '>=', `${year}-01-01`)]),
        ]),
      )
      .execute(),
  );
}

/** What is under way or begins within so many days from today, without what was cancelled. */
export function upcoming(ctx: Ctx, days: number): Promise<CalendarEvent[]> {
  const today = dayInWib(ctx.now);
  return inTenant(ctx, (tx) =>
    visible(tx, ctx)
      .where('cancelledAt', 'is', null)
      .where('lastDay', '>=', today)
      .where('firstDay', '<=', addDays(today, days))
      .execute(),
  );
}

/** Deadlines within so many days from today, by their last day. */
export async function dueWithin(ctx: Ctx, days: number): Promise<{ name: string; day: string }[]> {
  const due = (await upcoming(ctx, days)).filter(({ deadline }) => deadline);
  return due.map(({ name, lastDay }) => ({ name, day: lastDay })).sort((a, b) => a.day.localeCompare(b.day));
}

/** Everything open to everyone, cancelled events too: for calendars of others and for open data. */
export function openEvents(ctx: Ctx): Promise<CalendarEvent[]> {
  return inTenant(ctx, (tx) => visible(tx, { ...ctx, actor: null }).execute());
}

/** One event as the administrator's form needs it. */
export function eventForForm(ctx: Ctx, id: string): Promise<CalendarEvent> {
  requireCalendar(ctx);
  return inTenant(ctx, (tx) => readEvent(tx, ctx, id));
}

/** @throws NotAllowed for everyone but the tenant's administrators */
export function requireCalendar(ctx: Ctx): void {
  if (!officeForCalendar(actorOf(ctx))) throw new NotAllowed('calendar.errors.adminOnly');
}

/** Years in which this visitor sees something, oldest first. */
export async function yearsWithEvents(ctx: Ctx): Promise<number[]> {
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('calendarEvents')
      .select('year')
      .distinct()
      .where('tenantId', '=', tenantOf(ctx).id)
      .$if(!seesInternal(ctx.actor), (query) => query.where('open', '=', true))
      .orderBy('year')
      .execute(),
  );
  return rows.map(({ year }) => year);
}
