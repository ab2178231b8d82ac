import { type Context, Hono } from 'hono';
import { addDays, dayInWib } from '#platform/day.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { announceCompetition, cancelCompetition, changeCompetition, createCompetition } from './competition.acts.ts';
import { type Competition, competitionsForCommittee } from './competition.queries.ts';
import { cancellation, competitionChange, newCompetition } from './competition-input.ts';
import { answer, typedOf } from './form-answers.routes.tsx';
import { committeeDesk } from './page.queries.ts';
import { ChangePage } from './pages/change-page.tsx';
import { ContestsPage } from './pages/contests-page.tsx';
import { DashboardPage } from './pages/dashboard-page.tsx';
import { NewPage } from './pages/new-page.tsx';
import { type Typed, tick } from './pages/typed.ts';
import { closeStage, startScoring } from './scoring.acts.ts';
import { scoringStageInput } from './stage.ts';

/** The committee's pages: list, new, dashboard, what a contest is called and how it judges. */
export const setUpRoutes = new Hono<Env>();

setUpRoutes.get('/kerja/lomba', async (c) =>
  renderPage(c, <ContestsPage contests={await competitionsForCommittee(c.get('ctx'))} />),
);

setUpRoutes.get('/kerja/lomba/baru', async (c) => {
  const contests = await competitionsForCommittee(c.get('ctx'));
  const firstDay = addDays(dayInWib(c.get('ctx').now), 14);
  const typed = { firstDay, year: firstDay.slice(0, 4), from: c.req.query('dari') ?? '' };
  return renderPage(c, <NewPage id={newId()} contests={contests} typed={typed} />);
});

setUpRoutes.post('/kerja/lomba/baru', async (c) => {
  const ctx = c.get('ctx');
  const contests = await competitionsForCommittee(ctx);
  const values = await readForm(c);
  const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
  return answer(
    c,
    async () => {
      await createCompetition(ctx, parseWith(newCompetition, { ...values, id }));
      return goTo(c, `/kerja/lomba/${id}`, 'competitions.created');
    },
    (errors) => <NewPage id={id} contests={contests} typed={typedOf(values)} errors={errors} />,
  );
});

setUpRoutes.get('/kerja/lomba/:id', async (c) =>
  renderPage(c, <DashboardPage {...(await committeeDesk(c.get('ctx'), c.req.param('id')))} />),
);

setUpRoutes.get('/kerja/lomba/:id/ubah', async (c) => {
  const { competition } = await committeeDesk(c.get('ctx'), c.req.param('id'));
  return renderPage(c, <ChangePage competition={competition} typed={storedOf(competition)} />);
});

setUpRoutes.post('/kerja/lomba/:id/ubah', async (c) => {
  const { competition } = await committeeDesk(c.get('ctx'), c.req.param('id'));
  const values = await readForm(c);
  return answer(
    c,
    async () => {
      await changeCompetition(c.get('ctx'), competition.id, parseWith(competitionChange, values));
      return goTo(c, `/kerja/lomba/${competition.id}`, 'competitions.changed');
    },
    (errors) => <ChangePage competition={competition} typed={typedOf(values)} errors={errors} />,
  );
});

/** A step of the dashboard; what is refused is said there. */
function step(word: string, notice: string, act: (c: Context<Env>, id: string, typed: Typed) => Promise<void>): void {
  setUpRoutes.post(`/kerja/lomba/:id/${word}`, async (c) => {
    const id = c.req.param('id') ?? '';
    const typed = typedOf(await readForm(c));
    return answer(
      c,
      async () => {
        await act(c, id, typed);
        return goTo(c, `/kerja/lomba/${id}`, `competitions.${notice}`);
      },
      async (errors) => <DashboardPage {...(await committeeDesk(c.get('ctx'), id))} typed={typed} errors={errors} />,
    );
  });
}

step('umumkan', 'announced', (c, id) => announceCompetition(c.get('ctx'), id));
step('batalkan', 'cancelled', (c, id, typed) =>
  cancelCompetition(c.get('ctx'), id, parseWith(cancellation, typed).reason),
);
step('mulai', 'started', (c, id, { stage }) => startScoring(c.get('ctx'), id, parseWith(scoringStageInput, stage)));
step('tutup', 'closed', (c, id, { stage }) => closeStage(c.get('ctx'), id, parseWith(scoringStageInput, stage)));

function storedOf(competition: Competition): Typed {
  const { name, year, theme, description, mentorRule, blind, acknowledgeDays, objectionDays } = competition;
  return {
    ...{ name, theme, description, mentorRule },
    year: String(year),
    blind: tick(blind),
    acknowledgeDays: String(acknowledgeDays),
    objectionDays: String(objectionDays),
  };
}
