import { Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { homeOf } from '#platform/http/home.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { cataloguePage } from './catalogue.queries.ts';
import { catalogueRows, namesIn } from './catalogue-export.queries.ts';
import { isClaimable } from './claim.acts.ts';
import { catalogueColumns } from './export-columns.ts';
import { CataloguePage } from './pages/catalogue-page.tsx';
import { InnovationPage } from './pages/innovation-page.tsx';
import { YearChart } from './pages/year-chart.tsx';
import { officeFor } from './policy.ts';
import { type PublicInnovation, publicInnovation } from './public-innovation.queries.ts';
import { idOf } from './requests.ts';
import { everything, parseSearch, searchAddress } from './search.ts';
import { searchInWords } from './search-words.ts';

export interface CatalogueSlots {
  /** Draws the maturity of an accepted innovation; the feature of the national index knows how. */
  maturityOf(ctx: Ctx, innovationId: string): Promise<ComponentChildren>;
  /** Draws the documents that its organisation shows. */
  evidenceOf(ctx: Ctx, innovationId: string): Promise<ComponentChildren>;
  /** Draws what it won; the feature of contests' verdicts knows. */
  awardsOf?(ctx: Ctx, innovationId: string): Promise<ComponentChildren>;
}

/** What everybody may see: the catalogue and each innovation in it. */
export function createCatalogueRoutes({ maturityOf, evidenceOf, awardsOf }: CatalogueSlots): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get('/inovasi', async (c) => {
    const search = parseSearch((name) => c.req.query(name));
    const found = await cataloguePage(c.get('ctx'), search);
    const isPlain = searchAddress(search, { page: search.page }) === searchAddress(everything);
    const overview = isPlain ? <YearChart years={found.facets.year ?? []} /> : null;
    return renderPage(c, <CataloguePage search={search} found={found} overview={overview} />);
  });

  addExports(routes, '/inovasi', async (c) => {
    const search = parseSearch((name) => c.req.query(name));
    const { messages } = c.get('frame');
    return {
      file: 'inovasi',
      title: messages.catalogue.title,
      lead: searchInWords(search, await namesIn(c.get('ctx'), search), messages),
      columns: catalogueColumns(messages, homeOf(c)),
      rows: catalogueRows(c.get('ctx'), search),
    };
  });

  routes.get('/inovasi/:id', async (c) => {
    const ctx = c.get('ctx');
    const innovation = await publicInnovation(ctx, idOf(c.req.param('id')));
    if (innovation.replacedBy) return goTo(c, `/inovasi/${innovation.replacedBy}`);
    const accepted = innovation.state === 'accepted';
    const maturity = accepted ? await maturityOf(ctx, innovation.id) : null;
    const evidence = accepted ? await evidenceOf(ctx, innovation.id) : null;
    const awards = await awardsOf?.(ctx, innovation.id);
    const claimKey = mayClaim(ctx, innovation) ? newId() : null;
    return renderPage(
      c,
      <InnovationPage
        innovation={innovation}
        maturity={maturity}
        evidence={evidence}
        awards={awards}
        claimKey={claimKey}
      />,
    );
  });

  return routes;
}

function mayClaim(ctx: Ctx, innovation: PublicInnovation): boolean {
  const organizationId = innovation.organization?.id ?? null;
  if (!isClaimable({ ...innovation, organizationId })) return false;
  return officeFor('claim', ctx.actor, { state: innovation.state, organizationId }) !== undefined;
}
