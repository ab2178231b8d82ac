import { type Context, Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { type FormValues, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { changesSinceReturn } from './difference.queries.ts';
import { queueColumns } from './export-columns.ts';
import { revealInitiatorName } from './innovation.acts.ts';
import { innovationWork } from './innovation.queries.ts';
import { proposalFields } from './innovation.ts';
import { acceptInnovation, confirmInnovation, declineInnovation, returnInnovation } from './life-cycle.acts.ts';
import { ConfirmPage, type ConfirmPageProps } from './pages/confirm-page.tsx';
import { QueuePage } from './pages/queue-page.tsx';
import { ReviewPage, type ReviewPageProps } from './pages/review-page.tsx';
import { officeFor } from './policy.ts';
import { idOf, one, stepOf } from './requests.ts';
import { reviewQueue } from './tasks.queries.ts';
import { listTopics } from './topic.queries.ts';

export interface ReviewSlots {
  /** Draws what proves a proposal, for whoever decides on it; null for those who may not see it. */
  evidenceForReview(ctx: Ctx, innovationId: string): Promise<ComponentChildren>;
}

/** Addresses of those who judge: the organisation's head, then the region's verifiers. */
export function createReviewRoutes(slots: ReviewSlots): Hono<Env> {
  const routes = new Hono<Env>();
  addConfirming(routes, slots);
  addQueue(routes);
  addReviewing(routes, slots);
  return routes;
}

function addConfirming(routes: Hono<Env>, slots: ReviewSlots): void {
  routes.get('/kerja/inovasi/:id/konfirmasi', (c) => showConfirm(c, slots, {}));

  routes.post('/kerja/inovasi/:id/konfirmasi', async (c) => {
    const step = stepOf(c.req.param('id'), await readForm(c));
    const refusal = await refusalOf(() => confirmInnovation(c.get('ctx'), step));
    if (refusal) return showConfirm(c, slots, {}, refusal);
    return goTo(c, `/kerja/inovasi/${step.id}`, 'innovations.confirmed');
  });

  routes.post('/kerja/inovasi/:id/tolak', async (c) => {
    const step = stepOf(c.req.param('id'), await readForm(c));
    const refusal = await refusalOf(() => declineInnovation(c.get('ctx'), step));
    if (refusal) return showConfirm(c, slots, { note: step.note ?? '' }, refusal);
    return goTo(c, `/kerja/inovasi/${step.id}`, 'innovations.declined');
  });
}

function addQueue(routes: Hono<Env>): void {
  routes.get('/kerja/verifikasi', async (c) => renderPage(c, <QueuePage {...(await reviewQueue(c.get('ctx')))} />));

  addExports(routes, '/kerja/verifikasi', async (c) => {
    const { messages } = c.get('frame');
    const { lines } = await reviewQueue(c.get('ctx'));
    const title = messages.innovations.review.queue;
    return { file: 'menunggu-pemeriksaan', title, columns: queueColumns(messages), rows: lines };
  });
}

function addReviewing(routes: Hono<Env>, slots: ReviewSlots): void {
  routes.get('/kerja/verifikasi/:id', (c) => showReview(c, slots, {}));

  routes.post('/kerja/verifikasi/:id/nama', async (c) => {
    c.header('Cache-Control', 'no-store');
    requireReviewing(c); // before it is on record that the name was shown
    const form = await readForm(c);
    const revealed = await revealInitiatorName(c.get('ctx'), idOf(c.req.param('id')));
    return showReview(c, slots, { remarks: remarksOf(form), note: one(form, 'note'), revealed });
  });

  routes.post('/kerja/verifikasi/:id/kembalikan', async (c) => {
    const form = await readForm(c);
    const [step, remarks] = [stepOf(c.req.param('id'), form), remarksOf(form)];
    const refusal = await refusalOf(() => returnInnovation(c.get('ctx'), { ...step, remarks }));
    if (refusal) return showReview(c, slots, { remarks, note: step.note ?? '' }, refusal);
    return goTo(c, '/kerja/verifikasi', 'innovations.returned');
  });

  routes.post('/kerja/verifikasi/:id/terima', async (c) => {
    const step = stepOf(c.req.param('id'), await readForm(c));
    const refusal = await refusalOf(() => acceptInnovation(c.get('ctx'), step));
    if (refusal) return showReview(c, slots, {}, refusal);
    return goTo(c, '/kerja/verifikasi', 'innovations.accepted');
  });
}

async function showConfirm(
  c: Context<Env>,
  slots: ReviewSlots,
  typed: Pick<ConfirmPageProps, 'note'>,
  refusal?: Refusal,
) {
  const ctx = c.get('ctx');
  const [work, topics] = await Promise.all([innovationWork(ctx, idOf(c.req.param('id'))), listTopics(ctx)]);
  if (!work.may.confirm && !refusal) return goTo(c, `/kerja/inovasi/${work.id}`);
  const evidence = await slots.evidenceForReview(ctx, work.id);
  const shown = { work, topics, evidence, formKey: newId(), faults: refusal?.faults ?? [] };
  const page = <ConfirmPage {...shown} {...typed} />;
  return renderPage(c, page, refusal?.status);
}

async function showReview(
  c: Context<Env>,
  slots: ReviewSlots,
  typed: Pick<ReviewPageProps, 'remarks' | 'note' | 'revealed'>,
  refusal?: Refusal,
) {
  requireReviewing(c);
  const [ctx, id] = [c.get('ctx'), idOf(c.req.param('id'))];
  const [work, topics, since, evidence] = await Promise.all([
    innovationWork(ctx, id),
    listTopics(ctx),
    changesSinceReturn(ctx, id),
    slots.evidenceForReview(ctx, id),
  ]);
  const shown = { work, topics, since, evidence, formKey: newId(), faults: refusal?.faults ?? [] };
  const page = <ReviewPage {...shown} {...typed} />;
  return renderPage(c, page, refusal?.status);
}

/** @throws NotFound for whoever checks nothing */
function requireReviewing(c: Context<Env>): void {
  if (!officeFor('review', c.get('ctx').actor, null)) throw new NotFound('no such page for this person');
}

function remarksOf(form: FormValues): Record<string, string> {
  return Object.fromEntries(proposalFields.map((field) => [field, one(form, `remark-${field}`)]));
}
