import { type Context, Hono } from 'hono';
import { type Fault, NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { claimListed } from './claim.acts.ts';
import { ownColumns } from './export-columns.ts';
import { createDraft, discardDraft } from './innovation.acts.ts';
import { ownInnovations, type VillageChoice, villagesToFillIn } from './innovation.queries.ts';
import { draftSchema } from './innovation.ts';
import { archiveInnovation } from './life-cycle.acts.ts';
import { ListPage } from './pages/list-page.tsx';
import { forVillage, NewPage } from './pages/new-page.tsx';
import { officeFor } from './policy.ts';
import { idOf, keyOf, one, stepOf } from './requests.ts';
import { similarInnovations } from './similar.queries.ts';
import { villageCalled } from './village-called.ts';

/** Addresses of one's own innovations: list, beginning, and what ends one. */
export const draftRoutes = new Hono<Env>();

draftRoutes.get('/kerja/inovasi', async (c) => {
  const ctx = c.get('ctx');
  const lines = await ownInnovations(ctx);
  const offices = actorOf(ctx).offices;
  return renderPage(c, <ListPage lines={lines} mayCreate={choices(ctx).length > 0} hasOffice={offices.length > 0} />);
});

addExports(draftRoutes, '/kerja/inovasi', async (c) => {
  const { messages } = c.get('frame');
  const rows = await ownInnovations(c.get('ctx'));
  return { file: 'inovasi-kami', title: messages.innovations.list.title, columns: ownColumns(messages), rows };
});

draftRoutes.get('/kerja/inovasi/baru', async (c) => {
  const organizations = choices(c.get('ctx'));
  if (organizations.length === 0) throw new NotAllowed('innovations.errors.notYours');
  const villages = namesOf(await villagesToFillIn(c.get('ctx')));
  return renderPage(c, <NewPage id={newId()} organizations={organizations} villages={villages} />);
});

const namesOf = (villages: readonly VillageChoice[]) => villages.map((village) => village.name);

draftRoutes.post('/kerja/inovasi/baru', async (c) => {
  const form = await readForm(c);
  const [id, chosen, typed] = [keyOf(form, 'id'), one(form, 'organizationId'), one(form, 'title')];
  const [villages, village] = [await villagesToFillIn(c.get('ctx')), one(form, 'village')];
  const instead = chosen === forVillage;
  const organizationId = instead ? (villageCalled(villages, village) ?? '') : chosen;
  const basedOn = one(form, 'basedOn') || null;
  const again = { organizationId: chosen, title: typed, basedOn, villages: namesOf(villages), village };
  const show = (formId: string, faults: readonly Fault[], status?: 409 | 422) =>
    showNew(c, { ...again, id: formId, faults }, status);
  const title = draftSchema.shape.title.safeParse(typed);
  const faults: Fault[] = title.success ? [] : [{ field: 'title', message: 'innovations.errors.tooLong' }];
  if (title.data === '') faults.push({ field: 'title', message: 'innovations.errors.titleShort' });
  if (one(form, 'mirip') === '1') return show(id, faults, faults.length > 0 ? 422 : undefined);
  if (instead && organizationId === '') faults.push({ field: 'village', message: 'innovations.errors.villageUnknown' });
  else if (!isId(organizationId))
    faults.push({ field: 'organizationId', message: 'innovations.errors.organizationMissing' });
  if (!title.success || faults.length > 0) return show(id, faults, 422);
  const draft = { id, organizationId, title: title.data, basedOn };
  const refusal = await refusalOf(() => createDraft(c.get('ctx'), draft));
  // The id is spent: the next attempt is another draft.
  if (refusal) return show(refusal.status === 409 ? newId() : id, refusal.faults, refusal.status);
  return goTo(c, `/kerja/inovasi/${id}`, 'innovations.created');
});

interface TypedDraft {
  id: string;
  villages: readonly string[];
  village: string;
  organizationId: string;
  title: string;
  basedOn: string | null;
  faults: readonly Fault[];
}

/** The form again with what was typed and chosen, and what is like it. */
async function showNew(c: Context<Env>, { basedOn, ...typed }: TypedDraft, status?: 409 | 422) {
  const ctx = c.get('ctx');
  const organizations = choices(ctx);
  if (organizations.length === 0) throw new NotAllowed('innovations.errors.notYours');
  const keep = basedOn !== null && isId(basedOn) ? basedOn : null;
  const similar =
    typed.title === '' ? undefined : await similarInnovations(ctx, { title: typed.title, text: '', keep });
  const page = <NewPage {...typed} organizations={organizations} similar={similar} basedOn={keep ?? undefined} />;
  return renderPage(c, page, status);
}

draftRoutes.post('/kerja/inovasi/:id/buang', async (c) => {
  await discardDraft(c.get('ctx'), idOf(c.req.param('id')));
  return goTo(c, '/kerja/inovasi', 'innovations.discarded');
});

draftRoutes.post('/kerja/inovasi/:id/arsip', async (c) => {
  const step = stepOf(c.req.param('id'), await readForm(c));
  await archiveInnovation(c.get('ctx'), step);
  return goTo(c, `/kerja/inovasi/${step.id}`, 'innovations.archived');
});

draftRoutes.post('/inovasi/:id/klaim', async (c) => {
  const id = await claimListed(c.get('ctx'), { id: keyOf(await readForm(c)), listedId: idOf(c.req.param('id')) });
  return goTo(c, `/kerja/inovasi/${id}`, 'innovations.claimed');
});

/** Organisations in which the person writes innovations. */
function choices(ctx: Ctx) {
  return actorOf(ctx)
    .offices.filter((office) => officeFor('create', ctx.actor, office)?.id === office.id)
    .map((office) => ({ value: office.organizationId, label: office.organizationName }));
}
