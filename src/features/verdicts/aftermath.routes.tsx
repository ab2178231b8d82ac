import { type Context, Hono } from 'hono';
import { committeeOffice } from '#features/competitions/index.ts';
import { id as indonesian } from '#messages/id.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import type { AftermathSlots } from './aftermath.ts';
import { certificateCheckRoutes, certificateRoutes } from './certificate.routes.tsx';
import { feedbackOn } from './feedback.queries.ts';
import { feedbackReport } from './feedback-letter.ts';
import { answerObjection, raiseObjection } from './objection.acts.ts';
import { objectionList, objectionPage } from './objection.queries.ts';
import { problemsOf } from './pages/aftermath-problems.ts';
import { FeedbackPage } from './pages/feedback-page.tsx';
import { ObjectionListPage } from './pages/objection-list-page.tsx';
import { ObjectionPage } from './pages/objection-page.tsx';
import { publicVerdictRoutes, publishRoutes } from './published.routes.tsx';

const uuid = '{[0-9a-f]{8}-[0-9a-f-]{27}}';

/** Everything that follows a sealed verdict. */
export function createAftermathRoutes(slots: AftermathSlots): Hono<Env> {
  const routes = new Hono<Env>();
  for (const part of [
    publicVerdictRoutes(slots),
    publishRoutes(slots),
    certificateCheckRoutes(),
    certificateRoutes(slots),
  ]) {
    routes.route('/', part);
  }
  addFeedback(routes, slots);
  addObjections(routes);
  return routes;
}

function addFeedback(routes: Hono<Env>, slots: AftermathSlots): void {
  const path = `/kerja/umpan-balik/:entry${uuid}`;
  routes.get(path, async (c) => {
    const ctx = c.get('ctx');
    const feedback = await feedbackOn(ctx, c.req.param('entry'));
    return renderPage(c, <FeedbackPage feedback={feedback} committee={committeeOffice(ctx.actor) !== undefined} />);
  });
  routes.get(`${path}/surat.pdf`, async (c) => {
    const ctx = c.get('ctx');
    const feedback = await feedbackOn(ctx, c.req.param('entry'));
    const bytes = await makePdf({
      body: feedbackReport(feedback, indonesian),
      letterhead: await slots.letterhead(ctx, c.get('files')),
      draft: false,
      verifyAt: null,
      madeAt: ctx.now,
    });
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', `inline; filename="${indonesian.aftermath.feedback.file}.pdf"`);
    c.header('Cache-Control', 'private, no-store');
    return c.body(new Uint8Array(bytes));
  });
}

const text = (form: FormValues, name: string) => String(form[name] ?? '');

function addObjections(routes: Hono<Env>): void {
  const open = `/lomba/:id${uuid}/keberatan`;
  const work = `/kerja/lomba/:id${uuid}/keberatan`;
  routes.get(open, (c) => showObjections(c));
  routes.post(open, async (c) => {
    const form = await readForm(c);
    const competitionId = c.req.param('id');
    const objection = { id: text(form, 'key'), competitionId, entryId: text(form, 'entry'), body: text(form, 'body') };
    const refusal = await refusalOf(() => raiseObjection(c.get('ctx'), objection));
    return refusal
      ? showObjections(c, refusal, form)
      : goTo(c, `/lomba/${competitionId}/keberatan`, 'aftermath.raised');
  });
  routes.get(work, (c) => showList(c));
  routes.post(`${work}/:objection${uuid}`, async (c) => {
    const form = await readForm(c);
    const { id: competitionId, objection: id } = c.req.param();
    const answer = { competitionId, id, gist: text(form, 'gist'), answer: text(form, 'answer') };
    const refusal = await refusalOf(() => answerObjection(c.get('ctx'), answer));
    return refusal
      ? showList(c, refusal, answer)
      : goTo(c, `/kerja/lomba/${competitionId}/keberatan`, 'aftermath.answered');
  });
}

async function showObjections(c: Context<Env>, refusal?: Refusal, form: FormValues = {}): Promise<Response> {
  const view = await objectionPage(c.get('ctx'), c.req.param('id') ?? '');
  const errors = problemsOf(c.get('frame').messages, refusal?.faults ?? []);
  const typed = { entry: text(form, 'entry'), body: text(form, 'body') };
  const key = text(form, 'key') || newId();
  return renderPage(c, <ObjectionPage view={view} formKey={key} typed={typed} errors={errors} />, refusal?.status);
}

async function showList(
  c: Context<Env>,
  refusal?: Refusal,
  typed?: { id: string; gist: string; answer: string },
): Promise<Response> {
  const list = await objectionList(c.get('ctx'), c.req.param('id') ?? '');
  const errors = problemsOf(c.get('frame').messages, refusal?.faults ?? []);
  return renderPage(c, <ObjectionListPage {...list} returned={typed ? { ...typed, errors } : null} />, refusal?.status);
}
