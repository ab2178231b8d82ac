import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { entryRoutes } from './entry.routes.tsx';
import { setUpRoutes } from './set-up.routes.tsx';

export const competitionRoutes = new Hono<Env>().route('/', setUpRoutes).route('/', entryRoutes);
