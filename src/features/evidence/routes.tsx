import { type Context, Hono } from 'hono';
import { currentEdition, officeForLevels, statedLevels } from '#features/innovation-index/index.ts';
import type { Env } from '#platform/http/env.ts';
import { renderPage } from '#platform/http/render.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { evidenceOf, innovationForEvidence, maySeeWork, publicDocuments } from './evidence.queries.ts';
import { fileRoutes, idOf } from './file-routes.ts';
import { addMissingRoutes } from './missing.routes.tsx';
import { OverviewPage } from './pages/overview-page.tsx';
import { PublicDocuments } from './pages/public-documents.tsx';
import { ReviewBlock } from './pages/review-block.tsx';
import { addPlaceRoutes, placeAsked, showPlace } from './place-routes.tsx';
import { indicatorsInForce } from './places.ts';
import { mayListMissing } from './policy.ts';
import { addShareRoutes } from './share-routes.tsx';
import { addUploadRoutes } from './upload-routes.ts';

/** Documents of an innovation: where they serve, how they come in, and the contents themselves. */
export const evidenceRoutes = new Hono<Env>();

evidenceRoutes.get('/kerja/inovasi/:id/berkas', (c) =>
  c.req.query('untuk') === undefined ? showOverview(c) : showPlace(c, placeAsked(c)),
);

addMissingRoutes(evidenceRoutes);
addUploadRoutes(evidenceRoutes);
addPlaceRoutes(evidenceRoutes);
addShareRoutes(evidenceRoutes);
evidenceRoutes.route('/', fileRoutes);

async function showOverview(c: Context<Env>) {
  const ctx = c.get('ctx');
  actorOf(ctx);
  const innovation = await innovationForEvidence(ctx, idOf(c.req.param('id')));
  const { evidence, stated } = await evidenceAndLevels(ctx, innovation.id);
  return renderPage(
    c,
    <OverviewPage
      innovation={innovation}
      indicators={indicatorsInForce()}
      evidence={evidence}
      stated={stated}
      mayWrite={officeForLevels(ctx.actor, innovation) !== null}
      mayListMissing={mayListMissing(ctx.actor)}
    />,
  );
}

/** `stated`: the indicators in force whose level is above 0. */
async function evidenceAndLevels(ctx: Ctx, innovationId: string) {
  const [evidence, levels] = await Promise.all([
    evidenceOf(ctx, innovationId),
    statedLevels(ctx, innovationId, currentEdition()),
  ]);
  return { evidence, stated: new Set(levels.filter(({ claimed }) => claimed > 0).map(({ code }) => code)) };
}

/** What whoever decides on a proposal sees of its evidence and levels; null for those who may not see them. */
export async function evidenceForReview(ctx: Ctx, innovationId: string) {
  if (!(await maySeeWork(ctx, innovationId))) return null;
  const found = await evidenceAndLevels(ctx, innovationId);
  return <ReviewBlock innovationId={innovationId} indicators={indicatorsInForce()} {...found} />;
}

/** What an innovation's public page shows; null while there is nothing. */
export async function publicEvidence(ctx: Ctx, innovationId: string) {
  const documents = await publicDocuments(ctx, innovationId);
  return documents.length > 0 ? <PublicDocuments documents={documents} /> : null;
}
