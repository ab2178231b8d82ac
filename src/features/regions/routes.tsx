import { Hono } from 'hono';
import type { TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { addOpeningRoutes } from './opening.routes.tsx';
import { addOrganizationRoutes } from './organizations.routes.tsx';
import { addSetUpRoutes } from './set-up.routes.tsx';

/** @param directory read again when a region was opened or its operator changed, so that the next page shows it */
export function regionRoutes(directory: Pick<TenantDirectory, 'reload'>): Hono<Env> {
  const routes = new Hono<Env>();
  addOpeningRoutes(routes, directory);
  addSetUpRoutes(routes, directory);
  addOrganizationRoutes(routes);
  return routes;
}
