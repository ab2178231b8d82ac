import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { addLine } from './minutes.acts.ts';
import { draftPlenaryPaper } from './minutes-paper.acts.ts';
import type { Returned } from './pages/forms.ts';
import { PlenaryPage } from './pages/plenary-page.tsx';
import { openPlenary, setRules } from './plenary.acts.ts';
import * as words from './plenary.ts';
import { decidePlaces } from './plenary-decision.acts.ts';
import { plenaryView } from './plenary-page.queries.ts';
import { markAttendance, recuse } from './plenary-people.acts.ts';
import { many, numbered, one, rulesOf } from './plenary-requests.ts';
import { confirmSeal, sealPlenary } from './seal.acts.ts';
import { confirmCorrection, proposeCorrection } from './seal-correction.acts.ts';
import type { StandingOf } from './standing.ts';
import { callVote, castVote, closeVote, decideAsChair } from './vote.acts.ts';

export interface VerdictParts {
  /** Calibrated results of a category. */
  standingOf: StandingOf;
}

const root = '/kerja/lomba/:id/pleno';

type Act = (ctx: Ctx, competitionId: string, form: FormValues) => Promise<unknown>;

/** The page of a plenary and what is done on it. */
export function createPlenaryRoutes(parts: VerdictParts): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get(root, (c) => showPlenary(c, parts, one(c.req.query(), 'kategori')));
  const step = (path: string, notice: string, act: Act, fields: Readonly<Record<string, string>> = {}) =>
    routes.post(`${root}/${path}`, async (c) => {
      const ctx = c.get('ctx');
      actorOf(ctx);
      const id = c.req.param('id') ?? '';
      const form = await readForm(c);
      const category = one(form, 'categoryId') || one(form, 'kategori');
      try {
        await act(ctx, id, form);
      } catch (error) {
        return showPlenary(c, parts, category, { form: path, typed: form, refusal: refusalIn(error), fields });
      }
      const to = `/kerja/lomba/${id}/pleno${isId(category) ? `?kategori=${category}` : ''}`;
      return goTo(c, to, `verdicts.${notice}`);
    });
  mountSession(step);
  mountDeciding(step, parts);
  mountSealing(step);
  mountPapers(routes);
  return routes;
}

type Step = (path: string, notice: string, act: Act, fields?: Readonly<Record<string, string>>) => unknown;

function mountSession(step: Step): void {
  step('buka', 'opened', (ctx, id, form) =>
    openPlenary(ctx, id, parseWith(words.openingInput, { id: one(form, 'id'), present: many(form, 'present') })),
  );
  step('aturan', 'rules', (ctx, id, form) =>
    setRules(ctx, id, parseWith(words.rulesInput, { version: Number(one(form, 'version')), ...rulesOf(form) })),
  );
  step('hadir', 'attendance', (ctx, id, form) => {
    const input = { jurorId: one(form, 'jurorId'), present: one(form, 'present') === 'ya' };
    return markAttendance(ctx, id, parseWith(words.attendanceInput, input));
  });
  step(
    'mundur',
    'recused',
    (ctx, id, form) => {
      const input = { entryId: one(form, 'recuseEntry'), reason: one(form, 'recuseReason') };
      return recuse(ctx, id, parseWith(words.recusalInput, input));
    },
    { entryId: 'recuseEntry', reason: 'recuseReason' },
  );
  step('tanya', 'asked', (ctx, id, form) => {
    const { body, categoryId } = { body: one(form, 'body'), categoryId: one(form, 'categoryId') };
    return callVote(
      ctx,
      id,
      parseWith(words.questionInput, { id: one(form, 'id'), categoryId, body, entryIds: many(form, 'entryIds') }),
    );
  });
  step('suara', 'voted', (ctx, id, form) =>
    castVote(ctx, id, parseWith(words.voteInput, { questionId: one(form, 'questionId'), choice: one(form, 'choice') })),
  );
  step('tutup', 'counted', (ctx, id, form) => closeVote(ctx, id, one(form, 'questionId')));
}

function mountDeciding(step: Step, { standingOf }: VerdictParts): void {
  step(
    'ketua',
    'chair',
    (ctx, id, form) => {
      const input = { id: one(form, 'id'), categoryId: one(form, 'categoryId'), reason: one(form, 'chairReason') };
      return decideAsChair(ctx, id, parseWith(words.chairInput, { ...input, order: numbered(form, 'order') }));
    },
    { order: 'order-1', entryIds: 'order-1', reason: 'chairReason' },
  );
  step(
    'putusan',
    'decided',
    (ctx, id, form) => {
      const input = {
        categoryId: one(form, 'categoryId'),
        version: Number(one(form, 'version')),
        reason: one(form, 'reason'),
      };
      const decision = parseWith(words.decisionInput, { ...input, entryIds: numbered(form, 'place') });
      return decidePlaces(ctx, standingOf, id, decision);
    },
    { entryIds: 'place-1' },
  );
  step(
    'catatan',
    'line',
    (ctx, id, form) => {
      const entryIds = many(form, 'aboutEntry').filter((entry) => entry !== '');
      const input = { id: one(form, 'id'), body: one(form, 'line'), categoryId: one(form, 'about') || null, entryIds };
      return addLine(ctx, id, parseWith(words.lineInput, input));
    },
    { body: 'line', categoryId: 'about', entryIds: 'aboutEntry' },
  );
}

function mountSealing(step: Step): void {
  step('segel', 'sealed', (ctx, id) => sealPlenary(ctx, id));
  step('konfirmasi', 'confirmed', (ctx, id, form) => confirmSeal(ctx, id, one(form, 'digest')));
  step(
    'koreksi',
    'proposed',
    (ctx, id, form) => {
      const input = { id: one(form, 'id'), categoryId: one(form, 'categoryId'), reason: one(form, 'correctReason') };
      return proposeCorrection(
        ctx,
        id,
        parseWith(words.correctionInput, { ...input, entryIds: numbered(form, 'correct') }),
      );
    },
    { entryIds: 'correct-1', reason: 'correctReason' },
  );
  step('koreksi/setuju', 'agreed', (ctx, id, form) => confirmCorrection(ctx, id, one(form, 'correctionId')));
}

function mountPapers(routes: Hono<Env>): void {
  for (const [word, kind] of [
    ['berita-acara', 'plenary_minutes'],
    ['keputusan', 'winners_decree'],
  ] as const)
    routes.post(`${root}/naskah/${word}`, async (c) => {
      const paper = await draftPlenaryPaper(c.get('ctx'), c.req.param('id'), kind);
      return goTo(c, `/kerja/naskah/${paper}`, 'papers.made');
    });
}

interface Refused {
  form: string;
  typed: FormValues;
  refusal: Refusal;
  /** Fields that are called otherwise on the page, where each name stands once. */
  fields: Readonly<Record<string, string>>;
}

/** Ids that the forms brought along are kept when they come back, so that a repeat is recognised. */
async function showPlenary(
  c: Context<Env>,
  parts: VerdictParts,
  category: string,
  refused?: Refused,
): Promise<Response> {
  const ctx = c.get('ctx');
  const view = await plenaryView(ctx, parts.standingOf, c.req.param('id') ?? '', category || null);
  const typedId = refused && one(refused.typed, 'id');
  const idFor = (form: string) => (refused?.form === form && typedId && isId(typedId) ? typedId : newId());
  const ids = {
    plenary: idFor('buka'),
    question: idFor('tanya'),
    chair: idFor('ketua'),
    line: idFor('catatan'),
    correction: idFor('koreksi'),
  };
  const page = <PlenaryPage view={view} ids={ids} returned={refused ? returnedOf(c, refused) : null} />;
  return renderPage(c, page, refused?.refusal.status);
}

function returnedOf(c: Context<Env>, { form, typed, refusal, fields }: Refused): Returned {
  const { messages } = c.get('frame');
  const errors: Record<string, string> = {};
  for (const { field, message } of refusal.faults) {
    const base = field.split('.')[0] ?? '';
    errors[fields[base] ?? base] ??= messageAt(messages, message) ?? messages.common.errors.wrongValue;
  }
  return { form, typed, errors };
}
