import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { openData as words } from '#messages/id/open-data.ts';
import { type Budget, openBudget } from '#platform/http/budget.ts';
import type { Env } from '#platform/http/env.ts';
import { networkOf } from '#platform/http/limits.ts';
import { sendProblem } from '#platform/http/problems.ts';
import { markKeyUsed } from './key.acts.ts';
import { holderOf, type KeyHolder } from './key.queries.ts';
import { bearerOf } from './key.ts';

/** What a request of the API knows beside every other request: the key it came with. */
export type ApiEnv = Env & { Variables: { holder: KeyHolder | null } };

export interface ApiLimits {
  /** Requests a minute for an address without a key; 0 counts none. */
  reading: number;
  /** For one key. */
  writing: number;
}

/** Reading is open to pages of other sites: no cookie is looked at, so nothing of a person can come along. */
export const openToOtherSites = createMiddleware<ApiEnv>(async (c, next) => {
  if (c.req.method === 'OPTIONS') {
    const allowed = { 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Allow-Headers': 'If-None-Match' };
    return new Response(null, { status: 204, headers: { 'Access-Control-Allow-Origin': '*', ...allowed } });
  }
  if (['GET', 'HEAD'].includes(c.req.method)) {
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Access-Control-Expose-Headers', 'ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After');
  }
  return next();
});

/** Whoever is signed in counts for nothing here: a request acts as its key's office, or as nobody. */
export function withHolder({ reading, writing }: ApiLimits): MiddlewareHandler<ApiEnv> {
  const [open, keyed] = [openBudget('baca', reading), openBudget('kunci', writing)];
  return createMiddleware<ApiEnv>(async (c, next) => {
    const { actor: _, ...ctx } = c.get('ctx');
    c.set('ctx', { ...ctx, actor: null });
    c.set('holder', null);
    if (!(await spend(open, c, networkOf(c.get('address'))))) return tooMany(c);
    const header = c.req.header('Authorization');
    if (header === undefined) {
      c.header('Cache-Control', 'public, max-age=60');
      return next();
    }
    const token = bearerOf(header);
    const holder = token === null ? null : await holderOf(c.get('ctx'), token, words.keys.actsAs);
    if (!holder) return refuseKey(c, 'keyUnknown');
    if (!(await spend(keyed, c, holder.actor.userId))) return tooMany(c);
    await markKeyUsed(c.get('ctx'), holder.actor.userId);
    c.set('ctx', { ...ctx, actor: holder.actor });
    c.set('holder', holder);
    c.header('Cache-Control', 'private, no-store');
    return next();
  });
}

const spend = (budget: Budget, c: Context<ApiEnv>, caller: string) =>
  budget.spend(c as unknown as Context<Env>, caller);

const tooMany = (c: Context<ApiEnv>) => sendProblem(c as unknown as Context<Env>, 429);

export function refuseKey(c: Context<ApiEnv>, reason: 'keyNeeded' | 'keyUnknown'): Response {
  c.header('WWW-Authenticate', 'Bearer');
  return sendProblem(c as unknown as Context<Env>, 401, { detail: c.get('frame').messages.openData.errors[reason] });
}
