import { type Context, Hono } from 'hono';
import { NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { actorOf } from '#platform/tenancy.ts';
import { TopicsPage, type TopicsPageProps } from './pages/topics-page.tsx';
import { officeFor } from './policy.ts';
import { one } from './requests.ts';
import { addTopic, placeTopic, renameTopic, retireTopic } from './topic.acts.ts';
import { countTopics } from './topic.queries.ts';

/** Addresses of the topic list, which the regency's administrator keeps. */
export const topicRoutes = new Hono<Env>();

topicRoutes.get('/kerja/topik', (c) => showTopics(c, {}));

topicRoutes.post('/kerja/topik', async (c) => {
  const typed = one(await readForm(c), 'name');
  const refusal = await refusalOf(() => addTopic(c.get('ctx'), typed));
  return refusal ? showTopics(c, { typed, wrong: '' }, refusal) : done(c);
});

topicRoutes.post('/kerja/topik/:slug/nama', async (c) => {
  const slug = c.req.param('slug');
  const form = await readForm(c);
  const typed = one(form, `name-${slug}`);
  const refusal = await refusalOf(() => renameTopic(c.get('ctx'), slug, typed, one(form, 'seen')));
  return refusal ? showTopics(c, { typed, wrong: slug }, refusal) : done(c);
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

async function showTopics(c: Context<Env>, typed: Omit<TopicsPageProps, 'topics' | 'faults'>, refusal?: Refusal) {
  const ctx = c.get('ctx');
  if (!officeFor('edit topics', actorOf(ctx), null)) throw new NotAllowed('innovations.errors.notYours');
  const faults = refusal?.faults ?? [];
  return renderPage(c, <TopicsPage topics={await countTopics(ctx)} {...typed} faults={faults} />, refusal?.status);
}
