import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { type Fault, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { cleanText, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { deskOf } from './desk.queries.ts';
import { readSave, readTyped, savedByForm, type TypedReview } from './desk-requests.ts';
import { ClosedReviewPage } from './pages/closed-review-page.tsx';
import { DeskPage } from './pages/desk-page.tsx';
import { ReviewPage, type ReviewPageProps } from './pages/review-page.tsx';
import { presentationRoutes } from './presentation.routes.tsx';
import { saveReview, submitReview } from './review.acts.ts';
import type { ReviewRow } from './review.queries.ts';
import { isDeclaredKind } from './review.ts';
import { recuse } from './review-recuse.acts.ts';
import { type ReviewSheet, reviewSheet } from './review-sheet.queries.ts';

/** Addresses of the juror: what there is to score, one entry, saving while somebody types, giving an entry back. */
export const deskRoutes = new Hono<Env>();

deskRoutes.get('/kerja/penilaian', async (c) => {
  const ctx = c.get('ctx');
  const groups = await deskOf(ctx);
  const juror = actorOf(ctx).offices.some(({ role }) => role === 'juror');
  if (groups.length === 0 && !juror) throw new NotFound('no juror');
  return renderPage(c, <DeskPage groups={groups} now={ctx.now} />);
});

deskRoutes.get('/kerja/penilaian/:review', (c) => show(c));

deskRoutes.post('/kerja/penilaian/:review', async (c) => {
  const ctx = c.get('ctx');
  const id = reviewId(c);
  const typed = readTyped(await readForm(c));
  const { review } = await reviewSheet(ctx, id);
  try {
    const saved = await saveReview(ctx, savedByForm(id, newId(), typed));
    if (saved.conflicts.length > 0) {
      const values = { ...typed.values, ...saved.fields, ...mineOf(saved.conflicts) };
      return show(c, { typed: values, conflicts: saved.conflicts }, 409);
    }
    if (typed.step === 'kirim') await submitReview(ctx, { id, version: saved.version });
    const notice = review.state === 'submitted' ? 'corrected' : typed.step === 'kirim' ? 'sent' : 'saved';
    return goTo(c, '/kerja/penilaian', `desk.${notice}`);
  } catch (error) {
    return refused(c, error, typed);
  }
});

/** What the browser saves by itself: JSON `{ key, version, fields, typedAt }`. */
deskRoutes.post('/kerja/penilaian/:review/simpan', async (c) => {
  const ctx = c.get('ctx');
  const { messages } = c.get('frame');
  if (!ctx.actor) return c.json({ error: messages.common.errors.signInFirst }, 401);
  const saved = await saveReview(ctx, readSave(reviewId(c), await c.req.json().catch(() => null), cleanText));
  const { version, fields } = saved;
  if (saved.conflicts.length === 0) return c.json({ version, fields, savedAt: saved.savedAt.toISOString() });
  const conflict = saved.conflicts.map(({ field, mine, theirs, at }) => ({ criterion: field, mine, theirs, at }));
  return c.json({ version, fields, conflict }, 409);
});

deskRoutes.post('/kerja/penilaian/:review/konflik', async (c) => {
  const form = await readForm(c);
  const one = (name: string) => [form[name] ?? ''].flat().at(-1) ?? '';
  const typed = { kind: one('kind'), reason: one('reason') };
  try {
    if (!isDeclaredKind(typed.kind)) throw new Invalid([{ field: 'kind', message: 'desk.errors.kindMissing' }]);
    await recuse(c.get('ctx'), { reviewId: reviewId(c), kind: typed.kind, reason: typed.reason });
    return goTo(c, '/kerja/penilaian', 'desk.recused');
  } catch (error) {
    const { faults, status } = refusalIn(error);
    return show(c, { recusal: typed, errors: saidOf(c, faults) }, status);
  }
});

deskRoutes.route('/', presentationRoutes);

const mineOf = (conflicts: readonly { field: string; mine: string }[]) =>
  Object.fromEntries(conflicts.map(({ field, mine }) => [field, mine]));

/** Whatever the reason: it is said, and what was typed stands on the page that says it. */
async function refused(c: Context<Env>, error: unknown, typed: TypedReview): Promise<Response> {
  if (error instanceof NotAllowed) return show(c, { typed: typed.values }, 403);
  const { faults, status } = refusalIn(error);
  return show(c, { typed: typed.values, errors: saidOf(c, faults) }, status);
}

async function show(
  c: Context<Env>,
  shown: Omit<ReviewPageProps, 'sheet' | 'owner'> = {},
  status: 200 | 403 | 409 | 422 = 200,
): Promise<Response> {
  const ctx = c.get('ctx');
  const sheet = await reviewSheet(ctx, reviewId(c));
  const owner = ownerOf(ctx);
  const shut = shutBecause(sheet);
  if (!shut) return renderPage(c, <ReviewPage sheet={sheet} owner={owner} {...shown} />, status);
  const reason = messageAt(c.get('frame').messages, shut) ?? shut;
  return renderPage(c, <ClosedReviewPage sheet={sheet} owner={owner} reason={reason} typed={shown.typed} />, status);
}

/** Why this page takes no scores; null while it does. The acts ask again. */
function shutBecause({ review, content }: ReviewSheet): string | null {
  const because = (word: string) => `desk.errors.${word}`;
  if (review.jurorGone) return because('left');
  if (review.state === 'withdrawn' || review.state === 'recused') return because(review.state);
  if (review.conflicted || !content) return because('conflicted');
  if (review.entryState !== 'eligible') return because('entryGone');
  return openOr(review.opening);
}

const openOr = (opening: ReviewRow['opening']) => (opening === 'open' ? null : `desk.errors.${opening}`);

/** The first thing that is wrong with each field. */
function saidOf(c: Context<Env>, faults: readonly Fault[]): Record<string, string> {
  const { messages } = c.get('frame');
  return Object.fromEntries(
    faults.toReversed().map(({ field, message, values }) => [field, messageAt(messages, message, values) ?? message]),
  );
}

function reviewId(c: Context<Env>): string {
  const id = c.req.param('review') ?? '';
  if (!isId(id)) throw new NotFound(`no review ${id}`);
  return id;
}

/** The same person on the same phone, without their name on it. */
const ownerOf = (ctx: Ctx): string => ctx.secrets.digest('outbox', actorOf(ctx).userId);
