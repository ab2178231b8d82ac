import { type Context, Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { renderPage } from '#platform/http/render.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { type BriefingSlots, briefing } from './briefing.queries.ts';
import { patienceOf } from './briefing.ts';
import { BriefingPage } from './pages/briefing-page.tsx';
import { sheetsOf } from './sheets.ts';

/** How the region stands, on two pages for its head; deadlines come from whoever knows a calendar. */
export function createBriefingRoutes(slots: BriefingSlots = {}): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/kerja/ringkasan', async (c) => {
    const { report, moreThan } = await read(c, slots);
    return renderPage(c, <BriefingPage report={report} moreThan={moreThan} />);
  });
  routes.get('/kerja/ringkasan.pdf', async (c) => {
    const { report } = await read(c, slots);
    const { name, operatorName } = tenantOf(c.get('ctx'));
    const bytes = await makePdf({
      body: report,
      letterhead: { lines: [`Pemerintah ${name}`, operatorName] },
      draft: false,
      verifyAt: null,
      madeAt: c.get('ctx').now,
    });
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', 'inline; filename="ringkasan.pdf"');
    c.header('Cache-Control', 'private, no-store');
    return c.body(new Uint8Array(bytes));
  });
  return routes;
}

async function read(c: Context<Env>, slots: BriefingSlots) {
  const ctx = c.get('ctx');
  const moreThan = patienceOf(c.req.query('hari'));
  return { report: sheetsOf(await briefing(ctx, slots, moreThan), tenantOf(ctx).name), moreThan };
}
