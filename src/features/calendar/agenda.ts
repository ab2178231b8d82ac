import type { CalendarEvent } from './event.ts';
import type { HolidayYear } from './holiday-year.ts';

export type AgendaEntry =
  | { kind: 'event'; day: string; event: CalendarEvent }
  | { kind: 'holiday' | 'joint_leave'; day: string; name: string };

export interface AgendaMonth {
  /** "2026-11" */
  month: string;
  entries: AgendaEntry[];
}

export interface Agenda {
  /** Under way or to come, soonest first. */
  coming: AgendaMonth[];
  /** Over, oldest first. */
  past: AgendaMonth[];
}

/** Events and days off in the order of their days, by month; what is over apart. */
export function agendaOf(events: readonly CalendarEvent[], holidays: HolidayYear | undefined, today: string): Agenda {
  const entries = [...events.map(entryOf), ...daysOff(holidays)].sort(
    (a, b) => a.day.localeCompare(b.day) || Number(a.kind === 'event') - Number(b.kind === 'event'),
  );
  const isOver = (entry: AgendaEntry) => (entry.kind === 'event' ? entry.event.lastDay : entry.day) < today;
  return { coming: byMonth(entries.filter((one) => !isOver(one))), past: byMonth(entries.filter(isOver)) };
}

const entryOf = (event: CalendarEvent): AgendaEntry => ({ kind: 'event', day: event.firstDay, event });

function daysOff(holidays: HolidayYear | undefined): AgendaEntry[] {
  if (!holidays) return [];
  return [
    ...holidays.holidays.map((one): AgendaEntry => ({ kind: 'holiday', ...one })),
    ...holidays.jointLeave.map((one): AgendaEntry => ({ kind: 'joint_leave', ...one })),
  ];
}

function byMonth(entries: readonly AgendaEntry[]): AgendaMonth[] {
  const months: AgendaMonth[] = [];
  for (const entry of entries) {
    const month = entry.day.slice(0, 7);
    if (months.at(-1)?.month !== month) months.push({ month, entries: [] });
    months.at(-1)?.entries.push(entry);
  }
  return months;
}
