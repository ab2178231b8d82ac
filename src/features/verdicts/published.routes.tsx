import { type Context, Hono } from 'hono';
import { publicAwards } from '#features/competitions/index.ts';
import { claimRegionLevels, currentEdition, indexSource, officeForRegion } from '#features/innovation-index/index.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import type { AftermathSlots } from './aftermath.ts';
import { contestForCommittee } from './contest.queries.ts';
import { problemsOf } from './pages/aftermath-problems.ts';
import { AwardCard } from './pages/award-card.tsx';
import { GalleryPage } from './pages/gallery-page.tsx';
import { PublishPage } from './pages/publish-page.tsx';
import { ResultPage } from './pages/result-page.tsx';
import { publishCorrection, publishVerdict } from './publish.acts.ts';
import { publishView } from './publish.queries.ts';
import { publicVerdict, publishedDocument, publishedPart, type StoredText } from './published.queries.ts';
import { awardIndicator, readAwardLevel } from './spd.ts';

const id = ':id{[0-9a-f]{8}-[0-9a-f-]{27}}';

/** The verdict as everybody reads it, with the data from which it is computed again. */
export function publicVerdictRoutes(slots: AftermathSlots): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get(`/lomba/${id}/hasil`, async (c) =>
    renderPage(c, <ResultPage verdict={await publicVerdict(c.get('ctx'), c.req.param('id'))} />),
  );
  routes.get(`/lomba/${id}/galeri`, async (c) => {
    const ctx = c.get('ctx');
    const verdict = await publicVerdict(ctx, c.req.param('id'));
    const open = verdict.shown.filter(({ innovationShown }) => innovationShown);
    const drawn = await Promise.all(
      open.map(async ({ innovationId }) => [innovationId, await slots.evidenceOf(ctx, innovationId)] as const),
    );
    return renderPage(c, <GalleryPage verdict={verdict} documents={new Map(drawn)} />);
  });
  routes.get(`/lomba/${id}/data.json`, async (c) =>
    sendText(c, await publishedDocument(c.get('ctx'), c.req.param('id'))),
  );
  routes.get(`/lomba/${id}/data/:part{[1-9][0-9]{0,3}\\.json}`, async (c) => {
    const part = Number.parseInt(c.req.param('part'), 10);
    return sendText(c, await publishedPart(c.get('ctx'), c.req.param('id'), part));
  });
  return routes;
}

/** Never changes once it is there. */
function sendText(c: Context<Env>, { text, sha256 }: StoredText): Response {
  c.header('Content-Type', 'application/json; charset=utf-8');
  c.header('ETag', `"${sha256}"`);
  return c.body(text);
}

/** What the committee does with the sealed verdict. */
export function publishRoutes(slots: AftermathSlots): Hono<Env> {
  const routes = new Hono<Env>();
  const path = `/kerja/lomba/${id}/pengumuman`;
  const step = (suffix: string, notice: string, act: (ctx: Ctx, contest: string, form: FormValues) => Promise<void>) =>
    routes.post(`${path}${suffix}`, async (c) => {
      const form = await readForm(c);
      const contest = c.req.param('id') ?? '';
      const refusal = await refusalOf(() => act(c.get('ctx'), contest, form));
      if (refusal) return showPublish(c, slots, refusal);
      return goTo(c, `/kerja/lomba/${contest}/pengumuman`, `aftermath.${notice}`);
    });
  routes.get(path, (c) => showPublish(c, slots));
  step('', 'published', (ctx, contest, { version }) =>
    publishVerdict(ctx, slots, { id: contest, version: Number(version) }),
  );
  step('/koreksi', 'corrected', (ctx, contest) => publishCorrection(ctx, slots, contest));
  step('/spd-12', 'spd', offerAwards);
  return routes;
}

async function showPublish(c: Context<Env>, slots: AftermathSlots, refusal?: Refusal): Promise<Response> {
  const ctx = c.get('ctx');
  const view = await publishView(ctx, slots, c.req.param('id') ?? '');
  const errors = problemsOf(c.get('frame').messages, refusal?.faults ?? []);
  const stated = await spdStated(ctx);
  const page = <PublishPage view={view} spdLevel={stated && (stated.level ?? 0)} errors={errors} />;
  return renderPage(c, page, refusal?.status);
}

/** SPD-12 as the region states it; null for whoever may not state it, and for editions without rows. */
async function spdStated(ctx: Ctx): Promise<{ level: number | null } | null> {
  const edition = currentEdition();
  if (!officeForRegion(actorOf(ctx)) || edition.spd.entry !== 'rows') return null;
  const { spd } = await indexSource(ctx, edition);
  return { level: spd.find(({ code }) => code === awardIndicator)?.claimed ?? null };
}

/** One confirmation: the awards of a published contest become the level of SPD-12. It is never lowered here. */
async function offerAwards(ctx: Ctx, contestId: string, form: FormValues): Promise<void> {
  const contest = await contestForCommittee(ctx, contestId);
  if (contest.state !== 'published') throw new Invalid([{ field: '', message: 'aftermath.errors.notPublished' }]);
  const stated = await spdStated(ctx);
  if (!stated) throw new NotAllowed('aftermath.errors.adminOnly');
  const level = readAwardLevel(String(form.level ?? ''));
  if (level === null) throw new Invalid([{ field: 'level', message: 'aftermath.errors.level' }]);
  if (level <= (stated.level ?? 0)) return;
  const { edition } = currentEdition();
  // Whoever stated it between this reading and the writing is not overwritten.
  await claimRegionLevels(ctx, {
    edition,
    levels: { [awardIndicator]: level },
    seen: { [awardIndicator]: stated.level },
  });
}

/** For the page of an innovation; null without a published award. */
export async function innovationAwards(ctx: Ctx, innovationId: string) {
  const awards = await publicAwards(ctx, { innovationId });
  return awards.length > 0 ? <AwardCard awards={awards} titled={false} /> : null;
}

/** For the page of an organisation. */
export async function organizationAwards(ctx: Ctx, organizationId: string) {
  const awards = await publicAwards(ctx, { organizationId });
  return awards.length > 0 ? <AwardCard awards={awards} titled={true} /> : null;
}
