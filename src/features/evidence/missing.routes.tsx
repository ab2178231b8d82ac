import type { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { addExports } from '#platform/http/exports.tsx';
import { goTo, renderPage } from '#platform/http/render.ts';
import { missingColumns } from './export-columns.ts';
import { missingEvidence, missingRows } from './missing.queries.ts';
import { innovationsPerPage, missingAddress, parseMissing } from './missing.ts';
import { MissingPage } from './pages/missing-page.tsx';
import { sayPlace } from './pages/words.ts';
import { indicatorCodes, indicatorsInForce } from './places.ts';

/** Which claimed levels of the region lack evidence: for those who check, and each organisation its own. */
export function addMissingRoutes(routes: Hono<Env>): void {
  const path = missingAddress();

  routes.get(path, async (c) => {
    const search = parseMissing((name) => c.req.query(name), indicatorCodes());
    const found = await missingEvidence(c.get('ctx'), search);
    const last = Math.max(1, Math.ceil(found.innovations / innovationsPerPage));
    if (search.page > last) return goTo(c, missingAddress({ ...search, page: last }));
    return renderPage(c, <MissingPage search={search} found={found} indicators={indicatorsInForce()} />);
  });

  addExports(routes, path, async (c) => {
    const search = parseMissing((name) => c.req.query(name), indicatorCodes());
    const { messages } = c.get('frame');
    const indicator = search.code === null ? '' : sayPlace(messages, search.code, indicatorsInForce());
    return {
      file: 'bukti-kurang',
      title: messages.evidence.lacking.title,
      lead: [search.organization, indicator].filter((word) => word !== '').join(', '),
      columns: missingColumns(messages, indicatorsInForce()),
      rows: missingRows(c.get('ctx'), search),
    };
  });
}
