import { type Context, Hono } from 'hono';
import { readDay } from '#features/innovations/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { contestsForInnovation, enterPage, type ShortChoice } from './enter.queries.ts';
import { enterInnovation } from './entry.acts.ts';
import { shortFormOf } from './entry.queries.ts';
import { type ShortForm, shortFormSchema } from './entry.ts';
import { addressId, sent, sentId, sentVersion } from './entry-requests.ts';
import { EnterLinks } from './pages/enter-links.tsx';
import { EnterPage } from './pages/enter-page.tsx';
import { sayProblems } from './pages/entry-words.tsx';
import { ShortFormPage } from './pages/short-form-page.tsx';
import { beginShortForm, mendShortForm } from './short-form.acts.ts';

const contest = '/kerja/lomba/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/ikut';
const entry = '/kerja/peserta/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/isi';

/** Entering a contest: with an accepted innovation, or by the short form. */
export const enterRoutes = new Hono<Env>();

enterRoutes.get(contest, (c) => showEnter(c));

enterRoutes.post(contest, async (c) => {
  const form = await readForm(c);
  const competitionId = addressId(c.req.param('id'));
  const id = sentId(form, 'id');
  const [categoryId, innovationId] = [sentId(form, 'categoryId'), sentId(form, 'innovationId')];
  const asked = { id, competitionId, categoryId, innovationId, teamName: sent(form, 'teamName') };
  const refusal = await refusalOf(() => enterInnovation(c.get('ctx'), asked));
  return refusal ? showEnter(c, refusal, form) : goTo(c, `/kerja/peserta/${id}`, 'entries.entered');
});

async function showEnter(c: Context<Env>, refusal?: Refusal, typed: FormValues = {}): Promise<Response> {
  const found = await enterPage(c.get('ctx'), addressId(c.req.param('id')));
  const errors = sayProblems(c.get('frame').messages, refusal?.faults ?? []);
  const page = <EnterPage found={found} newKey={newId} errors={errors} teamName={sent(typed, 'teamName')} />;
  return renderPage(c, page, refusal?.status);
}

enterRoutes.get(`${contest}/ringkas`, async (c) => {
  const ids = { id: newId(), innovationId: newId() };
  return showNew(c, await choiceOf(c, c.req.query('kategori') ?? ''), ids, {});
});

enterRoutes.post(`${contest}/ringkas`, async (c) => {
  const form = await readForm(c);
  const competitionId = addressId(c.req.param('id'));
  const choice = await choiceOf(c, sent(form, 'categoryId'));
  const ids = { id: sentId(form, 'id'), innovationId: sentId(form, 'innovationId') };
  const [only] = choice.organizations.length === 1 ? choice.organizations : [];
  const chosen = only ?? choice.organizations.find(({ id }) => id === sent(form, 'organizationId'));
  const refusal = await refusalOf(async () => {
    const parsed = parseShort(form);
    const organizationId = chosen?.id ?? '';
    const whose = { competitionId, categoryId: choice.category.id, organizationId };
    await beginShortForm(c.get('ctx'), { ...ids, ...whose, form: parsed, teamName: sent(form, 'teamName') });
  });
  if (refusal) return showNew(c, choice, ids, form, refusal);
  return goTo(c, `/kerja/peserta/${ids.id}`, 'entries.begun');
});

/** @throws NotFound for a category in which this person writes no short form */
async function choiceOf(c: Context<Env>, categoryId: string): Promise<ShortChoice> {
  const { short, deadlines } = await enterPage(c.get('ctx'), addressId(c.req.param('id')));
  const choice = short.find(({ category }) => category.id === categoryId);
  if (!choice || !deadlines.entryUntil) throw new NotFound(`no short form in ${categoryId}`);
  return choice;
}

function showNew(
  c: Context<Env>,
  { category, organizations }: ShortChoice,
  ids: { id: string; innovationId: string },
  typed: FormValues,
  refusal?: Refusal,
) {
  const action = `/kerja/lomba/${c.req.param('id')}/ikut`;
  const page = (
    <ShortFormPage
      action={`${action}/ringkas`}
      back={action}
      hidden={{ ...ids, categoryId: category.id }}
      category={category}
      organizations={organizations}
      organizationName={organizations.length === 1 ? (organizations[0]?.name ?? '') : ''}
      values={textsOf(typed)}
      errors={sayProblems(c.get('frame').messages, refusal?.faults ?? [])}
    />
  );
  return renderPage(c, page, refusal?.status);
}

enterRoutes.get(entry, (c) => showMend(c));

enterRoutes.post(entry, async (c) => {
  const form = await readForm(c);
  const id = addressId(c.req.param('id'));
  const refusal = await refusalOf(async () => {
    const mended = { id, version: sentVersion(form), form: parseShort(form), teamName: sent(form, 'teamName') };
    await mendShortForm(c.get('ctx'), mended);
  });
  return refusal ? showMend(c, refusal, form) : goTo(c, `/kerja/peserta/${id}`, 'entries.mended');
});

async function showMend(c: Context<Env>, refusal?: Refusal, typed?: FormValues): Promise<Response> {
  const id = addressId(c.req.param('id'));
  const { row, category, values } = await shortFormOf(c.get('ctx'), id);
  const page = (
    <ShortFormPage
      action={`/kerja/peserta/${id}/isi`}
      back={`/kerja/peserta/${id}`}
      hidden={{ version: row.version }}
      category={category}
      organizations={[]}
      organizationName={row.organizationName}
      values={typed ? textsOf(typed) : values}
      errors={sayProblems(c.get('frame').messages, refusal?.faults ?? [])}
    />
  );
  return renderPage(c, page, refusal?.status);
}

const textsOf = (form: FormValues) => Object.fromEntries(Object.keys(form).map((name) => [name, sent(form, name)]));

/** @throws Invalid with one fault a wrong field */
function parseShort(form: FormValues): ShortForm {
  const names = ['title', 'problem', 'howItWorks', 'benefit', 'video'] as const;
  const texts = Object.fromEntries(names.map((name) => [name, sent(form, name)]));
  return parseWith(shortFormSchema, { ...texts, implementedOn: readDay(sent(form, 'implementedOn')) });
}

/** On an innovation's page: where it can enter now, for whoever may enter it; null while there is nothing. */
export async function enterLinks(ctx: Ctx, innovationId: string) {
  const contests = await contestsForInnovation(ctx, innovationId);
  return contests.length > 0 ? <EnterLinks contests={contests} /> : null;
}
