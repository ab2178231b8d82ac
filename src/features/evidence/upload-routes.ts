import type { Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { largestFile } from './document.ts';
import { idOf } from './file-routes.ts';
import { openEvidence } from './writing.acts.ts';

/** Whose upload in pieces it is: of this person, for this innovation, in this tenant. */
export function ownerOf(ctx: Ctx, innovationId: string): string {
  return [senderOf(ctx), innovationId].join('/');
}

const senderOf = (ctx: Ctx) => [tenantOf(ctx).id, ctx.actor?.userId ?? ''].join('/');

/** Uploads in pieces (tus.io). Who may is asked at the creation and again at every piece. */
export function addUploadRoutes(routes: Hono<Env>): void {
  for (const path of ['/kerja/inovasi/:id/berkas/unggah/kiriman', '/kerja/inovasi/:id/berkas/unggah/kiriman/:upload']) {
    // Hono hands a HEAD to the route of GET.
    routes.on(['POST', 'PATCH', 'DELETE', 'GET'], path, (c) => answerUpload(c, c.req.param('upload') ?? null));
  }
}

async function answerUpload(c: Context<Env>, id: string | null): Promise<Response> {
  if (c.req.method === 'GET') throw new NotFound('an upload is sent, not read');
  const ctx = c.get('ctx');
  const innovationId = idOf(c.req.param('id'));
  await openEvidence(ctx, innovationId);
  return c.get('files').uploads.answer(c.req.raw, {
    owner: ownerOf(ctx, innovationId),
    sender: senderOf(ctx),
    id,
    address: `${c.get('frame').base}/kerja/inovasi/${innovationId}/berkas/unggah/kiriman`,
    mostBytes: largestFile,
  });
}
