import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { renderPage } from '#platform/http/render.ts';
import { actorOf, type Tenant, tenantOf } from '#platform/tenancy.ts';
import { homeView } from './home.queries.ts';
import { HomePage } from './pages/home-page.tsx';
import { RegionsPage } from './pages/regions-page.tsx';
import { WorkPage } from './pages/work-page.tsx';
import { waitingFor } from './waiting.queries.ts';

export function createPortalRoutes(regions: () => readonly Tenant[]): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/', async (c) => {
    const ctx = c.get('ctx');
    if (!ctx.tenant) return renderPage(c, <RegionsPage regions={regions()} />);
    return renderPage(c, <HomePage view={await homeView(ctx)} />);
  });
  routes.get('/kerja', async (c) => {
    const ctx = c.get('ctx');
    const actor = actorOf(ctx);
    tenantOf(ctx);
    const { count, tasks } = await waitingFor(ctx);
    return renderPage(c, <WorkPage count={count} tasks={tasks} hasOffice={actor.offices.length > 0} />);
  });
  return routes;
}
