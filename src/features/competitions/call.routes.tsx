import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { renderPage } from '#platform/http/render.ts';
import { openCompetitions } from './competition.queries.ts';
import { callPage } from './page.queries.ts';
import { CallPage } from './pages/call-page.tsx';
import { OpenContestsPage } from './pages/open-contests-page.tsx';

/** What everybody reads of contests. */
export const callRoutes = new Hono<Env>();

callRoutes.get('/lomba', async (c) =>
  renderPage(c, <OpenContestsPage contests={await openCompetitions(c.get('ctx'))} />),
);

callRoutes.get('/lomba/:id', async (c) =>
  renderPage(c, <CallPage {...(await callPage(c.get('ctx'), c.req.param('id')))} />),
);
