import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';

export const assignmentRoutes = new Hono<Env>();
