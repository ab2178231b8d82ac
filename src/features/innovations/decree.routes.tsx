import { type Context, Hono } from 'hono';
import { officeForPapers } from '#features/papers/index.ts';
import { NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { actorOf } from '#platform/tenancy.ts';
import { draftInnovationDecree } from './decree.acts.ts';
import { innovationsForDecree } from './decree.queries.ts';
import { decreeFilter } from './decree.ts';
import { NewDecreePage } from './pages/new-decree-page.tsx';
import { proposalEdition } from './proposal.ts';
import { keyOf, one } from './requests.ts';

/** Where the decree is drafted; from then on it is a paper like others. */
export const decreeRoutes = new Hono<Env>();

decreeRoutes.get('/kerja/naskah/baru', (c) => showNew(c, { id: newId(), year: '', affair: '', organizationKind: '' }));

decreeRoutes.post('/kerja/naskah/baru', async (c) => {
  const form = await readForm(c);
  const id = keyOf(form, 'id');
  try {
    await draftInnovationDecree(c.get('ctx'), id, parseWith(decreeFilter, typedFilter(form)));
  } catch (error) {
    return showNew(c, { id, ...typedFilter(form) }, refusalIn(error));
  }
  return goTo(c, `/kerja/naskah/${id}`, 'papers.made');
});

function typedFilter(form: FormValues) {
  return {
    year: one(form, 'year'),
    affair: one(form, 'affair'),
    organizationKind: one(form, 'organizationKind'),
  };
}

async function showNew(
  c: Context<Env>,
  typed: { id: string } & ReturnType<typeof typedFilter>,
  refusal?: Refusal,
): Promise<Response> {
  const ctx = c.get('ctx');
  if (!officeForPapers('create', actorOf(ctx))) throw new NotAllowed('papers.errors.notYours');
  const all = await innovationsForDecree(ctx, { year: null, affair: null, organizationKind: null });
  const page = (
    <NewDecreePage
      typed={typed}
      accepted={all.length}
      affairs={proposalEdition.affairs}
      faults={refusal?.faults ?? []}
    />
  );
  return renderPage(c, page, refusal?.status);
}
