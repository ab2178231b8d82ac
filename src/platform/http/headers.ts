import { createMiddleware } from 'hono/factory';
import { id as messages } from '#messages/id.ts';
import type { Env } from './env.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types gelar',
].join('; ');

/** The policy of what is no page of ours: it runs nothing, loads nothing and is its own origin. */
export const sandboxed = "sandbox; default-src 'none'; frame-ancestors 'none'";

const fixed: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', policy],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(self), browsing-topics=()'],
];

/** Headers of every answer: nothing inline, nothing from elsewhere, nothing framed. */
export const secureHeaders = (https: boolean) =>
  createMiddleware<Env>(async (c, next) => {
    await next();
    // Not by c.header: on a finished answer that makes a stream of its body each time, and a page four times as slow.
    const { headers } = c.res;
    for (const [name, value] of fixed) {
      // A file that somebody sent, and a page whose address is a secret, have stricter ones of their own.
      const stricter = name === 'Content-Security-Policy' ? headers.get(name) === sandboxed : headers.has(name);
      if (!(stricter && ['Content-Security-Policy', 'Referrer-Policy'].includes(name))) headers.set(name, value);
    }
    if (https) headers.set('Strict-Transport-Security', 'max-age=31536000');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-cache');
  });

/**
 * Refuses changes sent from another site. Browsers always send Origin or Sec-Fetch-Site with a post; a request
 * with neither is no browser's and carries nobody's cookies unasked.
 */
export const sameSiteOnly = (origin: string) =>
  createMiddleware<Env>(async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && !isSameSite(c.req.raw, origin)) {
      return c.text(messages.common.errors.otherSite, 403);
    }
    return next();
  });

export function isSameSite(request: Request, publicOrigin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  return (
    origin === publicOrigin ||
    origin === new URL(request.url).origin ||
    (hostOf(origin) ?? '') === request.headers.get('host')
  );
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
