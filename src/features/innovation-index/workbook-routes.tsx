import type { Context, Hono } from 'hono';
import { id as indonesian } from '#messages/id.ts';
import { Invalid } from '#platform/errors.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { sendXlsx } from '#platform/http/exports.tsx';
import { type Refusal, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { anyTable } from '#platform/sheets/write-xlsx.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { editionCalled } from './asked.ts';
import type { Edition } from './edition.ts';
import { address } from './pages/addresses.ts';
import { WorkbookPage } from './pages/workbook-page.tsx';
import { WorkbookStartPage } from './pages/workbook-start-page.tsx';
import { startWorkbook, takeOverWorkbook } from './workbook.acts.ts';
import { latestWorkbooks, openWorkbook, registeredInnovations, workbookOffice } from './workbook.queries.ts';
import type { EvidenceSlots, RegisteredRows } from './workbook-proof.ts';
import type { Workbook } from './workbook-rows.ts';
import { resultSheets, workbookTemplate } from './workbook-sheets.ts';
import { viewWorkbook } from './workbook-view.ts';

const path = '/kerja/indeks/impor';
const largest = 10 * 1024 * 1024;

/** A workbook of a year's index in; the index, what to raise and the evidence out. For the tenant's administrators. */
export function addWorkbookRoutes(routes: Hono<Env>, slots: EvidenceSlots): void {
  routes.get(path, (c) => showStart(c));

  routes.get(`${path}/templat.xlsx`, (c) => {
    workbookOffice(c.get('ctx'));
    const edition = editionCalled(c.req.query('edisi'));
    const { innovations, region } = workbookTemplate(edition, indonesian);
    return sendXlsx(c, `templat-iid-${edition.edition}`, [anyTable(innovations), anyTable(region)]);
  });

  routes.post(`${path}/unggah`, async (c) => {
    workbookOffice(c.get('ctx'));
    const files = c.get('files');
    const upload = await readUpload(c.req.raw, files, { bytes: largest, files: 1 });
    const { id = '' } = upload.fields;
    try {
      if (!isId(id)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
      const [file] = upload.accepted;
      const message = `innovations.imports.faults.${upload.refused.length > 0 ? 'kind' : 'noFile'}`;
      if (!file) throw new Invalid([{ field: 'file', message }]);
      await startWorkbook(c.get('ctx'), files, id, file);
    } catch (error) {
      await discardAll(files, upload.accepted);
      return showStart(c, refusalIn(error));
    }
    return goTo(c, address(`${path}/${id}`, editionCalled(upload.fields.edisi)));
  });

  routes.get(`${path}/:id`, async (c) => {
    const { edition, open } = await opened(c);
    const registered = await registeredRows(c.get('ctx'), edition, open.book, slots);
    return renderPage(c, <WorkbookPage view={viewWorkbook(edition, open.book, registered)} kept={open} />);
  });

  routes.get(`${path}/:id/hasil.xlsx`, async (c) => {
    const { edition, open } = await opened(c);
    const view = viewWorkbook(edition, open.book, await registeredRows(c.get('ctx'), edition, open.book, slots));
    const { summary, innovations, evidence } = resultSheets(view, c.get('frame').messages);
    return sendXlsx(c, `hasil-iid-${edition.edition}`, [anyTable(summary), anyTable(innovations), anyTable(evidence)]);
  });

  routes.post(`${path}/:id/ambil`, async (c) => {
    const { edition, open } = await opened(c);
    const { levels, innovations } = await takeOverWorkbook(c.get('ctx'), open.id, edition, open.book);
    const to = address(`${path}/${open.id}`, edition);
    if (levels === 0) return goTo(c, to, 'indexPages.nothingTaken');
    return goTo(c, to, 'indexPages.takenOver', { levels, innovations });
  });
}

/** The rows whose innovation the registry knows and whose evidence may be seen. */
async function registeredRows(
  ctx: Ctx,
  edition: Edition,
  book: Workbook,
  { provenOf }: EvidenceSlots,
): Promise<RegisteredRows> {
  const matched = [...(await registeredInnovations(ctx, book))];
  const ids = matched.map(([, id]) => id);
  const proven = await provenOf(ctx, ids, edition.sid.indicators);
  return new Map(
    matched.flatMap(([at, id]) => {
      const codes = proven.get(id);
      return codes ? [[at, { id, proven: codes }]] : [];
    }),
  );
}

async function opened(c: Context<Env>) {
  const edition = editionCalled(c.req.query('edisi'));
  const { messages } = c.get('frame');
  return {
    edition,
    open: await openWorkbook(c.get('ctx'), c.get('files'), c.req.param('id') ?? '', edition, messages),
  };
}

async function showStart(c: Context<Env>, refusal?: Refusal) {
  const edition = editionCalled(c.req.query('edisi'));
  const past = await latestWorkbooks(c.get('ctx'));
  const page = <WorkbookStartPage id={newId()} edition={edition} past={past} faults={refusal?.faults ?? []} />;
  return renderPage(c, page, refusal?.status);
}
