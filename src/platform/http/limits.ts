import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { messagesIn } from '#messages/languages.ts';
import type { Env } from './env.ts';
import { languageOf } from './language.ts';

/** So many requests a minute for one address; 0 counts none. Files under /assets are free. */
export function limitRequests(perMinute: number) {
  const limiter = new RateLimiterMemory({ points: Math.max(perMinute, 1), duration: 60 });
  return createMiddleware<Env>(async (c, next) => {
    if (perMinute === 0) return next();
    try {
      await limiter.consume(networkOf(c.get('address')));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      c.header('Retry-After', String(Math.ceil(error.msBeforeNext / 1000)));
      return c.text(messagesIn(languageOf(c)).common.errors.tooMany, 429);
    }
    return next();
  });
}

/** The client's address; behind a trusted proxy the last one the proxy wrote. */
export function addressOf(c: Context<Env>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown'; // called without a socket, as tests do
  }
}

/** One household or phone holds a whole /64 of IPv6. */
export function networkOf(address: string): string {
  return address.includes(':') && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;
}
