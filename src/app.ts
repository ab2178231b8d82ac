import type { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { createServer, type ServerParts, type ServerSettings } from '#platform/http/server.tsx';

/** The one file that knows every feature. */
export function createApp(settings: ServerSettings, parts: Omit<ServerParts, 'heldOffices' | 'personFace'>): Hono<Env> {
  const app = createServer(settings, {
    ...parts,
    heldOffices: async () => [],
    personFace: async () => null,
  });
  return app;
}
