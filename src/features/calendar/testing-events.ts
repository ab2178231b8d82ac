import { newId } from '#platform/ids.ts';
import type { CalendarEvent, NewEvent } from './event.ts';

/** An open whole-day event of 2026 with some fields changed. */
export function eventOf(change: Partial<CalendarEvent> = {}): CalendarEvent {
  const firstDay = change.firstDay ?? '2026-11-24';
  return {
    id: newId(),
    year: 2026,
    kind: 'contest',
    name: 'Lomba Inovasi Desa (contoh)',
    lastDay: firstDay,
    startsAt: null,
    endsAt: null,
    place: null,
    concerns: null,
    note: null,
    deadline: false,
    open: true,
    origin: null,
    example: true,
    cancelled: false,
    version: 1,
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    ...change,
    firstDay,
  };
}

/** The same as a form sends it, parsed. */
export function inputOf(change: Partial<CalendarEvent> = {}): NewEvent {
  const { version: _, example: __, cancelled: ___, updatedAt: ____, ...input } = eventOf(change);
  return input;
}
