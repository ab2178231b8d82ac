import type { ComponentChildren } from 'preact';
import { Chip, Chips, ExampleChip, useMessages } from '#ui/index.ts';
import type { AgendaEntry } from '../agenda.ts';
import type { CalendarEvent, EventKind } from '../event.ts';
import { spanText } from '../span.ts';

const tones: Record<EventKind, 'tarum' | 'nila' | 'kunyit' | 'kertas'> = {
  iid_entry: 'tarum',
  presentation: 'nila',
  contest: 'kunyit',
  expo: 'kunyit',
  training: 'nila',
  other: 'kertas',
};

/** One line of the agenda: an event, or a day off. */
export function AgendaRow({ entry, today }: { entry: AgendaEntry; today: string }) {
  if (entry.kind === 'event') return <EventRow event={entry.event} today={today} />;
  return <DayOffRow kind={entry.kind} day={entry.day} name={entry.name} />;
}

function DayOffRow({ kind, day, name }: { kind: 'holiday' | 'joint_leave'; day: string; name: string }) {
  const messages = useMessages();
  const span = { firstDay: day, lastDay: day, startsAt: null, endsAt: null };
  return (
    <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-garis py-2 text-md text-tinta-2">
      <time class="w-48 shrink-0 tabular-nums" dateTime={day}>
        {spanText(span, messages)}
      </time>
      <span class="min-w-0">{name}</span>
      <Chip tone={kind === 'holiday' ? 'bata' : 'kertas'}>{messages.calendar.chips[kind]}</Chip>
    </li>
  );
}

export function EventRow({
  event,
  today,
  children,
}: {
  event: CalendarEvent;
  today: string;
  children?: ComponentChildren;
}) {
  const messages = useMessages();
  const { calendar } = messages;
  return (
    <li class="card on-paper my-3 border-garis bg-white" id={`acara-${event.id}`}>
      <EventChips event={event} today={today} />
      <h3 class={`mt-2 text-lg ${event.cancelled ? 'line-through' : ''}`}>{event.name}</h3>
      <p class="font-semibold tabular-nums">
        <time dateTime={event.firstDay}>{spanText(event, messages)}</time>
      </p>
      <dl class="text-md text-tinta-2">
        <Line term={calendar.place} value={event.place} />
        <Line term={calendar.concerns} value={event.concerns} />
      </dl>
      {event.note && <p class="mt-1 max-w-text whitespace-pre-line wrap-anywhere text-md text-tinta-2">{event.note}</p>}
      {children}
    </li>
  );
}

function Line({ term, value }: { term: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div class="flex gap-2">
      <dt class="font-semibold">{`${term}:`}</dt>
      <dd class="min-w-0 wrap-anywhere">{value}</dd>
    </div>
  );
}

function EventChips({ event, today }: { event: CalendarEvent; today: string }) {
  const { kinds, chips } = useMessages().calendar;
  const underWay = !event.cancelled && event.firstDay <= today && today <= event.lastDay;
  return (
    <Chips>
      <Chip tone={tones[event.kind]}>{kinds[event.kind]}</Chip>
      {event.cancelled && <Chip tone="bata">{chips.cancelled}</Chip>}
      {underWay && <Chip tone="tarum">{chips.now}</Chip>}
      {event.deadline && <Chip tone="kunyit">{chips.deadline}</Chip>}
      {!event.open && <Chip>{chips.internal}</Chip>}
      {event.example && <ExampleChip />}
    </Chips>
  );
}
