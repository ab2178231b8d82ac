import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { renderPage } from '#platform/http/render.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { formatNumber } from '#ui/index.ts';
import { editionCalled, pageCalled } from './asked.ts';
import type { Edition } from './edition.ts';
import { currentEdition } from './editions.ts';
import { innovationColumns, rowColumns } from './export-columns.ts';
import { indexSource, regionIndex } from './index.queries.ts';
import { viewIndex } from './index-view.ts';
import { viewIndicator } from './indicator-view.ts';
import { otherYear, takesLevels } from './level.ts';
import { addLevelRoutes } from './level-routes.tsx';
import { viewMaturity } from './maturity-view.ts';
import { IndexPage } from './pages/index-page.tsx';
import { IndicatorPage } from './pages/indicator-page.tsx';
import { innovationsPerPage } from './pages/innovation-table.tsx';
import { MaturityBlock } from './pages/maturity-block.tsx';
import { MaturityPage } from './pages/maturity-page.tsx';
import { officeForLevels, officeForRegion } from './policy.ts';
import { regionFile } from './region-file.ts';
import { addRegionRoutes } from './region-routes.tsx';
import type { Standing } from './standing.ts';
import type { EvidenceSlots } from './workbook-proof.ts';
import { addWorkbookRoutes } from './workbook-routes.tsx';

/** The pages of the regional index, open to all, and the forms that feed it. */
export function createIndexRoutes(slots: EvidenceSlots): Hono<Env> {
  const routes = new Hono<Env>();
  addIndexPage(routes, slots);
  addIndexExports(routes);
  addReadings(routes);
  addLevelRoutes(routes);
  addRegionRoutes(routes);
  addWorkbookRoutes(routes, slots);
  return routes;
}

function addIndexPage(routes: Hono<Env>, slots: EvidenceSlots): void {
  routes.get('/indeks', async (c) => {
    const ctx = c.get('ctx');
    const edition = editionCalled(c.req.query('edisi'));
    const view = viewIndex(await indexSource(ctx, edition));
    const page = pageCalled(c.req.query('halaman'), view.innovations.length, innovationsPerPage);
    return renderPage(
      c,
      <IndexPage
        view={view}
        page={page}
        mayEnterSpd={officeForRegion(ctx.actor) !== null}
        missingList={slots.missingList(ctx.actor)}
      />,
    );
  });
}

/** The index as files and on paper. */
function addIndexExports(routes: Hono<Env>): void {
  routes.get('/indeks.json', async (c) => {
    const { areaCode, slug } = tenantOf(c.get('ctx'));
    const edition = editionCalled(c.req.query('edisi'));
    c.header('Content-Disposition', `attachment; filename="indeks-${edition.edition}.json"`);
    return c.json(regionFile(await claimedStanding(c, edition), areaCode ?? slug));
  });

  addExports(routes, '/indeks', async (c) => {
    const [{ edition, index, predicate, rows }, { messages }] = [await viewed(c), c.get('frame')];
    const words = messages.indexPages.exports;
    const lead = words.lead(formatNumber(index, 2), predicate);
    const lines = [...rows.spd, ...rows.sid, rows.count];
    return {
      file: `indeks-${edition.edition}`,
      title: words.rows(edition.edition),
      lead,
      columns: rowColumns(messages),
      rows: lines,
    };
  });

  addExports(routes, '/indeks/kematangan', async (c) => {
    const [{ edition, innovations }, { messages }] = [await viewed(c), c.get('frame')];
    const title = messages.indexPages.exports.innovations(edition.edition);
    return {
      file: `kematangan-${edition.edition}`,
      title,
      back: `/indeks?edisi=${edition.edition}#inovasi`,
      columns: innovationColumns(messages),
      rows: innovations,
    };
  });
}

/** One indicator, and one innovation. */
function addReadings(routes: Hono<Env>): void {
  routes.get('/indeks/indikator/:code', async (c) => {
    const standing = await claimedStanding(c, editionCalled(c.req.query('edisi')));
    const view = viewIndicator(standing, c.req.param('code'));
    if (!view) throw new NotFound('no such indicator');
    return renderPage(
      c,
      <IndicatorPage
        view={view}
        stated={view.row.zero !== 'not-filled' && view.row.zero !== 'no-total'}
        levelsOf={otherYear(view.edition)}
      />,
    );
  });

  routes.get('/inovasi/:id/kematangan', async (c) => {
    const standing = await claimedStanding(c, editionCalled(c.req.query('edisi')));
    const id = c.req.param('id');
    const view = viewMaturity(standing, id);
    if (!view) throw new NotFound('no such accepted innovation');
    const { actor } = c.get('ctx');
    const { organizationId } = view.innovation;
    const mayEdit = takesLevels(view.edition) && officeForLevels(actor, { organizationId, state: 'accepted' }) !== null;
    return renderPage(c, <MaturityPage view={view} levelsOf={otherYear(view.edition)} mayEdit={mayEdit} />);
  });
}

/** What an innovation's own page shows of it; null when it is not an accepted one. */
export async function maturityOf(ctx: Ctx, id: string) {
  const standing = await regionIndex(ctx, currentEdition(), 'claimed');
  const view = standing && viewMaturity(standing, id);
  return view && <MaturityBlock view={view} />;
}

async function claimedStanding(c: Context<Env>, edition: Edition): Promise<Standing> {
  const standing = await regionIndex(c.get('ctx'), edition, 'claimed');
  if (!standing) throw new Error('a claimed index is always known');
  return standing;
}

async function viewed(c: Context<Env>) {
  return viewIndex(await indexSource(c.get('ctx'), editionCalled(c.req.query('edisi'))));
}
