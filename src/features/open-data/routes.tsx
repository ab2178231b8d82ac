import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import type { Tenant } from '#platform/tenancy.ts';
import { createApiRoutes } from './api.routes.tsx';
import { dataRoutes } from './data.routes.tsx';
import type { ApiLimits } from './holder.routes.ts';
import { keyRoutes } from './key.routes.tsx';
import { createSiteRoutes } from './site.routes.tsx';

/** The API, its keys, downloads, and what search engines and social networks read. */
export function createOpenDataRoutes(limits: ApiLimits, regions: () => readonly Tenant[]): Hono<Env> {
  const routes = new Hono<Env>();
  routes.route('/api/v1', createApiRoutes(limits) as unknown as Hono<Env>);
  routes.route('/', keyRoutes);
  routes.route('/', dataRoutes);
  routes.route('/', createSiteRoutes(regions));
  return routes;
}
