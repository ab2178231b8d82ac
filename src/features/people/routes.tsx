import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { accountRoutes } from './account.routes.tsx';
import { officesRoutes } from './offices.routes.tsx';
import { personRoutes } from './people.routes.tsx';
import { sessionRoutes } from './session.routes.tsx';

/** Signing in, the own account, offices and persons. Fixed addresses come before those with an id. */
export const peopleRoutes = new Hono<Env>()
  .route('/', sessionRoutes)
  .route('/', accountRoutes)
  .route('/', officesRoutes)
  .route('/', personRoutes);
