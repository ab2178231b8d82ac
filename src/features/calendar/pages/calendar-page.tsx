import {
  ButtonLink,
  EmptyState,
  formatMonth,
  formatNumber,
  Page,
  Section,
  Tabs,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Agenda, AgendaMonth } from '../agenda.ts';
import type { HolidayYear } from '../holiday-year.ts';
import type { WorkingHours } from '../working-hours.ts';
import { DaysOffCard } from './days-off-card.tsx';
import { AgendaRow } from './event-row.tsx';

export interface CalendarPageProps {
  year: number;
  years: readonly number[];
  agenda: Agenda;
  holidays: HolidayYear | undefined;
  hours: WorkingHours;
  /** "2026-11-24" */
  today: string;
  mayEdit: boolean;
  seesInternal: boolean;
}

/** The innovation year as an agenda by month: what comes first, what is over folded below. */
export function CalendarPage({ year, years, agenda, today, mayEdit, seesInternal, ...off }: CalendarPageProps) {
  const { calendar } = useMessages();
  const { tenant } = useFrame();
  const past = agenda.past.reduce((sum, month) => sum + month.entries.length, 0);
  return (
    <Page
      title={calendar.title}
      description={calendar.lead(tenant?.name ?? '')}
      lead={calendar.lead(tenant?.name ?? '')}
      aside={<Actions mayEdit={mayEdit} />}
    >
      <Tabs
        label={calendar.years}
        tabs={years.map((one) => ({ label: String(one), to: `/kalender?tahun=${one}`, current: one === year }))}
      />
      <div class="mt-5 grid gap-8 lg:grid-cols-[1fr_21rem] lg:items-start">
        <div class="min-w-0">
          {agenda.coming.length === 0 ? (
            <EmptyState title={calendar.emptyTitle(year)}>{calendar.emptyText}</EmptyState>
          ) : (
            <Section title={calendar.coming}>
              <Months months={agenda.coming} today={today} />
            </Section>
          )}
          {past > 0 && (
            <details class="mt-8">
              <summary class="inline-flex min-h-11 cursor-pointer items-center font-semibold text-tarum-700">
                {calendar.past(formatNumber(past))}
              </summary>
              <Months months={agenda.past} today={today} />
            </details>
          )}
        </div>
        <div class="grid min-w-0 gap-5">
          <DaysOffCard year={year} {...off} />
          <p class="text-sm text-tinta-3">{calendar.subscribeHelp}</p>
          {seesInternal && <p class="text-sm text-tinta-3">{calendar.internalNote}</p>}
        </div>
      </div>
    </Page>
  );
}

function Actions({ mayEdit }: { mayEdit: boolean }) {
  const { calendar } = useMessages();
  return (
    <div class="flex flex-wrap gap-2">
      <ButtonLink to="/kalender.ics" tone="plain" icon="calendar">
        {calendar.subscribe}
      </ButtonLink>
      {mayEdit && (
        <ButtonLink to="/kerja/kalender" icon="pencil">
          {calendar.edit}
        </ButtonLink>
      )}
    </div>
  );
}

function Months({ months, today }: { months: readonly AgendaMonth[]; today: string }) {
  return (
    <>
      {months.map(({ month, entries }) => (
        <section class="mt-4">
          <h3 class="text-xl">{formatMonth(`${month}-01`)}</h3>
          <ul class="mt-1">
            {entries.map((entry) => (
              <AgendaRow entry={entry} today={today} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
