import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';

const worthZipping = 1400;

/**
 * Marks JSON answers to GET with an ETag made of what they say, and answers 304 to whoever has it already; `Last-Modified`,
 * where the route set it, is compared too (RFC 9110, 13.2.2).
 */
export const conditionalJson = createMiddleware<Env>(async (c, next) => {
  await next();
  const { headers, status } = c.res;
  if (!['GET', 'HEAD'].includes(c.req.method) || status !== 200 || !headers.get('Content-Type')?.includes('json'))
    return;
  const body = await c.res.text();
  const kept = new Headers(headers);
  kept.set('ETag', `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`);
  kept.append('Vary', 'Accept-Encoding');
  kept.delete('Content-Length');
  c.res = undefined;
  c.res = isKnown(c, kept) ? new Response(null, { status: 304, headers: kept }) : zipped(c, body, kept);
});

/** What is asked with a known mark wins over what is asked with a time. */
function isKnown(c: Context<Env>, headers: Headers): boolean {
  const marks = c.req.header('If-None-Match');
  if (marks !== undefined) {
    const own = headers.get('ETag')?.replace(/^W\//, '');
    return marks === '*' || marks.split(',').some((one) => one.trim().replace(/^W\//, '') === own);
  }
  const [since, changed] = [c.req.header('If-Modified-Since'), headers.get('Last-Modified')];
  return since !== undefined && changed !== null && Date.parse(since) >= Date.parse(changed);
}

function zipped(c: Context<Env>, body: string, headers: Headers): Response {
  if (body.length < worthZipping || !c.req.header('Accept-Encoding')?.includes('gzip')) {
    return new Response(body, { headers });
  }
  headers.set('Content-Encoding', 'gzip');
  return new Response(new Uint8Array(gzipSync(body, { level: 4 })), { headers });
}
