import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { dayInWib } from '#platform/day.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { formForSession, innovationsToMentor, mayRecordOf } from './choices.queries.ts';
import { giveAsEvidence, type MinutesPrinting } from './evidence.acts.ts';
import { MentoringListPage } from './pages/list-page.tsx';
import { NewSessionPage, PickInnovationPage, stepLines, type Typed } from './pages/new-page.tsx';
import { SessionPage, SessionsSlot } from './pages/session-page.tsx';
import { officeToCancel, officeToConfirm, officeToTick } from './policy.ts';
import { cancelSession, recordSession, tickStep } from './session.acts.ts';
import {
  isOverdue,
  listSessions,
  pagesFor,
  requirePart,
  sessionPage,
  sessionsOfInnovation,
  whoOf,
} from './session.queries.ts';
import { cancelInput, evidenceInput, listFilter, sessionInput, tickInput } from './session.ts';

const home = '/kerja/pendampingan';

export function createMentoringRoutes(printing: MinutesPrinting): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get(home, showList);
  routes.get(`${home}/baru`, showNew);
  routes.post(`${home}/baru`, record);
  routes.get(`${home}/:id`, (c) => showSession(c));
  routes.post(`${home}/:id/langkah/:step`, tick);
  routes.post(`${home}/:id/batal`, (c) =>
    act(c, 'cancelled', (ctx, id, { version, reason }) =>
      cancelSession(ctx, parseWith(cancelInput, { id, version, reason: reason ?? '' })),
    ),
  );
  routes.post(`${home}/:id/bukti`, (c) =>
    act(c, 'evidence', (ctx, id, { version, sure }) =>
      giveAsEvidence(ctx, c.get('files'), printing, parseWith(evidenceInput, { id, version, sure })),
    ),
  );
  return routes;
}

async function showList(c: Context<Env>): Promise<Response> {
  const ctx = c.get('ctx');
  const filter = listFilter.parse({ ...c.req.query(), inovasi: c.req.query('inovasi') ?? null });
  const { sessions, total } = await listSessions(ctx, filter);
  const late = sessions.filter(({ steps }) => steps.some((step) => isOverdue(step, ctx.now)));
  const overdue = new Set(late.map(({ id }) => id));
  return renderPage(c, <MentoringListPage {...{ sessions, overdue, filter }} pages={pagesFor(total)} />);
}

async function showNew(c: Context<Env>): Promise<Response> {
  const ctx = c.get('ctx');
  requirePart(ctx);
  const chosen = c.req.query('inovasi');
  if (chosen !== undefined) return showForm(c, chosen, newId(), { heldOn: dayInWib(ctx.now) });
  const q = (c.req.query('q') ?? '').slice(0, 200);
  return renderPage(c, <PickInnovationPage q={q} rows={await innovationsToMentor(ctx, q)} />);
}

async function showForm(c: Context<Env>, innovationId: string, id: string, typed: Typed, refusal?: Refusal) {
  const form = await formForSession(c.get('ctx'), innovationId);
  const errors = refusal ? saidOf(c, refusal) : {};
  return renderPage(c, <NewSessionPage {...form} {...{ id, typed, errors }} />, refusal?.status);
}

async function record(c: Context<Env>): Promise<Response> {
  const ctx = c.get('ctx');
  requirePart(ctx);
  const values = await readForm(c);
  const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
  try {
    await recordSession(ctx, parseWith(sessionInput, { ...values, id, steps: stepsOf(values) }));
  } catch (error) {
    const innovationId = typeof values.innovationId === 'string' ? values.innovationId : '';
    return showForm(c, innovationId, id, values, refusalOnForm(error));
  }
  return goTo(c, `${home}/${id}`, 'mentoring.recorded');
}

const stepsOf = (values: FormValues) =>
  Array.from({ length: stepLines }, (_, at) => ({ body: values[`step${at}`] ?? '', dueOn: values[`due${at}`] ?? '' }));

/** A step is a list inside, and two fields on the form. */
function refusalOnForm(error: unknown): Refusal {
  const { status, faults } = refusalIn(error);
  const field = (name: string) =>
    name
      .replace(/^steps\.(\d+)\.body$/, 'step$1')
      .replace(/^steps\.(\d+)\.dueOn$/, 'due$1')
      .replace(/^(mentorNames)\..*$/, '$1');
  return { status, faults: faults.map((fault) => ({ ...fault, field: field(fault.field) })) };
}

function tick(c: Context<Env>): Promise<Response> {
  return act(c, 'ticked', (ctx, id, { version, done, note }) =>
    tickStep(ctx, parseWith(tickInput, { id, stepId: c.req.param('step'), version, done: done === 'ya', note })),
  );
}

/** One change of a session; what is refused is said on its page. */
async function act(
  c: Context<Env>,
  notice: string,
  work: (ctx: Ctx, id: string, values: FormValues) => Promise<void>,
): Promise<Response> {
  const { id } = await sessionPage(c.get('ctx'), c.req.param('id') ?? '');
  const values = await readForm(c);
  try {
    await work(c.get('ctx'), id, values);
  } catch (error) {
    return showSession(c, refusalIn(error), values);
  }
  return goTo(c, `${home}/${id}`, `mentoring.${notice}`);
}

async function showSession(c: Context<Env>, refusal?: Refusal, values: FormValues = {}): Promise<Response> {
  const ctx = c.get('ctx');
  const session = await sessionPage(ctx, c.req.param('id') ?? '');
  const who = whoOf(session);
  const may = {
    tick: officeToTick(ctx.actor, who) !== undefined,
    cancel: officeToCancel(ctx.actor, who) !== undefined,
    confirm: officeToConfirm(ctx.actor, who) !== undefined,
  };
  const overdue = new Set(session.steps.filter((step) => isOverdue(step, ctx.now)).map(({ id }) => id));
  const typed = { reason: typeof values.reason === 'string' ? values.reason : '' };
  const errors = refusal ? saidOf(c, refusal) : {};
  return renderPage(c, <SessionPage {...{ session, overdue, may, typed, errors }} />, refusal?.status);
}

/** The first thing that is wrong with each field. */
function saidOf(c: Context<Env>, { faults }: Refusal): Record<string, string> {
  const { messages } = c.get('frame');
  return Object.fromEntries(
    faults.toReversed().map(({ field, message }) => [field, messageAt(messages, message) ?? message]),
  );
}

/** For the work page of an innovation, which may not know mentoring. */
export async function mentoringForWork(ctx: Ctx, innovationId: string) {
  const [sessions, mayRecord] = [await sessionsOfInnovation(ctx, innovationId), await mayRecordOf(ctx, innovationId)];
  if (sessions.length === 0 && !mayRecord) return null;
  return <SessionsSlot {...{ innovationId, sessions, mayRecord }} />;
}
