import type { Context, Hono } from 'hono';
import { innovationForLevels, type LeveledInnovation } from '#features/innovations/index.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId } from '#platform/ids.ts';
import { actorOf } from '#platform/tenancy.ts';
import { editionCalled, groupCalled, textOf } from './asked.ts';
import type { Edition } from './edition.ts';
import { regionIndex, statedLevels } from './index.queries.ts';
import { claimLevels } from './level.acts.ts';
import { type IndicatorGroup, innovationGroups, takesLevels } from './level.ts';
import { answerForm, asksMeasure, groupLines, readLevels, type Typed } from './level-form.ts';
import { viewMaturity } from './maturity-view.ts';
import { address } from './pages/addresses.ts';
import { LevelFormPage } from './pages/level-form-page.tsx';
import { LevelOverviewPage } from './pages/level-overview-page.tsx';
import { officeForLevels } from './policy.ts';

/** The organisation states the levels of its innovation, group by group. */
export function addLevelRoutes(routes: Hono<Env>): void {
  routes.get('/kerja/inovasi/:id/kematangan', showOverview);

  routes.get('/kerja/inovasi/:id/kematangan/:group', async (c) => showForm(c, await openForm(c), {}));

  routes.post('/kerja/inovasi/:id/kematangan/:group', async (c) => {
    const form = await openForm(c);
    const { innovation, edition, group } = form;
    const typed = textOf(await readForm(c));
    if (asksMeasure(group, typed)) return showForm(c, form, typed);
    const claim = { innovationId: innovation.id, edition: edition.edition, ...readLevels(group, typed) };
    const refusal = await refusalOf(() => claimLevels(c.get('ctx'), claim));
    if (refusal) return showForm(c, form, typed, refusal);
    const groups = innovationGroups(edition);
    const next = groups[groups.indexOf(groupCalled(groups, group.slug)) + 1];
    const path = `/kerja/inovasi/${innovation.id}/kematangan`;
    return next
      ? goTo(c, address(`${path}/${next.slug}`, edition), 'indexPages.saved')
      : goTo(c, address(path, edition), 'indexPages.savedAll');
  });
}

async function showOverview(c: Context<Env>) {
  const ctx = c.get('ctx');
  actorOf(ctx);
  const edition = editionToState(c);
  const innovation = await innovationForLevels(ctx, idOf(c));
  const [stored, standing] = await Promise.all([
    statedLevels(ctx, innovation.id, edition),
    regionIndex(ctx, edition, 'claimed'),
  ]);
  return renderPage(
    c,
    <LevelOverviewPage
      edition={edition}
      innovation={innovation}
      groups={groupLines(innovationGroups(edition), stored)}
      view={standing && viewMaturity(standing, innovation.id)}
      mayState={officeForLevels(ctx.actor, innovation) !== null}
    />,
  );
}

interface OpenForm {
  innovation: LeveledInnovation;
  edition: Edition;
  group: IndicatorGroup;
}

/** @throws NotAllowed for whoever may see the innovation but not state its levels */
async function openForm(c: Context<Env>): Promise<OpenForm> {
  const ctx = c.get('ctx');
  const actor = actorOf(ctx);
  const edition = editionToState(c);
  const group = groupCalled(innovationGroups(edition), c.req.param('group') ?? '');
  const innovation = await innovationForLevels(ctx, idOf(c));
  if (!officeForLevels(actor, innovation)) throw new NotAllowed('indexPages.errors.notYours');
  return { innovation, edition, group };
}

async function showForm(c: Context<Env>, { innovation, edition, group }: OpenForm, typed: Typed, refusal?: Refusal) {
  const ctx = c.get('ctx');
  const [stored, standing] = await Promise.all([
    statedLevels(ctx, innovation.id, edition),
    regionIndex(ctx, edition, 'claimed'),
  ]);
  const { questions, faults: wrongNumbers } = answerForm(group, stored, typed);
  const view = standing && viewMaturity(standing, innovation.id);
  const path = `/kerja/inovasi/${innovation.id}/kematangan`;
  const all = [...(refusal?.faults ?? []), ...wrongNumbers];
  return renderPage(
    c,
    <LevelFormPage
      edition={edition}
      crumbs={[{ label: innovation.title, to: `/kerja/inovasi/${innovation.id}` }]}
      path={path}
      groups={groupLines(innovationGroups(edition), stored)}
      current={group.slug}
      questions={questions}
      faults={all}
      worthOfScore={view?.worthOfScore ?? null}
      evidencePath={`/kerja/inovasi/${innovation.id}/berkas`}
    />,
    refusal?.status ?? (all.length > 0 ? 422 : 200),
  );
}

function idOf(c: Context<Env>): string {
  const id = c.req.param('id') ?? '';
  if (!isId(id)) throw new NotFound(`no innovation ${id}`);
  return id;
}

/** @throws NotFound for an edition without levels of its own */
function editionToState(c: Context<Env>): Edition {
  const edition = editionCalled(c.req.query('edisi'));
  if (!takesLevels(edition)) throw new NotFound(`no levels for edition ${edition.edition}`);
  return edition;
}
