import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId } from '#platform/ids.ts';
import { resendMail } from './mail.acts.ts';
import { mailOverview, shownMails } from './mail.queries.ts';
import { resendInput } from './mail.ts';
import { MailsPage, type MailsPageProps } from './pages/mails-page.tsx';
import { ShownPage } from './pages/shown-page.tsx';

export const mailRoutes = new Hono<Env>();

mailRoutes.get('/kerja/surat-elektronik', (c) => showMails(c));

async function showMails(c: Context<Env>, refused?: MailsPageProps['refused'], status?: 409 | 422) {
  const ctx = c.get('ctx');
  const overview = await mailOverview(ctx);
  return renderPage(c, <MailsPage {...{ overview, way: ctx.mail?.way ?? null, refused }} />, status);
}

mailRoutes.post('/kerja/surat-elektronik/:id/kirim', async (c) => {
  const id = c.req.param('id').toLowerCase();
  if (!isId(id)) throw new NotFound('mail');
  const values = await readForm(c);
  try {
    await resendMail(c.get('ctx'), id, parseWith(resendInput, values).address);
    return goTo(c, '/kerja/surat-elektronik', 'mails.resent');
  } catch (error) {
    const { faults, status } = refusalIn(error);
    return showMails(c, { id, faults, address: typeof values.address === 'string' ? values.address : '' }, status);
  }
});

mailRoutes.get('/dev/mail', async (c) => {
  c.header('Cache-Control', 'no-store');
  return renderPage(c, <ShownPage mails={await shownMails(c.get('ctx'))} />);
});
