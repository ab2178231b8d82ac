import { type Context, Hono } from 'hono';
import { id as indonesian } from '#messages/id.ts';
import type { Env } from '#platform/http/env.ts';
import { renderPage } from '#platform/http/render.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { type BriefingSlots, briefing } from './briefing.queries.ts';
import { type Briefing, patienceOf } from './briefing.ts';
import { BriefingPage } from './pages/briefing-page.tsx';
import { sheetsOf } from './sheets.ts';

/** How the region stands, on two pages for its head; deadlines come from whoever knows a calendar. */
export function createBriefingRoutes(slots: BriefingSlots = {}): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/kerja/ringkasan', async (c) => {
    const report = await read(c, slots);
    return renderPage(c, <BriefingPage report={report} region={tenantOf(c.get('ctx')).name} />);
  });
  routes.get('/kerja/ringkasan.pdf', async (c) => {
    const report = await read(c, slots);
    const ctx = c.get('ctx');
    const { name, operatorName } = tenantOf(ctx);
    const bytes = await makePdf({
      // A paper of the region, in its language whatever the reader chose for the screen.
      body: sheetsOf(report, name, indonesian),
      letterhead: (await slots.letterhead?.(ctx, c.get('files'))) ?? { lines: [`Pemerintah ${name}`, operatorName] },
      draft: false,
      verifyAt: null,
      madeAt: ctx.now,
    });
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', 'inline; filename="ringkasan.pdf"');
    c.header('Cache-Control', 'private, no-store');
    return c.body(new Uint8Array(bytes));
  });
  return routes;
}

function read(c: Context<Env>, slots: BriefingSlots): Promise<Briefing> {
  return briefing(c.get('ctx'), slots, patienceOf(c.req.query('hari')));
}
