import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { dayInWib } from '#platform/day.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { addEvent, cancelEvent, changeEvent } from './event.acts.ts';
import { eventForForm, eventsOfYear, requireCalendar, yearsWithEvents } from './event.queries.ts';
import { type CalendarEvent, eventChange, eventSwitch, newEvent } from './event.ts';
import { findNationalDate, nationalDates } from './national.ts';
import { DeskPage } from './pages/desk-page.tsx';
import { EventFormPage, type EventFormProps, type Typed } from './pages/event-form-page.tsx';
import { type DeadlineWarning, nextWorkingDay, warnOfDeadline } from './working-days.ts';
import { yearAsked, yearsOffered } from './year-asked.ts';

/** Addresses of the tenant administrator: the list, the form, calling an event off. */
export const deskRoutes = new Hono<Env>();

deskRoutes.get('/kerja/kalender', async (c) => {
  const ctx = c.get('ctx');
  requireCalendar(ctx);
  const today = dayInWib(ctx.now);
  const year = yearAsked(c.req.query('tahun'), today);
  const [events, known] = await Promise.all([eventsOfYear(ctx, year), yearsWithEvents(ctx)]);
  const years = yearsOffered([...known, year], today);
  return renderPage(
    c,
    <DeskPage year={year} years={years} events={events} national={nationalDates(year)} today={today} />,
  );
});

deskRoutes.get('/kerja/kalender/baru', (c) => {
  requireCalendar(c.get('ctx'));
  const national = findNationalDate(c.req.query('dari') ?? '');
  const typed: Typed = national
    ? {
        ...national,
        deadline: ticked(national.deadline),
        open: 'ya',
        origin: national.key,
        note: national.source,
      }
    : { open: 'ya' };
  return renderPage(c, <EventFormPage {...formOf(null, newId())} typed={typed} {...standing(typed)} />);
});

deskRoutes.post('/kerja/kalender/baru', async (c) => {
  requireCalendar(c.get('ctx'));
  const values = await readForm(c);
  const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
  return save(c, values, formOf(null, id), async () => {
    const { input, warning } = settle(parseWith(newEvent, { ...values, id }), values);
    if (warning) return warning;
    await addEvent(c.get('ctx'), input);
    return goTo(c, `/kerja/kalender?tahun=${input.year}`, 'calendar.added');
  });
});

deskRoutes.get('/kerja/kalender/:id', async (c) => {
  const event = await eventForForm(c.get('ctx'), c.req.param('id'));
  const typed = typedOf(event);
  return renderPage(c, <EventFormPage {...formOf(event)} typed={typed} {...standing(typed)} />);
});

deskRoutes.post('/kerja/kalender/:id', async (c) => {
  const event = await eventForForm(c.get('ctx'), c.req.param('id'));
  const values = await readForm(c);
  return save(c, values, formOf(event), async () => {
    const { input, warning } = settle(parseWith(eventChange, { ...values, id: event.id }), values);
    if (warning) return warning;
    await changeEvent(c.get('ctx'), input);
    return goTo(c, `/kerja/kalender?tahun=${input.year}`, 'calendar.changed');
  });
});

for (const [word, cancelled] of [
  ['batal', true],
  ['jadi', false],
] as const) {
  deskRoutes.post(`/kerja/kalender/:id/${word}`, async (c) => {
    const { id, year } = await eventForForm(c.get('ctx'), c.req.param('id'));
    const { version } = await readForm(c);
    await cancelEvent(c.get('ctx'), parseWith(eventSwitch, { id, version }), cancelled);
    return goTo(c, `/kerja/kalender?tahun=${year}`, cancelled ? 'calendar.cancelled' : 'calendar.revived');
  });
}

interface Settled<T> {
  input: T;
  warning: DeadlineWarning | null;
}

/** What one of the two buttons under a warning decided, for the day it was shown for; else whether to warn. */
function settle<T extends { firstDay: string; lastDay: string; deadline: boolean }>(
  input: T,
  { instead, keep }: FormValues,
): Settled<T> {
  const { firstDay, lastDay, deadline } = input;
  if (!deadline || keep === lastDay) return { input, warning: null };
  if (instead !== lastDay) return { input, warning: warnOfDeadline(lastDay) };
  const moved = nextWorkingDay(lastDay);
  return { input: { ...input, lastDay: moved, firstDay: firstDay === lastDay ? moved : firstDay }, warning: null };
}

/** Runs a save; what is refused or warned of comes back on the form with all that was typed. */
async function save(
  c: Context<Env>,
  values: FormValues,
  form: Pick<EventFormProps, 'action' | 'hidden' | 'name'>,
  work: () => Promise<Response | DeadlineWarning>,
): Promise<Response> {
  const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(', ')]));
  try {
    const outcome = await work();
    if (outcome instanceof Response) return outcome;
    const { day, advice, undecided } = outcome;
    return renderPage(c, <EventFormPage {...form} typed={typed} {...{ advice, undecided }} asked={day} />, 422);
  } catch (error) {
    const refusal = refusalIn(error);
    return renderPage(c, <EventFormPage {...form} typed={typed} errors={saidOf(c, refusal)} />, refusal.status);
  }
}

/** The first thing that is wrong with each field. */
function saidOf(c: Context<Env>, { faults }: Refusal): Record<string, string> {
  const { messages } = c.get('frame');
  return Object.fromEntries(
    faults.toReversed().map(({ field, message }) => [field, messageAt(messages, message) ?? message]),
  );
}

/** A conflict is shown with the newest version, so that saving again is a decision and not another conflict. */
function formOf(event: CalendarEvent | null, id?: string): Pick<EventFormProps, 'action' | 'hidden' | 'name'> {
  if (event === null) return { action: '/kerja/kalender/baru', hidden: { id: id ?? '' }, name: null };
  return { action: `/kerja/kalender/${event.id}`, hidden: { version: event.version }, name: event.name };
}

const ticked = (yes: boolean) => (yes ? 'ya' : '');

function typedOf(event: CalendarEvent): Typed {
  const { deadline, open, year, firstDay } = event;
  const own = Object.entries(event).map(([name, value]): [string, string] => [name, String(value ?? '')]);
  const sameYear = year === Number(firstDay.slice(0, 4));
  return {
    ...Object.fromEntries(own),
    deadline: ticked(deadline),
    open: ticked(open),
    year: sameYear ? '' : String(year),
  };
}

/** What the form says of a stored deadline before anything is sent. */
function standing({ deadline, lastDay = '', firstDay = '' }: Typed): Pick<EventFormProps, 'advice' | 'undecided'> {
  const day = lastDay || firstDay;
  const warning = deadline === 'ya' && day !== '' ? warnOfDeadline(day) : null;
  return warning ? { advice: warning.advice, undecided: warning.undecided } : {};
}
