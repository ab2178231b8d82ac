import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { accountRoutes } from './account.routes.tsx';
import { invitationRoutes } from './invitation.routes.tsx';
import { officesRoutes } from './offices.routes.tsx';
import { personRoutes } from './people.routes.tsx';
import { sessionRoutes } from './session.routes.tsx';
import { welcomeRoutes } from './welcome.routes.tsx';

/** Signing in, the own account, offices and persons. Fixed addresses come before those with an id. */
export const peopleRoutes = new Hono<Env>()
  .route('/', sessionRoutes)
  .route('/', welcomeRoutes)
  .route('/', accountRoutes)
  .route('/', officesRoutes)
  .route('/', invitationRoutes)
  .route('/', personRoutes);
