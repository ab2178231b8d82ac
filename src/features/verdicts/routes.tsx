import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { createPlenaryRoutes, type VerdictParts } from './plenary.routes.tsx';

/** Everything from the plenary on. */
export function createVerdictRoutes(parts: VerdictParts): Hono<Env> {
  return new Hono<Env>().route('/', createPlenaryRoutes(parts));
}
