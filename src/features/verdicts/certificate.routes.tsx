import { type Context, Hono } from 'hono';
import { readCode } from '#features/papers/index.ts';
import { id as indonesian } from '#messages/id.ts';
import type { Env } from '#platform/http/env.ts';
import { type Refusal, readForm, refusalOf } from '#platform/http/forms.ts';
import { limitRequests } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { makeCertificates as drawCertificates } from '#platform/papers/certificate-pdf.ts';
import { tenantOf } from '#platform/tenancy.ts';
import type { AftermathSlots } from './aftermath.ts';
import { makeCertificates, readCertificate, voidCertificate } from './certificate.acts.ts';
import { certificatesToPrint, certificateView, publicCertificate } from './certificate.queries.ts';
import type { PrintedCertificate } from './certificate.ts';
import { certificateWords } from './certificate-words.ts';
import { problemsOf } from './pages/aftermath-problems.ts';
import { CertificatesPage } from './pages/certificates-page.tsx';
import { CertificatePage, CheckPage } from './pages/check-page.tsx';

const uuid = '{[0-9a-f]{8}-[0-9a-f-]{27}}';
const path = `/kerja/lomba/:id${uuid}/piagam`;

/** The page that the code on a certificate leads to, for anybody. @param perMinute requests of one address: codes are not to be guessed */
export function certificateCheckRoutes(perMinute = 30): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use('/sertifikat/*', limitRequests(perMinute));
  routes.get('/sertifikat', (c) => {
    const typed = (c.req.query('kode') ?? '').trim();
    tenantOf(c.get('ctx'));
    const code = readCode(typed);
    if (code) return goTo(c, `/sertifikat/${code}`);
    return renderPage(c, <CheckPage typed={typed} />, typed ? 404 : 200);
  });
  routes.get('/sertifikat/:code', async (c) => {
    const ctx = c.get('ctx');
    const typed = c.req.param('code');
    const { operatorName } = tenantOf(ctx);
    const code = readCode(typed);
    const certificate = code && (await publicCertificate(ctx, code));
    if (!certificate) return renderPage(c, <CheckPage typed={typed} />, 404);
    return renderPage(c, <CertificatePage certificate={certificate} operator={operatorName} />);
  });
  return routes;
}

/** The committee makes them; entrants and jurors take their own. */
export function certificateRoutes(slots: AftermathSlots): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get(path, (c) => showList(c));
  routes.post(path, async (c) => {
    const id = c.req.param('id');
    const refusal = await refusalOf(() => makeCertificates(c.get('ctx'), id));
    return refusal ? showList(c, refusal) : goTo(c, `/kerja/lomba/${id}/piagam`, 'aftermath.made');
  });
  routes.post(`${path}/:certificate${uuid}/batal`, async (c) => {
    const form = await readForm(c);
    const { id: competitionId, certificate: id } = c.req.param();
    const step = { competitionId, id, reason: String(form.reason ?? '') };
    const refusal = await refusalOf(() => voidCertificate(c.get('ctx'), step));
    return refusal ? showList(c, refusal, id) : goTo(c, `/kerja/lomba/${competitionId}/piagam`, 'aftermath.voided');
  });
  routes.get(`${path}/semua.pdf`, async (c) =>
    sendPdf(c, slots, await certificatesToPrint(c.get('ctx'), c.req.param('id'))),
  );
  routes.get(`${path}/:certificate${uuid}/berkas.pdf`, async (c) => {
    const { id: competitionId, certificate: id } = c.req.param();
    return sendPdf(c, slots, [await readCertificate(c.get('ctx'), { competitionId, id })]);
  });
  return routes;
}

async function showList(c: Context<Env>, refusal?: Refusal, returned: string | null = null): Promise<Response> {
  const view = await certificateView(c.get('ctx'), c.req.param('id') ?? '');
  const errors = problemsOf(c.get('frame').messages, refusal?.faults ?? []);
  return renderPage(c, <CertificatesPage view={view} errors={errors} returned={returned} />, refusal?.status);
}

async function sendPdf(c: Context<Env>, slots: AftermathSlots, all: readonly PrintedCertificate[]): Promise<Response> {
  const ctx = c.get('ctx');
  const { slug, name } = tenantOf(ctx);
  const words = indonesian.aftermath.certificates;
  const drawn = all.map((one) => certificateWords(one, `${slots.origin}/${slug}/sertifikat/${one.code}`, name));
  const letterhead = await slots.letterhead(ctx, c.get('files'));
  const bytes = await drawCertificates(drawn, { letterhead, title: words.title, madeAt: ctx.now });
  c.header('Content-Type', 'application/pdf');
  c.header('Content-Disposition', `inline; filename="${words.file}.pdf"`);
  c.header('Cache-Control', 'private, no-store');
  return c.body(new Uint8Array(bytes));
}
