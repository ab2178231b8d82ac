import { type CalendarEvent, spanText } from '#features/calendar/index.ts';
import { A, Chip, ExampleChip, Section, useMessages } from '#ui/index.ts';

/** The next dates of the innovation year. */
export function DateList({ dates }: { dates: readonly CalendarEvent[] }) {
  const messages = useMessages();
  const { calendar } = messages;
  if (dates.length === 0) return null;
  return (
    <Section title={calendar.important} aside={<A to="/kalender">{calendar.all}</A>}>
      <ul class="grid gap-3 sm:grid-cols-2">
        {dates.map((event) => (
          <li class="card card-link on-paper relative border-garis bg-white">
            <p class="flex flex-wrap items-center gap-1.5">
              <Chip tone="tarum">{calendar.kinds[event.kind]}</Chip>
              {!event.open && <Chip>{calendar.chips.internal}</Chip>}
              {event.example && <ExampleChip />}
            </p>
            <h3 class="mt-2 text-lg">
              <A to={`/kalender?tahun=${event.firstDay.slice(0, 4)}#acara-${event.id}`} class="stretched">
                {event.name}
              </A>
            </h3>
            <p class="text-md text-tinta-2 tabular-nums">{spanText(event, messages)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
