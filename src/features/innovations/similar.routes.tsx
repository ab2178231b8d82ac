import { type Context, Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { cleanText, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage, wantsJson } from '#platform/http/render.ts';
import { isId } from '#platform/ids.ts';
import { actorOf } from '#platform/tenancy.ts';
import { buildOn } from './basis.acts.ts';
import { designFields } from './design.ts';
import { type Draft, draftToEdit, innovationWork } from './innovation.queries.ts';
import { SimilarPage } from './pages/similar-page.tsx';
import { idOf, one, versionOf } from './requests.ts';
import { sectionCalled } from './sections.ts';
import { similarInnovations } from './similar.queries.ts';
import type { Idea } from './similar.ts';
import { ideaWords } from './similar-plan.ts';

/** Addresses of "Mirip dengan…": what is like an idea, as JSON and as a page, and on what a draft builds. */
export const similarRoutes = new Hono<Env>();

similarRoutes.get('/kerja/inovasi/mirip', async (c) => {
  const ctx = c.get('ctx');
  c.header('Vary', 'Accept');
  if (!ctx.actor && wantsJson(c)) return c.json({ error: c.get('frame').messages.common.errors.signInFirst }, 401);
  actorOf(ctx);
  if (!wantsJson(c)) return showSimilar(c);
  const draft = await askingDraft(c);
  const keep = c.req.query('pilihan') ?? '';
  const found = await similarInnovations(ctx, {
    ...ideaOf(c, draft),
    not: ownOf(draft),
    keep: isId(keep) ? keep : null,
  });
  return c.json({ found });
});

similarRoutes.post('/kerja/inovasi/:id/asal', async (c) => {
  const ctx = c.get('ctx');
  if (!ctx.actor && wantsJson(c)) return c.json({ error: c.get('frame').messages.common.errors.signInFirst }, 401);
  const id = idOf(c.req.param('id'));
  const form = await readForm(c);
  const basedOn = one(form, 'basedOn') || null;
  const choice = { id, basedOn, version: versionOf(form.version) };
  if (wantsJson(c)) return c.json({ version: await buildOn(ctx, choice) });
  const refusal = await refusalOf(() => buildOn(ctx, choice));
  const section = sectionCalled(one(form, 'bagian'));
  if (refusal) return showRefused(c, id, section?.key ?? '', refusal);
  const notice = basedOn ? 'innovations.basisChosen' : 'innovations.basisRemoved';
  return goTo(c, section ? `/kerja/inovasi/${id}/isi/${section.key}` : `/kerja/inovasi/${id}`, notice);
});

/** What was chosen could not be: the page again with what stands now, or the overview once the draft is closed. */
async function showRefused(c: Context<Env>, id: string, section: string, refusal: Refusal) {
  const { may } = await innovationWork(c.get('ctx'), id);
  if (!may.edit) return goTo(c, `/kerja/inovasi/${id}`);
  return pageFor(c, await draftToEdit(c.get('ctx'), id), section, refusal);
}

async function showSimilar(c: Context<Env>) {
  return pageFor(c, await askingDraft(c), sectionCalled(c.req.query('bagian') ?? '')?.key ?? '');
}

async function pageFor(c: Context<Env>, draft: Draft | null, section: string, refusal?: Refusal) {
  const idea = ideaOf(c, draft);
  const asks = ideaWords(idea).length > 0;
  const found = asks ? await similarInnovations(c.get('ctx'), { ...idea, not: ownOf(draft) }) : null;
  const asking = draft && {
    id: draft.id,
    version: draft.version,
    title: draft.proposal.title,
    basedOn: draft.basedOn,
    section,
  };
  const page = <SimilarPage idea={idea} found={found} draft={asking} faults={refusal?.faults ?? []} />;
  return renderPage(c, page, refusal?.status);
}

/** @throws NotFound when the person may not write it */
function askingDraft(c: Context<Env>): Promise<Draft> | null {
  const from = c.req.query('dari');
  return from === undefined ? null : draftToEdit(c.get('ctx'), idOf(from));
}

/** As it is asked; else as the draft has it. */
function ideaOf(c: Context<Env>, draft: Draft | null): Idea {
  const [title, text] = [c.req.query('judul'), c.req.query('uraian')].map((one) => one && cleanText(one).trim());
  if (title !== undefined || text !== undefined || !draft) return { title: title ?? '', text: text ?? '' };
  const { proposal } = draft;
  const design = designFields.map((field) => proposal[field]);
  return { title: proposal.title, text: [proposal.summary, ...design].filter(Boolean).join('\n') };
}

const ownOf = (draft: Draft | null) => (draft ? [draft.id, ...(draft.claimsId ? [draft.claimsId] : [])] : []);
