import { Button, ButtonLink, Card, Chip, ConfirmBlock, EmptyState, Form, Page, Tabs, useMessages } from '#ui/index.ts';
import type { CalendarEvent } from '../event.ts';
import type { NationalDate } from '../national.ts';
import { spanText } from '../span.ts';
import { EventRow } from './event-row.tsx';

export interface DeskPageProps {
  year: number;
  years: readonly number[];
  events: readonly CalendarEvent[];
  national: readonly NationalDate[];
  today: string;
}

/** The administrator's list of events, and national dates to take over. */
export function DeskPage({ year, years, events, national, today }: DeskPageProps) {
  const { calendar } = useMessages();
  const { desk } = calendar;
  return (
    <Page
      title={desk.title}
      lead={desk.lead}
      breadcrumb={[{ label: calendar.title, to: '/kalender' }, { label: desk.title }]}
      aside={
        <ButtonLink to="/kerja/kalender/baru" icon="plus">
          {desk.add}
        </ButtonLink>
      }
    >
      <Tabs
        label={calendar.years}
        tabs={years.map((one) => ({ label: String(one), to: `/kerja/kalender?tahun=${one}`, current: one === year }))}
      />
      <div class="mt-5 grid gap-8 lg:grid-cols-[1fr_21rem] lg:items-start">
        <div class="min-w-0">
          {events.length === 0 && <EmptyState title={desk.none(year)} />}
          <ul>
            {events.map((event) => (
              <EventRow event={event} today={today}>
                <Deeds event={event} />
              </EventRow>
            ))}
          </ul>
        </div>
        <NationalCard year={year} national={national} events={events} />
      </div>
    </Page>
  );
}

function Deeds({ event }: { event: CalendarEvent }) {
  const { desk } = useMessages().calendar;
  const own = `/kerja/kalender/${event.id}`;
  const hidden = { version: event.version };
  return (
    <div class="mt-3 flex flex-wrap items-start gap-2">
      <ButtonLink to={own} tone="plain" icon="pencil">
        {desk.change}
        <span class="sr-only">{` ${event.name}`}</span>
      </ButtonLink>
      {event.cancelled ? (
        <Form action={`${own}/jadi`} hidden={hidden}>
          <Button tone="plain" icon="undo-2">
            {desk.revive}
            <span class="sr-only">{` ${event.name}`}</span>
          </Button>
        </Form>
      ) : (
        <ConfirmBlock open={desk.cancel} question={desk.cancelQuestion(event.name)}>
          <Form action={`${own}/batal`} hidden={hidden}>
            <Button tone="danger">{desk.cancel}</Button>
          </Form>
        </ConfirmBlock>
      )}
    </div>
  );
}

function NationalCard({ year, national, events }: Pick<DeskPageProps, 'year' | 'national' | 'events'>) {
  const messages = useMessages();
  const { desk } = messages.calendar;
  const taken = new Set(events.map(({ origin }) => origin));
  return (
    <Card title={desk.national} icon="landmark">
      {national.length === 0 && <p>{desk.nationalNone(year)}</p>}
      <ul class="grid gap-4">
        {national.map((date) => (
          <li>
            <p class="font-semibold">{date.name}</p>
            <p>{spanText({ ...date, startsAt: null, endsAt: null }, messages)}</p>
            {date.precision === 'month' && <p class="text-sm text-kunyit-700">{desk.monthOnly}</p>}
            <p class="text-sm text-tinta-3">{date.source}</p>
            {taken.has(date.key) ? (
              <Chip tone="tarum">{desk.taken}</Chip>
            ) : (
              <ButtonLink to={`/kerja/kalender/baru?dari=${date.key}`} tone="plain">
                {desk.take}
                <span class="sr-only">{`: ${date.name}`}</span>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
