import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { draftRoutes } from './draft.routes.tsx';
import { importRoutes } from './import.routes.tsx';
import { reviewRoutes } from './review.routes.tsx';
import { sectionRoutes } from './section.routes.tsx';
import { topicRoutes } from './topic.routes.tsx';

/** Everything behind the sign-in: writing, sending, judging, the topic list. */
export const innovationRoutes = new Hono<Env>()
  .route('/', importRoutes)
  .route('/', draftRoutes)
  .route('/', sectionRoutes)
  .route('/', reviewRoutes)
  .route('/', topicRoutes);
