import { type Context, Hono } from 'hono';
import { NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { actorOf } from '#platform/tenancy.ts';
import { TopicsPage, type TopicsPageProps } from './pages/topics-page.tsx';
import { officeFor } from './policy.ts';
import { faultsFrom, one } from './requests.ts';
import { addTopic, placeTopic, renameTopic, retireTopic } from './topic.acts.ts';
import { countTopics } from './topic.queries.ts';

/** Addresses of the topic list, which the regency's administrator keeps. */
export const topicRoutes = new Hono<Env>();

topicRoutes.get('/kerja/topik', (c) => showTopics(c, {}, 200));

topicRoutes.post('/kerja/topik', async (c) => {
  const typed = one(await readForm(c), 'name');
  const faults = await faultsFrom(() => addTopic(c.get('ctx'), typed));
  return faults ? showTopics(c, { faults, typed, wrong: '' }, 422) : done(c);
});

topicRoutes.post('/kerja/topik/:slug/nama', async (c) => {
  const slug = c.req.param('slug');
  const typed = one(await readForm(c), `name-${slug}`);
  const faults = await faultsFrom(() => renameTopic(c.get('ctx'), slug, typed));
  return faults ? showTopics(c, { faults, typed, wrong: slug }, 422) : done(c);
});

topicRoutes.post('/kerja/topik/:slug/urutan', async (c) => {
  const place = Number.parseInt(one(await readForm(c), 'place'), 10);
  await placeTopic(c.get('ctx'), c.req.param('slug'), Number.isFinite(place) ? place : 0);
  return done(c);
});

topicRoutes.post('/kerja/topik/:slug/hentikan', async (c) => {
  await retireTopic(c.get('ctx'), c.req.param('slug'), true);
  return done(c);
});

topicRoutes.post('/kerja/topik/:slug/aktifkan', async (c) => {
  await retireTopic(c.get('ctx'), c.req.param('slug'), false);
  return done(c);
});

const done = (c: Context<Env>) => goTo(c, '/kerja/topik', 'innovations.topicSaved');

async function showTopics(c: Context<Env>, shown: Omit<TopicsPageProps, 'topics'>, status: 200 | 422) {
  const ctx = c.get('ctx');
  if (!officeFor('edit topics', actorOf(ctx), null)) throw new NotAllowed('innovations.errors.notYours');
  return renderPage(c, <TopicsPage topics={await countTopics(ctx)} {...shown} />, status);
}
