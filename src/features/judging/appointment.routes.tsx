import { type Context, Hono } from 'hono';
import { proposalEdition } from '#features/innovations/index.ts';
import { messageAt } from '#messages/lookup.ts';
import { Invalid } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { acknowledgeAppointment, declineAppointment, leaveJuror } from './appointment.acts.ts';
import { acknowledgement, refusalInput } from './appointment.ts';
import { appointmentPage } from './conflict.queries.ts';
import { declarationLines } from './conflict.ts';
import { leavingInput } from './juror.ts';
import { AppointmentPage } from './pages/appointment-page.tsx';
import type { Typed } from './pages/juror-form-page.tsx';

/** The juror's own: duties, yes or no, competence and conflicts, leaving. */
export const appointmentRoutes = new Hono<Env>();

const home = '/kerja/penunjukan/:id';

appointmentRoutes.get(home, (c) => show(c));

appointmentRoutes.post(home, (c) =>
  answer(c, 'acknowledged', (id, values, entries) =>
    acknowledgeAppointment(
      c.get('ctx'),
      parseWith(acknowledgement, { ...values, id, conflicts: declarationsIn(values, entries) }),
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

type Entries = readonly { id: string; number: number | null }[];

const textOf = (values: FormValues, name: string): string => [values[name] ?? ''].flat().at(-1) ?? '';

/** Lines of the form in which something stands. */
const linesIn = (values: FormValues): number[] =>
  Array.from({ length: declarationLines }, (_, at) => at).filter((at) =>
    ['number', 'kind', 'why'].some((name) => textOf(values, `${name}${at}`).trim() !== ''),
  );

/** @throws Invalid for a number that no entry in the juror's list has */
function declarationsIn(values: FormValues, entries: Entries) {
  const declared = linesIn(values).map((at) => {
    const typed = textOf(values, `number${at}`).trim();
    const entry = /^\d{1,6}$/.test(typed) ? entries.find(({ number }) => number === Number(typed)) : undefined;
    return { at, entryId: entry?.id, kind: textOf(values, `kind${at}`), explanation: textOf(values, `why${at}`) };
  });
  const unknown = declared.filter(({ entryId }) => entryId === undefined);
  if (unknown.length > 0) {
    throw new Invalid(unknown.map(({ at }) => ({ field: `number${at}`, message: 'jurors.errors.number' })));
  }
  return declared;
}

/** A declaration is a list inside, and fields of a line on the form. */
function fieldOnForm(field: string, values: FormValues): string {
  const [, at, name] = /^conflicts\.(\d+)\.(kind|explanation)$/.exec(field) ?? [];
  return name ? `${name === 'kind' ? 'kind' : 'why'}${linesIn(values)[Number(at)]}` : field;
}

async function answer(
  c: Context<Env>,
  notice: string,
  work: (id: string, values: FormValues, entries: Entries) => Promise<unknown>,
): Promise<Response> {
  const { juror, entries } = await appointmentPage(c.get('ctx'), c.req.param('id') ?? '');
  const values = await readForm(c);
  try {
    await work(juror.id, values, entries);
  } catch (error) {
    const { faults, status } = refusalIn(error);
    const shown = faults.map((one) => ({ ...one, field: fieldOnForm(one.field, values) }));
    return show(c, typedIn(values), { status, faults: shown });
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
