import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { differenceOf, versionShown } from './difference.queries.ts';
import { innovationWork } from './innovation.queries.ts';
import { DifferencePage } from './pages/difference-page.tsx';
import { RestorePage } from './pages/restore-page.tsx';
import { VersionPage } from './pages/version-page.tsx';
import { VersionsPage } from './pages/versions-page.tsx';
import { idOf, versionOf } from './requests.ts';
import { restoreVersion } from './restore.acts.ts';
import { restorePreview } from './restore.queries.ts';
import { listTopics } from './topic.queries.ts';
import { versionList } from './version.queries.ts';

/** Addresses of the history: its list, one version, two side by side, restoring. */
export const versionRoutes = new Hono<Env>();

versionRoutes.get('/kerja/inovasi/:id/riwayat', async (c) => {
  const run = c.req.query('rangkaian');
  return showList(c, numberOf(c.req.query('hal')) ?? 1, run === undefined ? null : numberIn(run));
});

versionRoutes.get('/kerja/inovasi/:id/riwayat/banding', async (c) => {
  const typed = { from: c.req.query('dari') ?? '', to: c.req.query('ke') ?? '' };
  const [from, to] = [numberOf(typed.from.trim()), numberOf(typed.to.trim())];
  const id = idOf(c.req.param('id'));
  if (from && to && (await exists(c, id, from, to))) return goTo(c, `/kerja/inovasi/${id}/riwayat/${from}/${to}`);
  return showList(c, 1, null, typed);
});

versionRoutes.get('/kerja/inovasi/:id/riwayat/:version', async (c) => {
  const ctx = c.get('ctx');
  const [shown, topics] = await Promise.all([
    versionShown(ctx, idOf(c.req.param('id')), numberIn(c.req.param('version'))),
    listTopics(ctx),
  ]);
  return renderPage(c, <VersionPage shown={shown} topics={topics} />);
});

versionRoutes.get('/kerja/inovasi/:id/riwayat/:version/pulihkan', (c) => showRestore(c));

versionRoutes.post('/kerja/inovasi/:id/riwayat/:version/pulihkan', async (c) => {
  const [id, from] = [idOf(c.req.param('id')), numberIn(c.req.param('version'))];
  const version = versionOf((await readForm(c)).version);
  const refusal = await refusalOf(() => restoreVersion(c.get('ctx'), { id, from, version }));
  if (refusal) return showRestore(c, refusal);
  return goTo(c, `/kerja/inovasi/${id}`, 'innovations.restored');
});

versionRoutes.get('/kerja/inovasi/:id/riwayat/:from/:to', async (c) => {
  const ctx = c.get('ctx');
  const [from, to] = [numberIn(c.req.param('from')), numberIn(c.req.param('to'))];
  const [difference, topics] = await Promise.all([
    differenceOf(ctx, idOf(c.req.param('id')), from, to),
    listTopics(ctx),
  ]);
  return renderPage(c, <DifferencePage difference={difference} topics={topics} />);
});

async function showList(c: Context<Env>, page: number, run: number | null, wrong?: { from: string; to: string }) {
  const list = await versionList(c.get('ctx'), idOf(c.req.param('id')), page, run);
  return renderPage(c, <VersionsPage list={list} {...(wrong ? { wrong } : {})} />, wrong ? 422 : 200);
}

async function exists(c: Context<Env>, id: string, from: number, to: number): Promise<boolean> {
  try {
    await differenceOf(c.get('ctx'), id, from, to);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** The question again with what stands now; once the draft is closed, the overview says who is next. */
async function showRestore(c: Context<Env>, refusal?: Refusal) {
  const ctx = c.get('ctx');
  const [id, version] = [idOf(c.req.param('id')), numberIn(c.req.param('version'))];
  try {
    const [preview, topics] = await Promise.all([restorePreview(ctx, id, version), listTopics(ctx)]);
    const page = <RestorePage preview={preview} topics={topics} faults={refusal?.faults ?? []} />;
    return renderPage(c, page, refusal?.status);
  } catch (error) {
    if (!(error instanceof NotFound) || !refusal) throw error;
    await innovationWork(ctx, id);
    return goTo(c, `/kerja/inovasi/${id}`);
  }
}

/** undefined when it is no number that a version or a page can have. */
function numberOf(text = ''): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** @throws NotFound when it is none */
function numberIn(text?: string): number {
  const number = numberOf(text);
  if (number === undefined) throw new NotFound('no such version');
  return number;
}
