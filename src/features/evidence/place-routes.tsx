import type { Context, Hono } from 'hono';
import { officeForLevels } from '#features/innovation-index/index.ts';
import { NotFound } from '#platform/errors.ts';
import { acceptedEndings } from '#platform/files/kinds.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { actorOf } from '#platform/tenancy.ts';
import { setPublic } from './document.acts.ts';
import { placeFromAddress, placeInAddress, videoSchema } from './document.ts';
import { addVideo, detachDocument, shareDocument } from './evidence.acts.ts';
import { documentsOfOwner, evidenceOf, innovationForEvidence } from './evidence.queries.ts';
import { idOf } from './file-routes.ts';
import { PlacePage, type RefusedFiles } from './pages/place-page.tsx';
import { indicatorCodes, indicatorsInForce, mostPdfBytes } from './places.ts';
import { receiveFiles } from './receive-routes.ts';

type Typed = Readonly<Record<string, string>>;

/** One place of one innovation: what serves there, and the forms that change it. */
export function addPlaceRoutes(routes: Hono<Env>): void {
  const home = '/kerja/inovasi/:id/berkas';

  routes.post(`${home}/unggah`, async (c) => {
    const [innovationId, indicator] = [idOf(c.req.param('id')), placeAsked(c)];
    const outcome = await receiveFiles(c, { innovationId, indicator });
    if (outcome.refusal || outcome.refused.length > 0) {
      const { refused, saved } = outcome;
      return showPlace(c, indicator, { refusal: outcome.refusal, typed: outcome.typed, files: { refused, saved } });
    }
    return goTo(c, addressOf(innovationId, indicator), 'evidence.added');
  });

  routes.post(`${home}/video`, async (c) => {
    const [innovationId, indicator] = [idOf(c.req.param('id')), placeAsked(c)];
    const typed = textOf(await readForm(c));
    const refusal = await refusalOf(async () => {
      const video = parseWith(videoSchema, { title: typed.title ?? '', address: typed.address ?? '' });
      await addVideo(c.get('ctx'), { innovationId, indicator, video, isPublic: typed.publik === 'ya' });
    });
    if (refusal) return showPlace(c, indicator, { refusal, typed });
    return goTo(c, addressOf(innovationId, indicator), 'evidence.videoAdded');
  });

  routes.post(`${home}/pakai`, async (c) => {
    const [innovationId, indicator] = [idOf(c.req.param('id')), placeAsked(c)];
    const typed = textOf(await readForm(c));
    if (!typed.document) {
      const faults = [{ field: 'document', message: 'evidence.errors.document' }];
      return showPlace(c, indicator, { refusal: { faults, status: 422 }, typed });
    }
    const sharing = { documentId: idOf(typed.document), indicator, innovationIds: [innovationId] as const };
    const refusal = await refusalOf(() => shareDocument(c.get('ctx'), { ...sharing, innovationIds: [innovationId] }));
    if (refusal) return showPlace(c, indicator, { refusal, typed });
    return goTo(c, addressOf(innovationId, indicator), 'evidence.shared');
  });

  routes.post(`${home}/:document/lepas`, async (c) => {
    const [innovationId, indicator] = [idOf(c.req.param('id')), placeAsked(c)];
    await detachDocument(c.get('ctx'), { innovationId, indicator, documentId: idOf(c.req.param('document')) });
    return goTo(c, addressOf(innovationId, indicator), 'evidence.detached');
  });

  routes.post(`${home}/:document/publik`, async (c) => {
    const [innovationId, indicator] = [idOf(c.req.param('id')), placeAsked(c)];
    const isPublic = textOf(await readForm(c)).publik === 'ya';
    const documentId = idOf(c.req.param('document'));
    await setPublic(c.get('ctx'), { innovationId, indicator, documentId, isPublic });
    return goTo(c, addressOf(innovationId, indicator), isPublic ? 'evidence.shown' : 'evidence.hidden');
  });

  // Back in the browser after a form came back with its faults.
  for (const form of ['unggah', 'video', 'pakai']) {
    routes.get(`${home}/${form}`, (c) => goTo(c, addressOf(idOf(c.req.param('id')), placeAsked(c))));
  }
}

interface Returned {
  refusal?: Refusal | null;
  typed?: Typed;
  files?: RefusedFiles;
}

export async function showPlace(c: Context<Env>, place: string, { refusal, typed = {}, files }: Returned = {}) {
  const ctx = c.get('ctx');
  actorOf(ctx);
  const innovation = await innovationForEvidence(ctx, idOf(c.req.param('id')));
  const mayWrite = officeForLevels(ctx.actor, innovation) !== null;
  const evidence = await evidenceOf(ctx, innovation.id);
  const documents = evidence.get(place) ?? [];
  const here = new Set(documents.map(({ id }) => id));
  const known = mayWrite && innovation.organizationId ? await documentsOfOwner(ctx, innovation.organizationId) : [];
  const returned = refusal || (files && files.refused.length > 0);
  return renderPage(
    c,
    <PlacePage
      innovation={innovation}
      place={place}
      indicator={indicatorsInForce().find(({ code }) => code === place) ?? null}
      documents={documents}
      reusable={known.filter(({ id }) => !here.has(id))}
      mayWrite={mayWrite}
      mostPdfBytes={mostPdfBytes()}
      endings={acceptedEndings}
      faults={refusal?.faults ?? []}
      files={files ?? { refused: [], saved: 0 }}
      typed={typed}
    />,
    returned ? (refusal?.status ?? 422) : 200,
  );
}

/** @throws NotFound when the address names no place */
export function placeAsked(c: Context<Env>): string {
  const place = placeFromAddress(c.req.query('untuk') ?? '', indicatorCodes());
  if (place === null) throw new NotFound('no such place');
  return place;
}

export const addressOf = (innovationId: string, place: string) =>
  `/kerja/inovasi/${innovationId}/berkas?untuk=${placeInAddress(place)}`;

/** What was sent, the last of each name. */
export function textOf(form: Readonly<Record<string, string | string[]>>): Typed {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
}
