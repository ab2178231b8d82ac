import { type Context, Hono } from 'hono';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import {
  cleanText,
  type FormValues,
  faultsOf,
  parseWith,
  type Refusal,
  readForm,
  refusalOf,
} from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { unchangedSinceReturn } from './difference.queries.ts';
import { revealInitiatorName } from './innovation.acts.ts';
import { draftToEdit, innovationWork } from './innovation.queries.ts';
import { type ProposalPatch, patchSchema } from './innovation.ts';
import { proposeInnovation } from './life-cycle.acts.ts';
import { ClosedPage } from './pages/closed-page.tsx';
import type { Typed } from './pages/section-field.tsx';
import { SectionPage, type SectionPageProps } from './pages/section-page.tsx';
import { SendPage } from './pages/send-page.tsx';
import { contradicts } from './proposal-check.ts';
import { idOf, one, stepOf, versionOf } from './requests.ts';
import { type SaveOutcome, saveFields } from './save.acts.ts';
import { type Section, sectionAfter, sectionCalled } from './sections.ts';
import { listTopics } from './topic.queries.ts';

/** Addresses of the form: its sections, saving while somebody types, the check before sending. */
export const sectionRoutes = new Hono<Env>();

sectionRoutes.get('/kerja/inovasi/:id/isi/:section', async (c) => {
  sectionOf(c);
  const checking = c.req.query('periksa') === '1';
  return orOverview(c, () => showSection(c, { checking }));
});

sectionRoutes.post('/kerja/inovasi/:id/isi/:section', async (c) => {
  const [id, section] = [idOf(c.req.param('id')), sectionOf(c)];
  const form = await readForm(c);
  const [typed, checking] = [fieldsOf(form, section), one(form, 'periksa') === '1'];
  const parsed = patchSchema.safeParse(typed);
  if (!parsed.success) return showSection(c, { typed, checking }, { faults: faultsOf(parsed.error), status: 422 });
  let outcome: SaveOutcome | undefined;
  const refusal = await refusalOf(async () => {
    outcome = await saveFields(c.get('ctx'), { id, version: versionOf(form.version), patch: parsed.data });
  });
  if (refusal) return orClosed(c, typed, () => showSection(c, { typed, checking }, refusal));
  if (outcome && !outcome.saved) {
    return showSection(c, { typed, checking, newer: outcome.fields }, { faults: [], status: 409 });
  }
  if (one(form, 'mirip') === '1') return goTo(c, `/kerja/inovasi/mirip?dari=${id}&bagian=${section.key}`);
  const contradicting = await contradictionsIn(c, section);
  if (contradicting.length > 0) return showSection(c, { checking }, { faults: contradicting, status: 422 });
  const next = checking ? undefined : sectionAfter(section.key);
  return goTo(c, `/kerja/inovasi/${id}/${next ? `isi/${next.key}` : 'kirim'}`);
});

/** What the browser saves by itself: JSON `{ key, version, fields }`. */
sectionRoutes.post('/kerja/inovasi/:id/simpan/:section', async (c) => {
  const ctx = c.get('ctx');
  if (!ctx.actor) return c.json({ error: c.get('frame').messages.common.errors.signInFirst }, 401);
  const { version, patch } = await readSave(c);
  const outcome = await saveFields(ctx, { id: idOf(c.req.param('id')), version, patch });
  const { saved, savedAt, ...now } = outcome;
  return saved ? c.json({ ...now, savedAt: savedAt.toISOString() }) : c.json(now, 409);
});

sectionRoutes.get('/kerja/inovasi/:id/kirim', (c) => orOverview(c, () => showSend(c)));

sectionRoutes.post('/kerja/inovasi/:id/kirim', async (c) => {
  const form = await readForm(c);
  const step = stepOf(c.req.param('id'), form);
  if (one(form, 'unchanged') !== 'ya' && (await unchangedSinceReturn(c.get('ctx'), step.id))) {
    return orOverview(c, () => showSend(c, { faults: [], status: 422 }));
  }
  const refusal = await refusalOf(() => proposeInnovation(c.get('ctx'), step));
  if (refusal) return orOverview(c, () => showSend(c, refusal));
  return goTo(c, `/kerja/inovasi/${step.id}`, 'innovations.proposed');
});

/** Back in the browser after sending: the form is closed by now, the overview says who is next. */
async function orOverview(c: Context<Env>, show: () => Promise<Response>): Promise<Response> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    const { id } = await innovationWork(c.get('ctx'), idOf(c.req.param('id')));
    return goTo(c, `/kerja/inovasi/${id}`);
  }
}

/** The form was closed while somebody typed: what they typed is theirs still, to copy. */
async function orClosed(c: Context<Env>, typed: Typed, show: () => Promise<Response>): Promise<Response> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    const work = await innovationWork(c.get('ctx'), idOf(c.req.param('id')));
    return renderPage(c, <ClosedPage work={work} typed={typed} />, 409);
  }
}

async function showSend(c: Context<Env>, refusal?: Refusal) {
  const ctx = c.get('ctx');
  const id = idOf(c.req.param('id'));
  const [draft, topics, unchanged] = await Promise.all([
    innovationWork(ctx, id),
    listTopics(ctx),
    unchangedSinceReturn(ctx, id),
  ]);
  if (!draft.may.edit) throw new NotFound(`no draft ${draft.id}`);
  const changed = refusal?.status === 409 ? refusal.faults : [];
  const page = <SendPage {...{ draft, topics, unchanged }} formKey={newId()} faults={changed} />;
  return renderPage(c, page, refusal?.status);
}

/** What was typed is kept, yet dates that contradict each other are said at once, while the person has them in mind. */
async function contradictionsIn(c: Context<Env>, section: Section) {
  const { check } = await draftToEdit(c.get('ctx'), idOf(c.req.param('id')));
  return check.faults.filter(
    (fault) => contradicts(fault) && (section.fields as readonly string[]).includes(fault.field),
  );
}

type Shown = Pick<SectionPageProps, 'typed' | 'newer' | 'checking'>;

async function showSection(c: Context<Env>, shown: Shown, refusal?: Refusal) {
  const ctx = c.get('ctx');
  const section = sectionOf(c);
  const id = idOf(c.req.param('id'));
  const [draft, topics] = await Promise.all([draftToEdit(ctx, id), listTopics(ctx)]);
  // This part shows the name in clear: that somebody looked is recorded.
  if ((section.fields as readonly string[]).includes('initiatorName')) await revealInitiatorName(ctx, id);
  const missing = draft.check.faults.filter((fault) => (section.fields as readonly string[]).includes(fault.field));
  const faults = refusal?.faults ?? (shown.checking ? missing : []);
  const page = (
    <SectionPage draft={draft} section={section} topics={topics} owner={ownerOf(ctx)} {...shown} faults={faults} />
  );
  return renderPage(c, page, refusal?.status);
}

/** The same person on the same phone, without their name on it. */
function ownerOf(ctx: Ctx): string {
  return ctx.secrets.digest('outbox', actorOf(ctx).userId);
}

function sectionOf(c: Context<Env>): Section {
  const section = sectionCalled(c.req.param('section') ?? '');
  if (!section) throw new NotFound('no such section');
  return section;
}

/** Only this section's fields; a box without a tick is not sent at all. */
function fieldsOf(form: FormValues, section: Section): Typed {
  return Object.fromEntries(section.fields.map((field) => [field, form[field] ?? '']));
}

async function readSave(c: Context<Env>): Promise<{ version: number; patch: ProposalPatch }> {
  const body: unknown = await c.req.json().catch(() => null);
  const fields = property(body, 'fields');
  const section = sectionOf(c);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw wrongForm();
  if (/\0|\\u0000/.test(JSON.stringify(fields))) throw wrongForm();
  const known = Object.entries(fields)
    .filter(([name]) => (section.fields as readonly string[]).includes(name))
    .map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]);
  return { version: versionOf(property(body, 'version')), patch: parseWith(patchSchema, Object.fromEntries(known)) };
}

function property(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
}

const wrongForm = () => new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
