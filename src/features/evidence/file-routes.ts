import { Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import { fileNameOf } from '#platform/files/kinds.ts';
import type { Env } from '#platform/http/env.ts';
import { answerFile } from '#platform/http/file-answer.ts';
import { isId } from '#platform/ids.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { fileFor } from './evidence.queries.ts';

/** The contents themselves, for whoever may see one of the innovations that they serve. */
export const fileRoutes = new Hono<Env>();

fileRoutes.get('/berkas/:id', async (c) => {
  const { title, mediaType, sha256 } = await fileFor(c.get('ctx'), idOf(c.req.param('id')));
  return answerFile(c, tenantOf(c.get('ctx')).id, { sha256, mediaType, name: fileNameOf(title, mediaType) });
});

/** Small and quick, of pictures only. */
fileRoutes.get('/berkas/:id/kecil', async (c) => {
  const { title, thumbnailSha256 } = await fileFor(c.get('ctx'), idOf(c.req.param('id')));
  if (!thumbnailSha256) throw new NotFound('no picture');
  const name = fileNameOf(title, 'image/webp');
  return answerFile(c, tenantOf(c.get('ctx')).id, { sha256: thumbnailSha256, mediaType: 'image/webp', name });
});

export function idOf(id = ''): string {
  if (!isId(id)) throw new NotFound(`nothing at ${id}`);
  return id;
}
