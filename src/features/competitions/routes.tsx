import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { callRoutes } from './call.routes.tsx';
import { categoryRoutes } from './category.routes.tsx';
import { entryRoutes } from './entry.routes.tsx';
import type { RubricUse } from './rubric.acts.ts';
import { createRubricRoutes } from './rubric.routes.tsx';
import { setUpRoutes } from './set-up.routes.tsx';
import { stageRoutes } from './stage.routes.tsx';

/** What contests are handed of the features that know them. */
export interface ContestParts {
  rubricUse: RubricUse;
}

export function createCompetitionRoutes({ rubricUse }: ContestParts): Hono<Env> {
  const routes = new Hono<Env>();
  for (const one of [
    callRoutes,
    setUpRoutes,
    stageRoutes,
    categoryRoutes,
    createRubricRoutes(rubricUse),
    entryRoutes,
  ]) {
    routes.route('/', one);
  }
  return routes;
}
