import { type Context, Hono } from 'hono';
import { id as indonesian } from '#messages/id.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { withLocalCopy } from '#platform/files/local-copy.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { sendXlsx } from '#platform/http/exports.tsx';
import { type Refusal, refusalIn, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { nudge } from '#platform/jobs/queue.ts';
import { anyTable } from '#platform/sheets/write-xlsx.ts';
import { confirmImport, discardImport, startImport } from './import.acts.ts';
import { importOffice, importView, latestImports, wrongRows } from './import.queries.ts';
import { importJob, importLimits, type RowFault } from './import.ts';
import { innovationRows } from './import-run.acts.ts';
import { templateSheets, type WrongRow, wrongSheet } from './import-sheets.ts';
import { ImportPage } from './pages/import-page.tsx';
import { ImportStartPage } from './pages/import-start-page.tsx';
import { sayProgress } from './pages/import-words.ts';
import { idOf } from './requests.ts';
import { listTopics } from './topic.queries.ts';

/** Bringing innovations in from a sheet: for the tenant's administrators. */
export const importRoutes = new Hono<Env>();

importRoutes.get('/kerja/impor', (c) => showStart(c, newId()));

importRoutes.get('/kerja/impor/templat.xlsx', async (c) => {
  const ctx = c.get('ctx');
  importOffice(ctx);
  const { rows, values, guide } = templateSheets(indonesian, await listTopics(ctx));
  return sendXlsx(c, 'templat-impor-inovasi', [anyTable(rows), anyTable(values), anyTable(guide)]);
});

importRoutes.post('/kerja/impor/unggah', async (c) => {
  importOffice(c.get('ctx'));
  const files = c.get('files');
  const upload = await readUpload(c.req.raw, files, { bytes: importLimits.bytes, files: 1 });
  const id = upload.fields.id ?? '';
  try {
    if (!isId(id)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
    const [file] = upload.accepted;
    if (!file) throw new Invalid([{ field: 'file', message: refusedAs(upload.refused[0]?.refusal) }]);
    await startImport(c.get('ctx'), files, id, file);
  } catch (error) {
    await discardAll(files, upload.accepted);
    return showStart(c, newId(), refusalIn(error));
  }
  nudge(importJob);
  return goTo(c, `/kerja/impor/${id}`);
});

/** What the store says of a file, in the words of this form where it has some of its own. */
function refusedAs(refusal: string | undefined): string {
  if (refusal === undefined) return 'innovations.imports.faults.noFile';
  if (refusal === 'large') return 'common.errors.tooLarge';
  return `innovations.imports.faults.${refusal === 'damaged' || refusal === 'bomb' ? refusal : 'kind'}`;
}

importRoutes.get('/kerja/impor/:id', async (c) =>
  renderPage(c, <ImportPage view={await importView(c.get('ctx'), idOf(c.req.param('id')))} />),
);

importRoutes.get('/kerja/impor/:id/kemajuan', async (c) => {
  const { state, done, total } = await importView(c.get('ctx'), idOf(c.req.param('id')));
  return c.json({ state, said: sayProgress(c.get('frame').messages, { state, done, total }) });
});

importRoutes.post('/kerja/impor/:id/tulis', (c) => act(c, confirmImport));
importRoutes.post('/kerja/impor/:id/batal', (c) => act(c, discardImport));

importRoutes.get('/kerja/impor/:id/salah.xlsx', async (c) => {
  const { run, faults } = await wrongRows(c.get('ctx'), idOf(c.req.param('id')));
  // A sheet that could not be read then cannot be read now: it is refused as a whole, with no row to hand out.
  if (run.state === 'refused') throw new NotFound('no wrong rows');
  const rows: WrongRow[] = [];
  let heads: readonly string[] = [];
  const found = await withLocalCopy(c.get('files'), run.tenantId, run.fileSha256, async (path) => {
    for await (const one of innovationRows(path, run, indonesian)) {
      heads = one.heads.cells;
      const wrong: readonly RowFault[] | undefined = faults.get(one.row.number);
      if (wrong) rows.push({ row: one.row, faults: wrong });
    }
  });
  if (!found || rows.length === 0) throw new NotFound('no wrong rows');
  return sendXlsx(c, 'baris-keliru', [anyTable(wrongSheet(indonesian, heads, rows))]);
});

async function act(c: Context<Env>, work: typeof confirmImport): Promise<Response> {
  const ctx = c.get('ctx');
  const id = idOf(c.req.param('id'));
  const refusal = await refusalOf(() => work(ctx, id));
  if (refusal)
    return renderPage(c, <ImportPage view={await importView(ctx, id)} faults={refusal.faults} />, refusal.status);
  nudge(importJob);
  return goTo(c, `/kerja/impor/${id}`);
}

async function showStart(c: Context<Env>, id: string, refusal?: Refusal) {
  const past = await latestImports(c.get('ctx'));
  return renderPage(c, <ImportStartPage id={id} past={past} faults={refusal?.faults ?? []} />, refusal?.status);
}
