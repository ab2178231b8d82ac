import { type Context, Hono } from 'hono';
import { addDays, dayInWib } from '#platform/day.ts';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { officeOfTerm, officePage } from './board.queries.ts';
import { officePath } from './board.ts';
import { appointmentInput, endInput, handOverInput, isRole } from './office.ts';
import { appoint, endAppointment, handOver } from './offices.acts.ts';
import { EndPage } from './pages/end-page.tsx';
import { HandOverPage } from './pages/hand-over-page.tsx';
import { OfficePage } from './pages/office-page.tsx';
import { problemsOf, type Refused } from './pages/problems.ts';
import type { Typed } from './pages/term-fields.tsx';
import { officeThatMay } from './policy.ts';

export const officesRoutes = new Hono<Env>();

/** What was typed, for the form that comes back; fields that came twice are left out. */
export function typedOf(values: FormValues): Typed {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** An id of the address or of a hidden field. @throws NotFound for anything else */
export function idOf(text: unknown): string {
  const id = typeof text === 'string' ? text.toLowerCase() : '';
  if (!isId(id)) throw new NotFound('id');
  return id;
}

export const idOr = (text: unknown) => (typeof text === 'string' && isId(text) ? text : newId());

officesRoutes.get('/kerja/orang/jabatan', async (c) => {
  const typed = { from: dayInWib(c.get('ctx').now), kind: 'definitive' };
  return showOffice(c, c.req.query('organisasi'), c.req.query('peran'), newId(), typed);
});

officesRoutes.post('/kerja/orang/jabatan', async (c) => {
  const values = await readForm(c);
  try {
    const appointment = parseWith(appointmentInput, values);
    await appoint(c.get('ctx'), appointment);
    return goTo(c, officePath(appointment.organizationId, appointment.role), 'people.appointed');
  } catch (error) {
    const refused = refusedBy(c, error);
    return showOffice(c, values.organizationId, values.role, idOr(values.id), typedOf(values), refused);
  }
});

/** @throws the error itself when it is about nothing on the form */
export function refusedBy(c: Context<Env>, error: unknown): Refused {
  const { faults, status } = refusalIn(error);
  return { problems: problemsOf(c.get('frame').messages, faults), status };
}

async function showOffice(
  c: Context<Env>,
  organization: unknown,
  role: unknown,
  termId: string,
  typed: Typed,
  refused?: Refused,
): Promise<Response> {
  const ctx = c.get('ctx');
  if (typeof role !== 'string' || !isRole(role)) throw new NotFound('role');
  const office = await officePage(ctx, idOf(organization), role);
  const page = (
    <OfficePage
      office={office}
      termId={termId}
      typed={typed}
      problems={refused?.problems ?? {}}
      mayChange={officeThatMay(ctx.actor, 'appoint', office) !== null}
      mayCreate={officeThatMay(ctx.actor, 'create_person') !== null}
    />
  );
  return renderPage(c, page, refused?.status);
}

officesRoutes.get('/kerja/orang/akhiri/:id', (c) => showEnd(c, dayInWib(c.get('ctx').now)));

officesRoutes.post('/kerja/orang/akhiri/:id', async (c) => {
  const values = await readForm(c);
  const { office, term } = await officeOfTerm(c.get('ctx'), idOf(c.req.param('id')));
  // Without a day the form calls off what has not begun.
  const lastDay = term.when === 'future' ? addDays(term.from, -1) : values.lastDay;
  try {
    const { calledOff } = await endAppointment(c.get('ctx'), parseWith(endInput, { holdingId: term.id, lastDay }));
    const notice = calledOff ? 'people.cancelled' : 'people.ended';
    return goTo(c, officePath(office.organizationId, office.role), notice);
  } catch (error) {
    return showEnd(c, typedOf(values).lastDay ?? '', refusedBy(c, error));
  }
});

async function showEnd(c: Context<Env>, lastDay: string, refused?: Refused): Promise<Response> {
  const found = await officeOfTerm(c.get('ctx'), idOf(c.req.param('id')));
  return renderPage(c, <EndPage {...found} lastDay={lastDay} problems={refused?.problems ?? {}} />, refused?.status);
}

officesRoutes.get('/kerja/orang/serah-terima/:id', (c) =>
  showHandOver(c, newId(), { from: dayInWib(c.get('ctx').now), kind: 'definitive' }),
);

officesRoutes.post('/kerja/orang/serah-terima/:id', async (c) => {
  const values = await readForm(c);
  const { office, term } = await officeOfTerm(c.get('ctx'), idOf(c.req.param('id')));
  try {
    await handOver(c.get('ctx'), parseWith(handOverInput, { ...values, holdingId: term.id }));
    return goTo(c, officePath(office.organizationId, office.role), 'people.handedOver');
  } catch (error) {
    return showHandOver(c, idOr(values.id), typedOf(values), refusedBy(c, error));
  }
});

async function showHandOver(c: Context<Env>, termId: string, typed: Typed, refused?: Refused): Promise<Response> {
  const found = await officeOfTerm(c.get('ctx'), idOf(c.req.param('id')));
  const page = <HandOverPage {...found} termId={termId} typed={typed} problems={refused?.problems ?? {}} />;
  return renderPage(c, page, refused?.status);
}
