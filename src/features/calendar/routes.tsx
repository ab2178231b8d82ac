import { Hono } from 'hono';
import { id as indonesian } from '#messages/id.ts';
import { dayInWib } from '#platform/day.ts';
import type { Env } from '#platform/http/env.ts';
import { homeOf } from '#platform/http/home.ts';
import { renderPage } from '#platform/http/render.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { agendaOf } from './agenda.ts';
import { deskRoutes } from './desk.routes.tsx';
import { eventsOfYear, openEvents, yearsWithEvents } from './event.queries.ts';
import { findHolidayYear, holidayYears } from './holiday-year.ts';
import { icsOf } from './ics.ts';
import { CalendarPage } from './pages/calendar-page.tsx';
import { officeForCalendar, seesInternal } from './policy.ts';
import { workingHoursOn } from './working-hours.ts';
import { yearAsked, yearsOffered } from './year-asked.ts';

/** The calendar for everyone, as a page and for a phone; the administrator's forms behind the sign-in. */
export const calendarRoutes = new Hono<Env>();

calendarRoutes.get('/kalender', async (c) => {
  const ctx = c.get('ctx');
  const today = dayInWib(ctx.now);
  const year = yearAsked(c.req.query('tahun'), today);
  const [events, known] = await Promise.all([eventsOfYear(ctx, year), yearsWithEvents(ctx)]);
  const holidays = findHolidayYear(year);
  return renderPage(
    c,
    <CalendarPage
      year={year}
      years={yearsOffered([...known, ...holidayYears.map((one) => one.year), year], today)}
      agenda={agendaOf(events, holidays, today)}
      holidays={holidays}
      hours={workingHoursOn(`${year}-12-31`)}
      today={today}
      mayEdit={officeForCalendar(ctx.actor) !== undefined}
      seesInternal={seesInternal(ctx.actor)}
    />,
  );
});

calendarRoutes.get('/kalender.ics', async (c) => {
  const ctx = c.get('ctx');
  const { slug, name } = tenantOf(ctx);
  const { calendar } = indonesian;
  const address = `${homeOf(c)}/kalender`;
  const words = { title: `${calendar.title} ${name}`, deadline: calendar.chips.deadline };
  const body = icsOf(await openEvents(ctx), slug, address, words);
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', `inline; filename="kalender-${slug}.ics"`);
  c.header('Cache-Control', 'public, max-age=300');
  return c.body(body);
});

calendarRoutes.route('/', deskRoutes);
