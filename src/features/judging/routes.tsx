import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { assignmentRoutes } from './assignment.routes.tsx';
import { deskRoutes } from './desk.routes.tsx';
import { jurorRoutes } from './juror.routes.tsx';
import { resultRoutes } from './result.routes.tsx';

export const judgingRoutes = new Hono<Env>()
  .route('/', jurorRoutes)
  .route('/', assignmentRoutes)
  .route('/', deskRoutes)
  .route('/', resultRoutes);
