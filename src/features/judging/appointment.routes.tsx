import { type Context, Hono } from 'hono';
import { proposalEdition } from '#features/innovations/index.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { acknowledgeAppointment, declineAppointment, leaveJuror } from './appointment.acts.ts';
import { acknowledgement, refusalInput } from './appointment.ts';
import { appointmentPage } from './conflict.queries.ts';
import { leavingInput } from './juror.ts';
import { AppointmentPage } from './pages/appointment-page.tsx';
import type { Typed } from './pages/juror-form-page.tsx';

/** The juror's own: duties, yes or no, competence and conflicts, leaving. */
export const appointmentRoutes = new Hono<Env>();

const home = '/kerja/penunjukan/:id';

appointmentRoutes.get(home, (c) => show(c));

appointmentRoutes.post(home, (c) =>
  answer(c, 'acknowledged', (id, values) =>
    acknowledgeAppointment(
      c.get('ctx'),
      parseWith(acknowledgement, { ...values, id, conflicts: declarationsIn(values) }),
    ),
  ),
);
appointmentRoutes.post(`${home}/tolak`, (c) =>
  answer(c, 'declined', (id, { reason }) =>
    declineAppointment(c.get('ctx'), parseWith(refusalInput, { id, reason: reason ?? '' })),
  ),
);
appointmentRoutes.post(`${home}/berhenti`, (c) =>
  answer(c, 'left', (id, { version, reason }) =>
    leaveJuror(c.get('ctx'), parseWith(leavingInput, { id, version, reason: reason ?? '' })),
  ),
);

/** Fields `kind-<entry>` and `why-<entry>`, where a kind was chosen. */
function declarationsIn(values: FormValues) {
  return Object.entries(values).flatMap(([name, kind]) => {
    const entryId = /^kind-(.+)$/.exec(name)?.[1];
    return entryId && kind !== '' ? [{ entryId, kind, explanation: values[`why-${entryId}`] ?? '' }] : [];
  });
}

async function answer(
  c: Context<Env>,
  notice: string,
  work: (id: string, values: FormValues) => Promise<unknown>,
): Promise<Response> {
  const { juror } = await appointmentPage(c.get('ctx'), c.req.param('id') ?? '');
  const values = await readForm(c);
  try {
    await work(juror.id, values);
  } catch (error) {
    const entries = declarationsIn(values).map(({ entryId }) => entryId);
    const { faults, status } = refusalIn(error);
    const field = (name: string) => name.replace(/^conflicts\.(\d+)\..*$/, (_, at) => `why-${entries[Number(at)]}`);
    return show(c, typedIn(values), { status, faults: faults.map((one) => ({ ...one, field: field(one.field) })) });
  }
  return goTo(c, `/kerja/penunjukan/${juror.id}`, `jurors.${notice}`);
}

async function show(c: Context<Env>, typed?: Typed, refusal?: Refusal): Promise<Response> {
  const ctx = c.get('ctx');
  const data = await appointmentPage(ctx, c.req.param('id') ?? '');
  const { categoryIds, affairs, languages } = data.juror;
  const shown = { ...(typed && 'languages' in typed ? {} : { categoryIds, affairs, languages }), ...typed };
  const errors = refusal ? saidOf(c, refusal) : {};
  const page = <AppointmentPage {...{ data, errors }} typed={shown} affairs={proposalEdition.affairs} now={ctx.now} />;
  return renderPage(c, page, refusal?.status);
}

export const typedIn = (values: FormValues): Typed => values;

/** The first thing that is wrong with each field. */
export function saidOf(c: Context<Env>, { faults }: Refusal): Record<string, string> {
  const { messages } = c.get('frame');
  return Object.fromEntries(
    faults.toReversed().map(({ field, message }) => [field, messageAt(messages, message) ?? message]),
  );
}
