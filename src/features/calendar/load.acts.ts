import { recordEvent } from '#platform/audit/record.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { CalendarEvent } from './event.ts';
import { nextWorkingDay } from './working-days.ts';

/** An invented event: so many days from today, so many working days long. */
export interface InventedEvent extends Pick<CalendarEvent, 'kind' | 'name' | 'open' | 'deadline'> {
  inDays: number;
  lastsDays: number;
  startsAt?: string;
  endsAt?: string;
  place?: string;
  concerns?: string;
}

/**
 * Puts invented events into the calendar of a demonstration, on working days around today. What is there stays.
 * @returns how many were added
 * @throws NotAllowed where the tenant is no demonstration
 */
export function loadInventedEvents(ctx: Ctx, events: readonly InventedEvent[]): Promise<number> {
  const tenant = tenantOf(ctx);
  if (!tenant.demonstration) throw new NotAllowed();
  const rows = events.map(({ inDays, lastsDays, ...event }) => {
    const firstDay = nextWorkingDay(addDays(dayInWib(ctx.now), inDays));
    const lastDay = nextWorkingDay(addDays(firstDay, lastsDays - 1));
    const id = derivedId('invented event', tenant.id, event.name);
    return { ...event, tenantId: tenant.id, id, year: Number(firstDay.slice(0, 4)), firstDay, lastDay, example: true };
  });
  return inTenant(ctx, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('calendarEvents')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    const added = Number(numInsertedOrUpdatedRows ?? 0);
    if (added > 0) {
      const subject = { kind: 'list', id: 'calendar' };
      await recordEvent(tx, ctx, { act: 'calendar.loaded', subject, officeId: null, changes: { added } });
    }
    return added;
  });
}
