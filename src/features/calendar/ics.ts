import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { addDays } from '#platform/day.ts';
import type { CalendarEvent } from './event.ts';

export interface IcsWords {
  title: string;
  deadline: string;
}

/**
 * The calendar as iCalendar (RFC 5545). Times are written as UTC instants, days as days; the calendar names WIB as its zone,
 * so a phone shows the hours that the page shows. The UID is the event's id at the tenant's slug and never changes.
 * @param address where the calendar's page is
 */
export function icsOf(events: readonly CalendarEvent[], slug: string, address: string, words: IcsWords): string {
  const calendar = ical({
    name: words.title,
    prodId: '//Gelar//Kalender Inovasi//ID',
    method: ICalCalendarMethod.PUBLISH,
    ttl: 60 * 60 * 12,
  });
  for (const event of events) addTo(calendar, event, slug, address, words);
  // The library writes own properties behind the events, where no calendar property may stand.
  return calendar
    .toString()
    .replace(/^(PRODID:.*)$/m, '$1\r\nX-WR-TIMEZONE:Asia/Jakarta')
    .replace(/\r\r\n/g, '\r\n');
}

function addTo(calendar: ICalCalendar, event: CalendarEvent, slug: string, address: string, words: IcsWords): void {
  const notes = [event.deadline ? words.deadline : null, event.concerns, event.note];
  calendar.createEvent({
    id: `${event.id}@${slug}.gelar`,
    sequence: event.version - 1,
    stamp: event.updatedAt,
    lastModified: event.updatedAt,
    summary: event.name,
    location: event.place,
    description: notes.filter((line) => line !== null).join('\n') || null,
    url: address,
    status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...spanOf(event),
  });
}

/** The end of whole days is the day after the last (RFC 5545, 3.6.1). */
function spanOf({ firstDay, lastDay, startsAt, endsAt }: CalendarEvent) {
  if (startsAt === null) {
    return {
      allDay: true,
      start: new Date(`${firstDay}T00:00:00Z`),
      end: new Date(`${addDays(lastDay, 1)}T00:00:00Z`),
    };
  }
  const start = new Date(`${firstDay}T${startsAt}:00+07:00`);
  if (endsAt === null && lastDay === firstDay) return { start };
  return { start, end: new Date(`${lastDay}T${endsAt ?? '23:59'}:00+07:00`) };
}
