import { type Context, Hono } from 'hono';
import { dayInWib } from '#platform/day.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { type FormValues, parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { type OfficePage, officePage, officesBoard } from './board.queries.ts';
import { peopleColumns } from './export-columns.ts';
import { idInput } from './inputs.ts';
import { firstOfficeInput, isRole } from './office.ts';
import { idOf, idOr, refusedBy, typedOf } from './offices.routes.tsx';
import { BoardPage } from './pages/board-page.tsx';
import { HandedPage } from './pages/handed-page.tsx';
import { NewPersonPage, type NewPersonPageProps } from './pages/new-person-page.tsx';
import { PeopleListPage } from './pages/people-list-page.tsx';
import { PersonPage } from './pages/person-page.tsx';
import type { Refused } from './pages/problems.ts';
import { createPerson, type HandedAccount, readPhone, resetPersonPassword } from './people.acts.ts';
import { everybodyOfTenant, peopleOfTenant, personPage } from './people.queries.ts';
import { personInput } from './person.ts';
import { officeThatMay } from './policy.ts';
import { removePersonSecondFactor } from './second-factor.acts.ts';

export const personRoutes = new Hono<Env>();

personRoutes.get('/kerja/orang', async (c) => {
  const q = (c.req.query('q') ?? '').slice(0, 200);
  const page = Math.min(Math.max(Math.trunc(Number(c.req.query('halaman'))) || 1, 1), 10_000);
  if (c.req.query('lihat') === 'orang') {
    const found = await peopleOfTenant(c.get('ctx'), { q, page });
    return renderPage(c, <PeopleListPage {...found} q={q} page={page} />);
  }
  const search = { q, page, vacantOnly: c.req.query('kosong') === 'ya' };
  return renderPage(c, <BoardPage board={await officesBoard(c.get('ctx'), search)} search={search} />);
});

addExports(personRoutes, '/kerja/orang', async (c) => {
  const q = (c.req.query('q') ?? '').slice(0, 200);
  const { messages } = c.get('frame');
  const rows = everybodyOfTenant(c.get('ctx'), q);
  return { file: 'orang', title: messages.people.board.tabPeople, lead: q, columns: peopleColumns(messages), rows };
});

personRoutes.get('/kerja/orang/baru', async (c) => {
  requireCreating(c);
  const office = await officeAsked(c, c.req.query('organisasi'), c.req.query('peran'));
  const typed = { from: dayInWib(c.get('ctx').now), kind: 'definitive' };
  return renderPage(c, <NewPersonPage personId={newId()} termId={newId()} office={office} typed={typed} />);
});

function requireCreating(c: Context<Env>): void {
  const { actor } = c.get('ctx');
  if (officeThatMay(actor, 'create_person')) return;
  throw new NotAllowed(actor ? 'people.errors.mayNotChange' : 'common.errors.signInFirst');
}

async function officeAsked(c: Context<Env>, organization: unknown, role: unknown): Promise<OfficePage | null> {
  if (typeof role !== 'string' || !isRole(role) || typeof organization !== 'string' || organization === '') return null;
  return officePage(c.get('ctx'), idOf(organization), role);
}

personRoutes.post('/kerja/orang/baru', async (c) => {
  requireCreating(c);
  const values = await readForm(c);
  const office = await officeAsked(c, values.organizationId, values.role);
  try {
    const { person, firstOffice } = readNewPerson(values, office !== null);
    return showHanded(c, await createPerson(c.get('ctx'), person, firstOffice), false);
  } catch (error) {
    const { problems, status } = refusedBy(c, error);
    return showNewPerson(c, { ...idsOf(values), office, typed: typedOf(values), problems }, status);
  }
});

/** Both halves of the form are read before either is refused, so that all faults are shown at once. */
function readNewPerson(values: FormValues, withOffice: boolean) {
  const person = personInput.safeParse(values);
  const office = withOffice ? firstOfficeInput.safeParse({ ...values, id: values.termId }) : null;
  if (person.success && (office === null || office.success)) {
    return { person: person.data, firstOffice: office?.data ?? null };
  }
  const issues = [...(person.error?.issues ?? []), ...(office?.error?.issues ?? [])];
  throw new Invalid(issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })));
}

const idsOf = (values: FormValues) => ({ personId: idOr(values.id), termId: idOr(values.termId) });

const showNewPerson = (c: Context<Env>, props: NewPersonPageProps, status: 409 | 422) =>
  renderPage(c, <NewPersonPage {...props} />, status);

function showHanded(c: Context<Env>, account: HandedAccount, reset: boolean) {
  c.header('Cache-Control', 'no-store');
  const address = `${c.get('identity').origin}${c.get('frame').base}/masuk`;
  return renderPage(c, <HandedPage account={account} address={address} reset={reset} />);
}

personRoutes.get('/kerja/orang/:id', (c) => showPerson(c, null));

export async function showPerson(c: Context<Env>, phone: string | null, refused?: Refused): Promise<Response> {
  const person = await personPage(c.get('ctx'), idOf(c.req.param('id')));
  const ids = { resetId: newId(), codeId: newId() };
  const mails = c.get('ctx').mail?.way ?? null;
  const page = <PersonPage {...ids} person={person} phone={phone} mails={mails} problems={refused?.problems ?? {}} />;
  return renderPage(c, page, refused?.status);
}

personRoutes.post('/kerja/orang/:id/telepon', async (c) => {
  const phone = await readPhone(c.get('ctx'), idOf(c.req.param('id')));
  c.header('Cache-Control', 'no-store');
  return showPerson(c, phone);
});

personRoutes.post('/kerja/orang/:id/sandi', async (c) => {
  const values = await readForm(c);
  const userId = idOf(c.req.param('id'));
  return showHanded(c, await resetPersonPassword(c.get('ctx'), userId, parseWith(idInput, values.id)), true);
});

personRoutes.post('/kerja/orang/:id/faktor-kedua', async (c) => {
  const userId = idOf(c.req.param('id'));
  await removePersonSecondFactor(c.get('ctx'), userId);
  return goTo(c, `/kerja/orang/${userId}`, 'signIn.factorRemoved');
});
