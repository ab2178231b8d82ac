import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { createPublicRoutes } from './public.routes.tsx';
import { createWorkRoutes, type PaperParts } from './work.routes.tsx';

/** Papers: making them valid behind the sign-in, checking them for anybody. */
export function createPaperRoutes(parts: PaperParts): Hono<Env> {
  return new Hono<Env>().route('/', createWorkRoutes(parts)).route('/', createPublicRoutes());
}
