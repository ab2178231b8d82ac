import type { Context } from 'hono';
import { NotFound } from '../errors.ts';
import type { Env } from './env.ts';
import { sandboxed } from './headers.ts';

export interface AnsweredFile {
  sha256: string;
  mediaType: string;
  /** As it is saved on the device. */
  name: string;
}

/** Nothing else is drawn by the browser in its own window: what can hold script is only ever saved. */
const drawn = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * A file that somebody sent, in a policy of its own. Whoever asks was allowed before; the content's hash is its tag,
 * so that it comes over a weak signal once only.
 * @throws NotFound when the store does not hold it
 */
export async function answerFile(c: Context<Env>, tenantId: string, file: AnsweredFile): Promise<Response> {
  const tag = `"${file.sha256}"`;
  c.header('ETag', tag);
  c.header('Content-Security-Policy', sandboxed);
  if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304);
  const stored = await c.get('files').read(tenantId, file.sha256);
  if (!stored) throw new NotFound('the store does not hold the content');
  c.header('Content-Type', drawn.includes(file.mediaType) ? file.mediaType : savedAs(file.mediaType));
  c.header('Content-Length', String(stored.bytes));
  c.header('Content-Disposition', disposition(drawn.includes(file.mediaType) ? 'inline' : 'attachment', file.name));
  if (c.req.method !== 'HEAD') return c.body(stored.body);
  await stored.body.cancel();
  return c.body(null);
}

/** Kinds that are known to be saved, not drawn; any other is bytes only. */
function savedAs(mediaType: string): string {
  return mediaType === 'application/pdf' || /^application\/vnd\./.test(mediaType)
    ? mediaType
    : 'application/octet-stream';
}

/** RFC 6266: a plain name for old browsers, the whole one in UTF-8. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
