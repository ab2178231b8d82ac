import type { Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { readSheet } from '#platform/sheets/read.ts';
import { UnreadableSheet, usualLimits } from '#platform/sheets/sheet-row.ts';
import { bringOrganizations } from './organization-sheet.acts.ts';
import { type Looked, lookAtOrganizations } from './organization-sheet.queries.ts';
import { type CellFault, mostRows, type Row, sheetColumns } from './organization-sheet.ts';
import { OrganizationsPage } from './pages/organizations-page.tsx';
import { setUpState } from './set-up.queries.ts';

const path = '/siapkan/organisasi';

/** The organisations of a region by a sheet. */
export function addOrganizationRoutes(routes: Hono<Env>): void {
  routes.get(path, async (c) => renderPage(c, <OrganizationsPage state={await setUpState(c.get('ctx'))} />));

  routes.get(`${path}/templat.csv`, async (c) => {
    await setUpState(c.get('ctx'));
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="organisasi.csv"');
    const example = ['Perangkat daerah', 'Dinas Contoh (contoh)', 'Dincon', '', '', '', ''];
    return c.body(`\ufeff${[sheetColumns, example].map((row) => row.join(';')).join('\r\n')}\r\n`);
  });

  routes.post(`${path}/unggah`, async (c) => {
    await setUpState(c.get('ctx')); // before a body of somebody else's is read
    const { rows, lookOnly } = await sheetOf(c);
    if (typeof rows === 'string') return show(c, { problem: rows });
    const ctx = c.get('ctx');
    const outcome = lookOnly ? await lookAtOrganizations(ctx, rows) : await bringOrganizations(ctx, rows);
    if ('refusal' in outcome) return show(c, { problem: outcome.refusal });
    if ('faults' in outcome) return show(c, outcome);
    if ('missing' in outcome) return show(c, { looked: outcome });
    const { added, known } = outcome;
    if (added === 0) return goTo(c, path, 'regions.organizationsKnown', { known });
    return goTo(c, path, 'regions.organizationsLoaded', { added, known });
  });
}

type NoRows = 'missing' | 'unreadable' | 'tooMany';

/** The rows of the file that was sent, or which message says why there are none; and which button sent it. */
async function sheetOf(c: Context<Env>): Promise<{ rows: Row[] | NoRows; lookOnly: boolean }> {
  const store = c.get('files');
  const upload = await readUpload(c.req.raw, store, { bytes: 5_000_000, files: 1 });
  const lookOnly = upload.fields.periksa !== undefined;
  const [file] = upload.accepted;
  try {
    if (!file) return { rows: upload.refused.length > 0 ? 'unreadable' : 'missing', lookOnly };
    const rows: Row[] = [];
    let first: string | undefined;
    const limits = { ...usualLimits, rows: mostRows };
    for await (const { sheet, ...row } of readSheet(file.content.path, file.mediaType, limits)) {
      first ??= sheet;
      // Further sheets of a workbook are notes of whoever made it, and would count their rows anew.
      if (sheet === first) rows.push(row);
    }
    return { rows, lookOnly };
  } catch (error) {
    if (error instanceof UnreadableSheet)
      return { rows: error.refusal === 'rows' ? 'tooMany' : 'unreadable', lookOnly };
    throw error;
  } finally {
    await discardAll(store, upload.accepted);
  }
}

interface Shown {
  problem?: string;
  faults?: readonly CellFault[];
  looked?: Looked;
}

/** The page after a file: 422 unless it was only looked at and is good. */
async function show(c: Context<Env>, { problem, ...shown }: Shown): Promise<Response> {
  const words = problem ? messageAt(c.get('frame').messages.regions.sheet, problem) : undefined;
  const page = <OrganizationsPage state={await setUpState(c.get('ctx'))} {...shown} problem={words} />;
  return renderPage(c, page, shown.looked ? 200 : 422);
}
