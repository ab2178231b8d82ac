import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';

export const presentationRoutes = new Hono<Env>();
