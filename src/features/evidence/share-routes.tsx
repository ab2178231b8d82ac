import type { Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId } from '#platform/ids.ts';
import { placeFromAddress } from './document.ts';
import { shareDocument } from './evidence.acts.ts';
import { documentUses, innovationForEvidence } from './evidence.queries.ts';
import { idOf } from './file-routes.ts';
import { SharePage } from './pages/share-page.tsx';
import { indicatorCodes, indicatorsInForce } from './places.ts';
import { openEvidence } from './writing.acts.ts';

interface Chosen {
  place: string;
  innovations: readonly string[];
}

/** One document and every innovation of its organisation that it names. */
export function addShareRoutes(routes: Hono<Env>): void {
  const path = '/kerja/inovasi/:id/berkas/:document/pakai';

  routes.get(path, (c) => showShare(c, { place: c.req.query('untuk') ?? '', innovations: [] }));

  routes.post(path, async (c) => {
    const form = await readForm(c);
    const innovations = [form.innovations ?? []].flat().filter(isId);
    const chosen = { place: [form.place].flat().at(-1) ?? '', innovations };
    const indicator = placeFromAddress(chosen.place, indicatorCodes());
    const faults = [
      ...(indicator === null ? [{ field: 'place', message: 'evidence.errors.place' }] : []),
      ...(innovations.length === 0 ? [{ field: 'innovations', message: 'evidence.errors.innovations' }] : []),
    ];
    const [first, ...others] = innovations;
    if (indicator === null || first === undefined) return showShare(c, chosen, { faults, status: 422 });
    const documentId = idOf(c.req.param('document'));
    // The innovation of the address says whose document it is: it must be one's own.
    await openEvidence(c.get('ctx'), idOf(c.req.param('id')));
    const sharing = { documentId, indicator, innovationIds: [first, ...others] as [string, ...string[]] };
    const refusal = await refusalOf(() => shareDocument(c.get('ctx'), sharing));
    if (refusal) return showShare(c, chosen, refusal);
    return goTo(
      c,
      `/kerja/inovasi/${c.req.param('id')}/berkas/${documentId}/pakai?untuk=${chosen.place}`,
      'evidence.shared',
    );
  });
}

async function showShare(c: Context<Env>, chosen: Chosen, refusal?: Refusal) {
  const ctx = c.get('ctx');
  const id = idOf(c.req.param('id'));
  const { organizationId } = await openEvidence(ctx, id);
  const found = await documentUses(ctx, organizationId, idOf(c.req.param('document')));
  if (!found.uses.some(({ innovationId }) => innovationId === id)) throw new NotFound('it does not serve here');
  return renderPage(
    c,
    <SharePage
      innovation={await innovationForEvidence(ctx, id)}
      found={found}
      indicators={indicatorsInForce()}
      chosen={chosen}
      faults={refusal?.faults ?? []}
    />,
    refusal?.status ?? 200,
  );
}
