import { Hono } from 'hono';
import { z } from 'zod';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { parseWith } from '#platform/http/forms.ts';
import { renderPage } from '#platform/http/render.ts';
import { organizationColumns } from './export-columns.ts';
import { addFormRoutes } from './form-routes.tsx';
import { organizationFilter } from './organization.ts';
import { DistrictPage } from './pages/district-page.tsx';
import { HelpPage } from './pages/help-page.tsx';
import { OrganizationListPage } from './pages/organization-list-page.tsx';
import { OrganizationPage } from './pages/organization-page.tsx';
import { RegionPage } from './pages/region-page.tsx';
import { SourcesPage } from './pages/sources-page.tsx';
import { BareVillagePage } from './pages/village-page.tsx';
import {
  districtPage,
  organizationListPage,
  organizationPage,
  organizationRows,
  regionPage,
  sourcesPage,
  villagePage,
} from './pages.queries.ts';
import { officeFor } from './policy.ts';
import type { InnovationSlots } from './slots.ts';

const regionQuery = z.object({ q: z.string().trim().max(200, 'organizations.errors.searchLong').default('') });

/** Pages of areas and organisations: what the public sees, and what a tenant administrator corrects. */
export function organizationRoutes(innovations: InnovationSlots): Hono<Env> {
  const routes = new Hono<Env>();
  addAreas(routes, innovations);
  addFormRoutes(routes); // before /organisasi/:id, which would take "baru" for an id
  addOrganizations(routes, innovations);
  routes.get('/sumber-data', async (c) => renderPage(c, <SourcesPage {...(await sourcesPage(c.get('ctx')))} />));
  routes.get('/bantuan', (c) => renderPage(c, <HelpPage />));
  return routes;
}

function addAreas(routes: Hono<Env>, innovations: InnovationSlots): void {
  routes.get('/wilayah', async (c) => {
    const ctx = c.get('ctx');
    const { q } = parseWith(regionQuery, c.req.query());
    const [region, counts] = await Promise.all([regionPage(ctx, q), innovations.countsByDistrict(ctx)]);
    return renderPage(c, <RegionPage {...region} text={q} innovations={counts} />);
  });

  routes.get('/kecamatan/:code', async (c) => {
    const [ctx, code] = [c.get('ctx'), c.req.param('code')];
    const figures = await districtPage(ctx, code);
    const [districts, villages, list] = await Promise.all([
      innovations.countsByDistrict(ctx),
      innovations.countsByVillage(ctx),
      innovations.ofArea(ctx, code),
    ]);
    const total = districts.get(code) ?? 0;
    return renderPage(c, <DistrictPage {...figures} total={total} innovations={villages} list={list} />);
  });

  routes.get('/desa/:code', async (c) => {
    const ctx = c.get('ctx');
    const { village, chain, view } = await villagePage(ctx, c.req.param('code'));
    if (!view) return renderPage(c, <BareVillagePage village={village} chain={chain} />);
    const list = await innovations.ofOrganization(ctx, view.organization.id);
    const mayChange = officeFor(ctx.actor, 'change') !== null;
    const awards = (await innovations.awardsOf?.(ctx, view.organization.id)) ?? null;
    return renderPage(c, <OrganizationPage {...view} list={list} awards={awards} mayChange={mayChange} />);
  });
}

function addOrganizations(routes: Hono<Env>, innovations: InnovationSlots): void {
  routes.get('/organisasi', async (c) => {
    const ctx = c.get('ctx');
    const filter = parseWith(organizationFilter, c.req.query());
    const view = await organizationListPage(ctx, filter);
    const mayRegister = officeFor(ctx.actor, 'register') !== null;
    return renderPage(c, <OrganizationListPage {...view} filter={filter} mayRegister={mayRegister} />);
  });

  addExports(routes, '/organisasi', async (c) => {
    const filter = parseWith(organizationFilter, c.req.query());
    const { messages } = c.get('frame');
    const rows = await organizationRows(c.get('ctx'), filter);
    const title = messages.organizations.list.title;
    return { file: 'organisasi', title, lead: filter.q, columns: organizationColumns(messages), rows };
  });

  routes.get('/organisasi/:id', async (c) => {
    const ctx = c.get('ctx');
    const view = await organizationPage(ctx, c.req.param('id'));
    const list = await innovations.ofOrganization(ctx, view.organization.id);
    const mayChange = officeFor(ctx.actor, 'change') !== null;
    const awards = (await innovations.awardsOf?.(ctx, view.organization.id)) ?? null;
    return renderPage(c, <OrganizationPage {...view} list={list} awards={awards} mayChange={mayChange} />);
  });
}
