import { type Context, Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import type { Env } from '#platform/http/env.ts';
import { renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { revealInitiatorName } from './innovation.acts.ts';
import { innovationWork } from './innovation.queries.ts';
import { WorkPage } from './pages/work-page.tsx';
import { idOf } from './requests.ts';
import { listTopics } from './topic.queries.ts';

export interface WorkSlots {
  /** Draws where an innovation can go from its work page; null while there is nothing. */
  onward?(ctx: Ctx, innovationId: string): Promise<ComponentChildren>;
  /** What other features show beside the work on an innovation; null for nothing. */
  besideWork?(ctx: Ctx, innovationId: string): Promise<ComponentChildren>;
}

/** The overview of one innovation for its organisation and its checkers. Mounted after the routes with a word in this place. */
export function createWorkRoutes({ onward, besideWork }: WorkSlots): Hono<Env> {
  const routes = new Hono<Env>();
  const show = async (c: Context<Env>, revealed?: string | null) => {
    const ctx = c.get('ctx');
    const id = idOf(c.req.param('id'));
    const [work, topics] = await Promise.all([innovationWork(ctx, id), listTopics(ctx)]);
    const beside = besideWork ? await besideWork(ctx, id) : null;
    const ahead = onward && work.state === 'accepted' ? await onward(ctx, id) : null;
    const name = revealed === undefined ? {} : { revealed };
    return renderPage(c, <WorkPage {...{ work, topics, beside }} onward={ahead} formKey={newId()} {...name} />);
  };
  routes.get('/kerja/inovasi/:id', (c) => show(c));
  routes.post('/kerja/inovasi/:id/nama', async (c) => {
    c.header('Cache-Control', 'no-store');
    return show(c, await revealInitiatorName(c.get('ctx'), idOf(c.req.param('id'))));
  });
  return routes;
}
