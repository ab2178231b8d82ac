import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import type { Signer } from '#platform/papers/signing.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { draftCoverLetter } from './cover-letter.acts.ts';
import { printableLetterhead, type StoredLetterhead } from './letterhead.ts';
import { PaperListPage } from './pages/list-page.tsx';
import { problemsOf } from './pages/problems.ts';
import { PaperWorkPage } from './pages/work-page.tsx';
import { editPaper, issuePaper, recallPaper, voidPaper } from './paper.acts.ts';
import { paperWork } from './paper.queries.ts';
import { largestFile } from './paper.ts';
import { listPapers } from './paper-list.queries.ts';
import { readPaperSearch } from './paper-search.ts';
import { officeFor } from './policy.ts';
import { bodyOf, type Printing, printedPaper, verifyAddress } from './printed.ts';
import { idOf, onePdf, text, versionOf } from './requests.ts';
import type { PaperStep } from './step.acts.ts';
import { bringScan, confirmScan, signPaper } from './validity.acts.ts';

export interface PaperParts {
  /** Scheme and host under which a code on paper is looked up. */
  origin: string;
  /** Null where no signing service may be asked. */
  signer: Signer | null;
  /** What stands above the region's letters: another feature keeps it. */
  letterhead: (ctx: Ctx) => Promise<StoredLetterhead>;
}

const one = '/kerja/naskah/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';

/** Addresses of those who make papers and those who confirm scans. */
export function createWorkRoutes(parts: PaperParts): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/kerja/naskah', async (c) => {
    const ctx = c.get('ctx');
    const mayMake = officeFor('create', ctx.actor) !== undefined;
    const search = readPaperSearch(c.req.query());
    return renderPage(c, <PaperListPage list={await listPapers(ctx, search)} search={search} mayMake={mayMake} />);
  });
  routes.get(one, (c) => showPaper(c, parts));
  mountSteps(routes, parts);
  mountFiles(routes, parts);
  return routes;
}

/** Each step reads its form, calls one act, and comes back to the page: with a notice, or with what is wrong. */
function mountSteps(routes: Hono<Env>, parts: PaperParts): void {
  const step = (path: string, notice: string, act: (c: Context<Env>, step: PaperStep, form: FormValues) => unknown) =>
    routes.post(`${one}${path}`, async (c) => {
      const form = await readForm(c);
      const id = c.req.param('id') ?? '';
      const refusal = await refusalOf(async () => act(c, { id, version: versionOf(form) }, form));
      return refusal
        ? showPaper(c, parts, { refusal, typed: path === '' ? form : null })
        : goTo(c, `/kerja/naskah/${id}`, `papers.${notice}`);
    });
  step('', 'saved', (c, at, form) => editPaper(c.get('ctx'), at, form));
  step('/kirim', 'issued', async (c, at) => issuePaper(c.get('ctx'), c.get('files'), await printingOf(c, parts), at));
  step('/tarik', 'recalled', (c, at) => recallPaper(c.get('ctx'), at));
  step('/cabut', 'voided', (c, at, form) => voidPaper(c.get('ctx'), at, text(form, 'reason')));
  step('/konfirmasi', 'confirmed', (c, at, form) => confirmScan(c.get('ctx'), at, text(form, 'compared') === 'ya'));
  step('/tanda-tangan', 'signed', (c, at, form) => {
    if (!parts.signer) throw new NotFound('no signing service here');
    const credentials = { nik: text(form, 'nik').trim(), passphrase: text(form, 'passphrase') };
    return signPaper(c.get('ctx'), c.get('files'), parts.signer, at, credentials);
  });
  routes.post(`${one}/pengantar`, async (c) => {
    const id = idOf(await readForm(c), 'letterId');
    const decreeId = c.req.param('id') ?? '';
    const refusal = await refusalOf(() => draftCoverLetter(c.get('ctx'), { id, decreeId }));
    return refusal ? showPaper(c, parts, { refusal, typed: null }) : goTo(c, `/kerja/naskah/${id}`, 'papers.made');
  });
  routes.post(`${one}/pindaian/unggah`, (c) => takeScan(c, parts));
}

async function printingOf(c: Context<Env>, { origin, letterhead }: PaperParts): Promise<Printing> {
  const ctx = c.get('ctx');
  return { origin, letterhead: await printableLetterhead(await letterhead(ctx), c.get('files'), tenantOf(ctx)) };
}

async function takeScan(c: Context<Env>, parts: PaperParts): Promise<Response> {
  const ctx = c.get('ctx');
  const id = c.req.param('id') ?? '';
  const { may } = await paperWork(ctx, id);
  if (!may.scan) throw new NotFound('no scan is taken here');
  const store = c.get('files');
  const upload = await readUpload(c.req.raw, store, { bytes: largestFile, files: 1 });
  const refusal = await refusalOf(() =>
    bringScan(ctx, store, { id, version: versionOf(upload.fields) }, onePdf(upload).content),
  );
  await discardAll(store, upload.accepted);
  return refusal ? showPaper(c, parts, { refusal, typed: null }) : goTo(c, `/kerja/naskah/${id}`, 'papers.scanned');
}

/** The files of a paper. A draft's is made anew each time; the others are those that were kept. */
function mountFiles(routes: Hono<Env>, parts: PaperParts): void {
  routes.get(`${one}/draf.pdf`, async (c) => {
    const ctx = c.get('ctx');
    const { row } = await paperWork(ctx, c.req.param('id') ?? '');
    if (row.state === 'valid') throw new NotFound('a valid paper is no draft');
    const bytes = await makePdf(printedPaper(row, tenantOf(ctx), await printingOf(c, parts), true));
    return answerPdf(c, new Uint8Array(bytes), `draf-${row.code}`);
  });
  const kept = (name: string, column: 'issuedSha256' | 'scanSha256' | 'validSha256') =>
    routes.get(`${one}/${name}.pdf`, async (c) => {
      const ctx = c.get('ctx');
      const { row } = await paperWork(ctx, c.req.param('id') ?? '');
      const sha256 = row[column];
      const found = sha256 && (await c.get('files').read(tenantOf(ctx).id, sha256));
      if (!found) throw new NotFound(`no ${name} of this paper`);
      return answerPdf(c, found.body, `${name}-${row.code}`);
    });
  kept('berkas', 'issuedSha256');
  kept('pindaian', 'scanSha256');
  kept('sah', 'validSha256');
}

/** @param name of the file as it is saved, without its ending */
function answerPdf(c: Context<Env>, body: Uint8Array<ArrayBuffer> | ReadableStream, name: string): Response {
  c.header('Content-Type', 'application/pdf');
  c.header('Content-Disposition', `inline; filename="${name}.pdf"`);
  c.header('Cache-Control', 'private, no-store');
  return c.body(body);
}

interface Returned {
  refusal: Refusal;
  typed: FormValues | null;
}

async function showPaper(c: Context<Env>, parts: PaperParts, returned?: Returned): Promise<Response> {
  const ctx = c.get('ctx');
  const work = await paperWork(ctx, c.req.param('id') ?? '');
  const { refusal, typed } = returned ?? {};
  const page = (
    <PaperWorkPage
      work={work}
      letterId={newId()}
      body={bodyOf(work.row)}
      verifyAt={verifyAddress(parts.origin, tenantOf(ctx), work.row.code)}
      errors={problemsOf(c.get('frame').messages, refusal?.faults ?? [])}
      typed={typed ? Object.fromEntries(Object.keys(typed).map((name) => [name, text(typed, name)])) : null}
      signing={parts.signer && (parts.signer.simulated ? 'simulator' : 'service')}
    />
  );
  return renderPage(c, page, refusal?.status);
}
