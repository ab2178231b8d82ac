import { type Context, Hono } from 'hono';
import { actingTitle } from '#features/people/index.ts';
import { NotFound } from '#platform/errors.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { refusalOf } from '#platform/http/forms.ts';
import { limitRequests } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { type Comparison, compare } from './compare.ts';
import { CodePage } from './pages/code-page.tsx';
import { problemsOf } from './pages/problems.ts';
import { VerifyPage } from './pages/verify-page.tsx';
import { type PublicPaper, publicPaper } from './paper.queries.ts';
import { largestFile, readCode } from './paper.ts';
import { onePdf } from './requests.ts';

interface Shown {
  compared?: { outcome: Comparison; sha256: string };
  error?: string | undefined;
  status?: 422 | 409;
}

/** The page that the code on a paper leads to, for anybody. @param perMinute requests of one address: codes are not to be guessed */
export function createPublicRoutes(perMinute = 30): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use('/naskah/*', limitRequests(perMinute));
  routes.get('/naskah', (c) => {
    const typed = (c.req.query('kode') ?? '').trim();
    tenantOf(c.get('ctx'));
    const code = readCode(typed);
    return code ? goTo(c, `/naskah/${code}`) : askForCode(c, typed);
  });
  routes.get('/naskah/:code', async (c) => {
    const paper = await findPaper(c);
    return paper ? showPaper(c, paper) : askForCode(c, c.req.param('code'));
  });
  routes.post('/naskah/:code/unggah', async (c) => {
    const paper = await findPaper(c);
    if (!paper) throw new NotFound('no paper with this code');
    return compareFile(c, paper);
  });
  return routes;
}

async function findPaper(c: Context<Env>): Promise<PublicPaper | null> {
  const ctx = c.get('ctx');
  tenantOf(ctx);
  const code = readCode(c.req.param('code') ?? '');
  if (!code) return null;
  return publicPaper(ctx, code).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
}

/** The file is read to its digest and thrown away. */
async function compareFile(c: Context<Env>, paper: PublicPaper): Promise<Response> {
  const store = c.get('files');
  const upload = await readUpload(c.req.raw, store, { bytes: largestFile, files: 1 });
  await discardAll(store, upload.accepted);
  let sha256 = '';
  const refusal = await refusalOf(async () => {
    sha256 = onePdf(upload).content.sha256;
  });
  if (!refusal) return showPaper(c, paper, { compared: { outcome: compare(sha256, paper), sha256 } });
  const error = problemsOf(c.get('frame').messages, refusal.faults).file;
  return showPaper(c, paper, { error, status: refusal.status });
}

function showPaper(c: Context<Env>, paper: PublicPaper, shown: Shown = {}): Response {
  const { known } = paper;
  return renderPage(
    c,
    <VerifyPage
      paper={paper}
      operator={tenantOf(c.get('ctx')).operatorName}
      signerTitle={known && actingTitle(known.signerKind, known.signerOffice)}
      compared={shown.compared ?? null}
      error={shown.error}
    />,
    shown.status,
  );
}

const askForCode = (c: Context<Env>, typed: string) =>
  renderPage(c, <CodePage typed={typed} />, typed ? 404 : undefined);
