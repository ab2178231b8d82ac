import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { CalendarEvent } from './event.ts';

/** A date that another feature keeps in the calendar, open to everyone, in whole days. */
export interface PlacedEvent
  extends Pick<CalendarEvent, 'id' | 'kind' | 'year' | 'name' | 'firstDay' | 'lastDay' | 'deadline' | 'example'> {
  cancelled: boolean;
}

/** Writes such dates in the transaction of the act that decided them; that act is authorised and audited where it stands. */
export async function placeEvents(tx: Tx, ctx: Ctx, events: readonly PlacedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ cancelled, ...event }) => ({
    ...event,
    tenantId: tenantOf(ctx).id,
    open: true,
    cancelledAt: cancelled ? ctx.now : null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }));
  await tx
    .insertInto('calendarEvents')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet((eb) => ({
        year: eb.ref('excluded.year'),
        name: eb.ref('excluded.name'),
        firstDay: eb.ref('excluded.firstDay'),
        lastDay: eb.ref('excluded.lastDay'),
        cancelledAt: eb.ref('excluded.cancelledAt'),
        updatedAt: eb.ref('excluded.updatedAt'),
        version: sql<number>`calendar_events.version + 1`,
      })),
    )
    .execute();
}
