import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { renderPage, wantsJson } from '#platform/http/render.ts';
import { type HealthSources, installationHealth, lookAtInstallation, tenantHealth } from './health.queries.ts';
import { findingsOf } from './health.ts';
import { metricsOf } from './metrics.ts';
import { HealthPage } from './pages/health-page.tsx';
import { TenantHealthPage } from './pages/tenant-health-page.tsx';

/** @param metricsToken what a monitoring system shows; without one there is no such address */
export function operationsRoutes(sources: HealthSources, metricsToken: string | undefined): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/platform/kesehatan', async (c) => {
    const health = await installationHealth(c.get('ctx'), sources);
    c.header('Cache-Control', 'no-store');
    if (wantsJson(c)) return c.json({ ...health, findings: findingsOf(health) });
    return renderPage(c, <HealthPage health={health} />);
  });
  routes.get('/kerja/kesehatan', async (c) => {
    const { version } = await sources.machine();
    return renderPage(c, <TenantHealthPage health={await tenantHealth(c.get('ctx'), version)} />);
  });
  routes.get('/metrics', async (c) => {
    if (!metricsToken) return c.notFound();
    const shown = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!isSame(shown, metricsToken)) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.text('', 401);
    }
    const { pool, now } = c.get('ctx');
    c.header('Content-Type', 'application/openmetrics-text; version=1.0.0; charset=utf-8');
    return c.body(metricsOf(await lookAtInstallation(pool, sources, now)));
  });
  return routes;
}

/** In the same time whatever was shown. */
function isSame(one: string, other: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}
