import { Hono } from 'hono';
import type { TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { addOpeningRoutes } from './opening.routes.tsx';
import { addOrganizationRoutes } from './organizations.routes.tsx';
import { addSetUpRoutes } from './set-up.routes.tsx';

/** @param directory told of a region that was just opened, so that its address works at once */
export function regionRoutes(directory: Pick<TenantDirectory, 'reload'>): Hono<Env> {
  const routes = new Hono<Env>();
  addOpeningRoutes(routes, directory);
  addSetUpRoutes(routes);
  addOrganizationRoutes(routes);
  return routes;
}
