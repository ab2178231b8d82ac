import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { decreeRoutes } from './decree.routes.tsx';
import { draftRoutes } from './draft.routes.tsx';
import { importRoutes } from './import.routes.tsx';
import { createReviewRoutes, type ReviewSlots } from './review.routes.tsx';
import { sectionRoutes } from './section.routes.tsx';
import { similarRoutes } from './similar.routes.tsx';
import { topicRoutes } from './topic.routes.tsx';
import { versionRoutes } from './version.routes.tsx';
import { createWorkRoutes, type WorkSlots } from './work.routes.tsx';

/** Everything behind the sign-in: writing, sending, judging, history, the topic list. */
export const createInnovationRoutes = (slots: ReviewSlots & WorkSlots): Hono<Env> =>
  new Hono<Env>()
    .route('/', similarRoutes)
    .route('/', importRoutes)
    .route('/', draftRoutes)
    .route('/', createWorkRoutes(slots))
    .route('/', versionRoutes)
    .route('/', sectionRoutes)
    .route('/', createReviewRoutes(slots))
    .route('/', topicRoutes)
    .route('/', decreeRoutes);
