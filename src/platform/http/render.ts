import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { drawInFrame } from '#ui/frame.tsx';
import type { Env } from './env.ts';

const worthZipping = 1400; // one packet

/** Answers with a page; `node` renders the whole document (ui's Page). */
export function renderPage(
  c: Context<Env>,
  node: VNode,
  status: 200 | 400 | 403 | 404 | 409 | 422 | 429 | 500 | 503 = 200,
) {
  const html = `<!doctype html>${drawInFrame(c.get('frame'), () => renderToString(node))}`;
  c.header('Content-Type', 'text/html; charset=utf-8');
  c.header('Vary', 'Accept-Encoding, Cookie');
  if (html.length < worthZipping || !c.req.header('accept-encoding')?.includes('gzip')) return c.body(html, status);
  c.header('Content-Encoding', 'gzip');
  // At once: a page takes a fifth of a millisecond, handing it to another thread and back takes twice that.
  return c.body(new Uint8Array(gzipSync(html, { level: 4 })), status);
}

/**
 * 303 to a path inside the tenant, with a line to show there (`feature.key`: the catalogue's `feature.notices.key`).
 * @param counts what stands in the line's braces: whole numbers, so that an address can put no words of its own there
 */
export function goTo(
  c: Context<Env>,
  path: string,
  notice?: string,
  counts: Readonly<Record<string, number>> = {},
): Response {
  const { base } = c.get('frame');
  const said = Object.entries(counts).map(([name, count]) => `${name}:${count}`);
  const numbers = said.length > 0 ? `&angka=${said.join(',')}` : '';
  const mark = notice ? `${path.includes('?') ? '&' : '?'}pesan=${notice}${numbers}` : '';
  return c.redirect(`${base}${path}${mark}` || '/', 303);
}

export function wantsJson(c: Context<Env>): boolean {
  return c.req.header('accept')?.includes('application/json') ?? false;
}
