import type { Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { readSheet } from '#platform/sheets/read.ts';
import { UnreadableSheet, usualLimits } from '#platform/sheets/sheet-row.ts';
import { bringOrganizations } from './organization-sheet.acts.ts';
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
    const rows = await rowsOf(c);
    if (typeof rows === 'string') return show(c, rows);
    const brought = await bringOrganizations(c.get('ctx'), rows);
    if ('refusal' in brought) return show(c, brought.refusal);
    if ('faults' in brought) return show(c, null, brought.faults);
    return goTo(c, path, 'regions.organizationsLoaded');
  });
}

/** @returns the rows of the file that was sent, or which message says why there are none */
async function rowsOf(c: Context<Env>): Promise<Row[] | 'missing' | 'unreadable'> {
  const store = c.get('files');
  const upload = await readUpload(c.req.raw, store, { bytes: 5_000_000, files: 1 });
  const [file] = upload.accepted;
  try {
    if (!file) return upload.refused.length > 0 ? 'unreadable' : 'missing';
    const rows: Row[] = [];
    for await (const row of readSheet(file.content.path, file.mediaType, { ...usualLimits, rows: mostRows }))
      rows.push(row);
    return rows;
  } catch (error) {
    if (error instanceof UnreadableSheet) return 'unreadable';
    throw error;
  } finally {
    await discardAll(store, upload.accepted);
  }
}

async function show(c: Context<Env>, problem: string | null, faults: readonly CellFault[] = []): Promise<Response> {
  const words = problem ? messageAt(c.get('frame').messages.regions.sheet, problem) : undefined;
  return renderPage(
    c,
    <OrganizationsPage state={await setUpState(c.get('ctx'))} faults={faults} problem={words} />,
    422,
  );
}
