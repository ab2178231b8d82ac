import { type Context, Hono } from 'hono';
import { committeeOffice } from '#features/competitions/index.ts';
import { proposalEdition } from '#features/innovations/index.ts';
import { officeForPapers } from '#features/papers/index.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { homeOf } from '#platform/http/home.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { leaveJuror } from './appointment.acts.ts';
import { appointmentRoutes, saidOf, typedIn } from './appointment.routes.tsx';
import { draftAppointment } from './appointment-paper.acts.ts';
import { decideConflict, noteConflict } from './conflict.acts.ts';
import { conflictsPage } from './conflict.queries.ts';
import { decisionInput, noteInput } from './conflict.ts';
import { appointJuror, changeJuror } from './juror.acts.ts';
import { jurorForm, jurorsPage, jurorToChange } from './juror.queries.ts';
import { appointmentInput, isActive, jurorChange, leavingInput } from './juror.ts';
import { ConflictsPage } from './pages/conflicts-page.tsx';
import { JurorFormPage, type Typed } from './pages/juror-form-page.tsx';
import { JurorsPage } from './pages/jurors-page.tsx';
import { proposeConflicts } from './propose.acts.ts';

/** Jurors and conflicts of a contest, for its committee, its chair and its jurors; the juror's own answer. */
export const jurorRoutes = new Hono<Env>().route('/', appointmentRoutes);

const home = '/kerja/lomba/:id/juri';
const listOf = (c: Context<Env>) => `/kerja/lomba/${c.req.param('id')}/juri`;
const contestOf = (c: Context<Env>) => c.req.param('id') ?? '';

jurorRoutes.get(home, (c) => showList(c));

jurorRoutes.post(`${home}/surat`, async (c) => {
  const { id } = await readForm(c);
  const paperId = typeof id === 'string' && isId(id) ? id : newId();
  try {
    await draftAppointment(c.get('ctx'), { id: paperId, competitionId: contestOf(c) });
  } catch (error) {
    return showList(c, refusalIn(error));
  }
  return goTo(c, `/kerja/naskah/${paperId}`, 'papers.made');
});

async function showList(c: Context<Env>, refusal?: Refusal): Promise<Response> {
  const ctx = c.get('ctx');
  const data = await jurorsPage(ctx, contestOf(c));
  const { list } = c.get('frame').messages.jurors;
  const reminder = ({ id }: { id: string }) =>
    `https://wa.me/?text=${encodeURIComponent(list.reminder(data.contest.name, `${homeOf(c)}/kerja/penunjukan/${id}`))}`;
  const paperId = officeForPapers('create', ctx.actor) ? newId() : null;
  const officeOf = committeeOffice(ctx.actor)?.organizationId ?? null;
  const errors = refusal ? saidOf(c, refusal) : {};
  return renderPage(
    c,
    <JurorsPage {...{ data, reminder, paperId, officeOf, errors }} now={ctx.now} />,
    refusal?.status,
  );
}

jurorRoutes.get(`${home}/baru`, (c) => showNew(c, newId(), { least: '0', most: '30', languages: ['id'] }));

jurorRoutes.post(`${home}/baru`, async (c) => {
  const values = await readForm(c);
  const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
  try {
    await appointJuror(c.get('ctx'), parseWith(appointmentInput, { ...values, id, competitionId: contestOf(c) }));
  } catch (error) {
    return showNew(c, id, typedIn(values), refusalIn(error));
  }
  return goTo(c, listOf(c), 'jurors.appointed');
});

async function showNew(c: Context<Env>, id: string, typed: Typed, refusal?: Refusal): Promise<Response> {
  const form = await jurorForm(c.get('ctx'), contestOf(c));
  const errors = refusal ? saidOf(c, refusal) : {};
  const page = <JurorFormPage {...{ form, id, typed, errors }} known={null} affairs={proposalEdition.affairs} />;
  return renderPage(c, page, refusal?.status);
}

jurorRoutes.get(`${home}/konflik`, (c) => showConflicts(c));

jurorRoutes.post(`${home}/konflik/periksa`, async (c) => {
  const counts = await proposeConflicts(c.get('ctx'), contestOf(c));
  return goTo(c, `${listOf(c)}/konflik`, 'jurors.proposed', counts);
});

jurorRoutes.post(`${home}/konflik/catat`, (c) =>
  conflictAct(c, 'noted', (values) => noteConflict(c.get('ctx'), parseWith(noteInput, values))),
);
jurorRoutes.post(`${home}/konflik`, (c) =>
  conflictAct(c, 'decided', (values) => decideConflict(c.get('ctx'), parseWith(decisionInput, values))),
);

async function conflictAct(
  c: Context<Env>,
  notice: string,
  work: (values: FormValues) => Promise<void>,
): Promise<Response> {
  const values = await readForm(c);
  try {
    await work({ ...values, competitionId: contestOf(c) });
  } catch (error) {
    return showConflicts(c, values, refusalIn(error));
  }
  return goTo(c, `${listOf(c)}/konflik`, `jurors.${notice}`);
}

async function showConflicts(c: Context<Env>, values: FormValues = {}, refusal?: Refusal): Promise<Response> {
  const data = await conflictsPage(c.get('ctx'), contestOf(c));
  const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(', ')]));
  const errors = refusal ? saidOf(c, refusal) : {};
  return renderPage(c, <ConflictsPage {...{ data, typed, errors }} />, refusal?.status);
}

jurorRoutes.get(`${home}/:juror`, (c) => showOne(c));

jurorRoutes.post(`${home}/:juror`, (c) =>
  change(c, 'changed', async (values) => {
    await changeJuror(c.get('ctx'), parseWith(jurorChange, values));
    return {};
  }),
);
jurorRoutes.post(`${home}/:juror/berhenti`, (c) =>
  change(c, 'leftCounted', ({ id, version, reason, handOn }) =>
    leaveJuror(c.get('ctx'), parseWith(leavingInput, { id, version, reason: reason ?? '', handOn })),
  ),
);

async function change(
  c: Context<Env>,
  notice: string,
  work: (values: FormValues) => Promise<Record<string, number>>,
): Promise<Response> {
  const { juror } = await jurorToChange(c.get('ctx'), c.req.param('juror') ?? '');
  const values = await readForm(c);
  let counts: Record<string, number>;
  try {
    counts = await work({ ...values, id: juror.id });
  } catch (error) {
    return showOne(c, typedIn(values), refusalIn(error));
  }
  return goTo(c, `/kerja/lomba/${juror.competitionId}/juri`, `jurors.${notice}`, counts);
}

async function showOne(c: Context<Env>, typed?: Typed, refusal?: Refusal): Promise<Response> {
  const { juror, form } = await jurorToChange(c.get('ctx'), c.req.param('juror') ?? '');
  const { id, name, version, least, most, chair, institutionId, mailDomain, ...rest } = juror;
  const { title, institution, categoryIds, affairs, languages } = rest;
  const stored = { title, institution, categoryIds, affairs, languages, chair: chair ? 'ya' : '' };
  const known = { id, name, version, mayLeave: isActive(juror.state) };
  const numbers = { least: String(least), most: String(most) };
  const all = { ...stored, ...numbers, institutionId: institutionId ?? '', mailDomain: mailDomain ?? '' };
  // A form that only asks for a reason does not empty the other.
  const shown = typed && 'institution' in typed ? typed : { ...all, ...typed };
  const errors = refusal ? saidOf(c, refusal) : {};
  const page = <JurorFormPage {...{ form, known, errors }} id={null} typed={shown} affairs={proposalEdition.affairs} />;
  return renderPage(c, page, refusal?.status);
}
