import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { revealInitiatorName } from './innovation.acts.ts';
import { innovationWork } from './innovation.queries.ts';
import { proposalFields } from './innovation.ts';
import { acceptInnovation, confirmInnovation, declineInnovation, returnInnovation } from './life-cycle.acts.ts';
import { ConfirmPage, type ConfirmPageProps } from './pages/confirm-page.tsx';
import { QueuePage } from './pages/queue-page.tsx';
import { ReviewPage, type ReviewPageProps } from './pages/review-page.tsx';
import { officeFor } from './policy.ts';
import { faultsFrom, idOf, one, stepOf } from './requests.ts';
import { reviewQueue } from './tasks.queries.ts';
import { listTopics } from './topic.queries.ts';

/** Addresses of those who judge: the organisation's head, then the region's verifiers. */
export const reviewRoutes = new Hono<Env>();

reviewRoutes.get('/kerja/inovasi/:id/konfirmasi', (c) => showConfirm(c, {}, 200));

reviewRoutes.post('/kerja/inovasi/:id/konfirmasi', async (c) => {
  const step = stepOf(c.req.param('id'), await readForm(c));
  await confirmInnovation(c.get('ctx'), step);
  return goTo(c, `/kerja/inovasi/${step.id}`, 'innovations.confirmed');
});

reviewRoutes.post('/kerja/inovasi/:id/tolak', async (c) => {
  const step = stepOf(c.req.param('id'), await readForm(c));
  const faults = await faultsFrom(() => declineInnovation(c.get('ctx'), step));
  if (faults) return showConfirm(c, { faults, note: step.note ?? '' }, 422);
  return goTo(c, `/kerja/inovasi/${step.id}`, 'innovations.declined');
});

reviewRoutes.get('/kerja/verifikasi', async (c) => renderPage(c, <QueuePage {...(await reviewQueue(c.get('ctx')))} />));

reviewRoutes.get('/kerja/verifikasi/:id', (c) => showReview(c, {}, 200));

reviewRoutes.post('/kerja/verifikasi/:id/nama', async (c) => {
  const form = await readForm(c);
  const revealed = await revealInitiatorName(c.get('ctx'), idOf(c.req.param('id')));
  return showReview(c, { remarks: remarksOf(form), note: one(form, 'note'), revealed }, 200);
});

reviewRoutes.post('/kerja/verifikasi/:id/kembalikan', async (c) => {
  const form = await readForm(c);
  const [step, remarks] = [stepOf(c.req.param('id'), form), remarksOf(form)];
  const faults = await faultsFrom(() => returnInnovation(c.get('ctx'), { ...step, remarks }));
  if (faults) return showReview(c, { faults, remarks, note: step.note ?? '' }, 422);
  return goTo(c, '/kerja/verifikasi', 'innovations.returned');
});

reviewRoutes.post('/kerja/verifikasi/:id/terima', async (c) => {
  await acceptInnovation(c.get('ctx'), stepOf(c.req.param('id'), await readForm(c)));
  return goTo(c, '/kerja/verifikasi', 'innovations.accepted');
});

async function showConfirm(c: Context<Env>, shown: Pick<ConfirmPageProps, 'note' | 'faults'>, status: 200 | 422) {
  const ctx = c.get('ctx');
  const [work, topics] = await Promise.all([innovationWork(ctx, idOf(c.req.param('id'))), listTopics(ctx)]);
  if (!work.may.confirm) return goTo(c, `/kerja/inovasi/${work.id}`);
  return renderPage(c, <ConfirmPage work={work} topics={topics} formKey={newId()} {...shown} />, status);
}

async function showReview(
  c: Context<Env>,
  shown: Pick<ReviewPageProps, 'remarks' | 'note' | 'faults' | 'revealed'>,
  status: 200 | 422,
) {
  const ctx = c.get('ctx');
  if (!officeFor('review', ctx.actor, null)) throw new NotFound('no such page for this person');
  const [work, topics] = await Promise.all([innovationWork(ctx, idOf(c.req.param('id'))), listTopics(ctx)]);
  return renderPage(c, <ReviewPage work={work} topics={topics} formKey={newId()} {...shown} />, status);
}

function remarksOf(form: FormValues): Record<string, string> {
  return Object.fromEntries(proposalFields.map((field) => [field, one(form, `remark-${field}`)]));
}
