import type { Context, Hono } from 'hono';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { actorOf } from '#platform/tenancy.ts';
import { editionCalled, groupCalled, textOf } from './asked.ts';
import type { Edition } from './edition.ts';
import { indexSource } from './index.queries.ts';
import { type IndicatorGroup, regionGroups, takesLevels } from './level.ts';
import { answerForm, asksMeasure, groupLines, readLevels, type Typed } from './level-form.ts';
import { address } from './pages/addresses.ts';
import { LevelFormPage } from './pages/level-form-page.tsx';
import { RegionLevelsPage } from './pages/region-levels-page.tsx';
import { RegionTotalPage } from './pages/region-total-page.tsx';
import { officeForRegion } from './policy.ts';
import { claimRegionLevels, claimRegionTotal } from './region.acts.ts';
import { pointsPerScore, standingOf } from './standing.ts';
import { readNumber } from './typed-number.ts';

const path = '/kerja/indeks/spd';

/** The region states the levels of its own indicators, or their total where the rows are not known. */
export function addRegionRoutes(routes: Hono<Env>): void {
  routes.get(path, async (c) => {
    const edition = openRegion(c);
    return edition.spd.entry === 'total' ? showTotal(c, edition, null) : showOverview(c, edition);
  });

  routes.post(path, async (c) => {
    const edition = openRegion(c);
    if (edition.spd.entry !== 'total') throw new NotFound('levels are stated group by group');
    const typed = textOf(await readForm(c));
    const total = readNumber(typed.total ?? '') ?? Number.NaN;
    const seen = typed.seen === undefined ? {} : { seen: readNumber(typed.seen) };
    const claim = { edition: edition.edition, total, ...seen };
    const refusal = await refusalOf(() => claimRegionTotal(c.get('ctx'), claim));
    if (refusal) return showTotal(c, edition, typed.total ?? '', refusal);
    return goTo(c, address(path, edition), 'indexPages.totalSaved');
  });

  routes.get(`${path}/:group`, async (c) => {
    const edition = openRegion(c);
    return showForm(c, edition, groupCalled(regionGroups(edition), c.req.param('group')), {});
  });

  routes.post(`${path}/:group`, async (c) => {
    const edition = openRegion(c);
    const groups = regionGroups(edition);
    const group = groupCalled(groups, c.req.param('group'));
    const typed = textOf(await readForm(c));
    if (asksMeasure(group, typed)) return showForm(c, edition, group, typed);
    const claim = { edition: edition.edition, ...readLevels(group, typed) };
    const refusal = await refusalOf(() => claimRegionLevels(c.get('ctx'), claim));
    if (refusal) return showForm(c, edition, group, typed, refusal);
    const next = groups[groups.indexOf(group) + 1];
    return next
      ? goTo(c, address(`${path}/${next.slug}`, edition), 'indexPages.saved')
      : goTo(c, address(path, edition), 'indexPages.savedAll');
  });
}

/** @throws NotAllowed for everybody but the tenant's administrators */
function openRegion(c: Context<Env>): Edition {
  if (!officeForRegion(actorOf(c.get('ctx')))) throw new NotAllowed('indexPages.errors.adminOnly');
  const edition = editionCalled(c.req.query('edisi'));
  if (!takesLevels(edition)) throw new NotFound(`no levels for edition ${edition.edition}`);
  return edition;
}

async function showOverview(c: Context<Env>, edition: Edition) {
  const source = await indexSource(c.get('ctx'), edition);
  const index = standingOf(source, 'claimed')?.score.index ?? 0;
  const groups = groupLines(regionGroups(edition), source.spd);
  return renderPage(c, <RegionLevelsPage edition={edition} groups={groups} index={index} />);
}

async function showTotal(c: Context<Env>, edition: Edition, typed: string | null, refusal?: Refusal) {
  const source = await indexSource(c.get('ctx'), edition);
  const index = standingOf(source, 'claimed')?.score.index ?? 0;
  const stored = source.total?.claimed ?? null;
  const faults = refusal?.faults ?? [];
  const page = <RegionTotalPage edition={edition} stored={stored} typed={typed} faults={faults} index={index} />;
  return renderPage(c, page, refusal?.status);
}

async function showForm(c: Context<Env>, edition: Edition, group: IndicatorGroup, typed: Typed, refusal?: Refusal) {
  const { spd } = await indexSource(c.get('ctx'), edition);
  const { questions, faults: wrongNumbers } = answerForm(group, spd, typed);
  const all = [...(refusal?.faults ?? []), ...wrongNumbers];
  return renderPage(
    c,
    <LevelFormPage
      edition={edition}
      crumbs={[]}
      path={path}
      groups={groupLines(regionGroups(edition), spd)}
      current={group.slug}
      questions={questions}
      faults={all}
      worthOfScore={pointsPerScore(edition)}
    />,
    refusal?.status ?? (all.length > 0 ? 422 : 200),
  );
}
