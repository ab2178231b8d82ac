import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type Language, messagesIn } from '#messages/languages.ts';
import type { FileStore } from '../files/store.ts';
import type { Env } from '../http/env.ts';
import { answerError, answerNotFound } from '../http/failures.tsx';
import type { Ctx } from '../tenancy.ts';

/** Routes on a real database, asked in one context without sign-in, with the errors of the real server. */
export function testPages(
  ctx: Ctx,
  routes: readonly Hono<Env>[],
  files?: FileStore,
  language: Language = 'id',
): Hono<Env> {
  const app = new Hono<Env>();
  app.use(
    createMiddleware<Env>(async (c, next) => {
      c.set('ctx', ctx);
      c.set('address', '192.0.2.1');
      if (files) c.set('files', files);
      const site = { base: '', home: 'http://localhost', tenant: null, person: null, notice: null, year: 2026 };
      c.set('frame', { ...site, language, messages: messagesIn(language), path: c.req.path, query: '' });
      return next();
    }),
  );
  for (const one of routes) app.route('/', one);
  app.onError(answerError);
  app.notFound(answerNotFound);
  return app;
}
