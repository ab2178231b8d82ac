import { type Context, Hono } from 'hono';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { drawQr } from '#platform/papers/qr.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { formatDateTime } from '#ui/format.ts';
import { type OfficePage, officePage } from './board.queries.ts';
import { type HandedCode, renewCode, revokeCode } from './code.acts.ts';
import { codeAddress, whatsappAddress } from './code.ts';
import { inviteIntoOffice, offerReset } from './invitation.acts.ts';
import { type InvitationFace, invitationFace, listInvitations } from './invitation.queries.ts';
import { codeInput, invitationInput } from './invitation.ts';
import type { LetterheadSource } from './letterhead.ts';
import { isRole } from './office.ts';
import { idOf, idOr, refusedBy, typedOf } from './offices.routes.tsx';
import { InvitationsPage } from './pages/invitations-page.tsx';
import { InvitePage, type InvitePageProps } from './pages/invite-page.tsx';
import { LetterPage } from './pages/letter-page.tsx';
import { WhatsappPage } from './pages/whatsapp-page.tsx';
import { showPerson } from './people.routes.tsx';
import { officeThatMay } from './policy.ts';

/** Inviting, and giving codes for new passwords: the operator's side. */
export function createInvitationRoutes(letterhead: LetterheadSource): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/kerja/orang/undangan', (c) => showList(c));
  routes.get('/kerja/orang/undangan/baru', showEmpty);
  routes.post('/kerja/orang/undangan/baru', (c) => invite(c, letterhead));
  routes.post('/kerja/orang/undangan/:id/kode', (c) => renew(c, letterhead));
  routes.post('/kerja/orang/undangan/:id/batal', revoke);
  routes.post('/kerja/orang/:id/kode', (c) => offerCode(c, letterhead));
  return routes;
}

async function showList(c: Context<Env>, refused?: { id: string; error: unknown }): Promise<Response> {
  const ctx = c.get('ctx');
  const invitations = await listInvitations(ctx);
  const answer = refused && { id: refused.id, ...refusedBy(c, refused.error) };
  const page = <InvitationsPage {...{ invitations, mails: ctx.mail?.way ?? null, formId: newId(), refused: answer }} />;
  return renderPage(c, page, answer?.status);
}

async function showEmpty(c: Context<Env>): Promise<Response> {
  const typed = { from: dayInWib(c.get('ctx').now), kind: 'definitive', channel: 'letter' };
  const replaces = c.req.query('ganti');
  const ids = { id: newId(), termId: newId() };
  const office = await officeToInvite(c, c.req.query('organisasi'), c.req.query('peran'));
  return showForm(c, { office, ids, typed: replaces ? { ...typed, kind: 'plt', replaces } : typed });
}

async function invite(c: Context<Env>, letterhead: LetterheadSource): Promise<Response> {
  const values = await readForm(c);
  try {
    return await showHanded(c, letterhead, await inviteIntoOffice(c.get('ctx'), parseWith(invitationInput, values)));
  } catch (error) {
    const refused = refusedBy(c, error);
    const office = await officeToInvite(c, values.organizationId, values.role);
    const ids = { id: idOr(values.id), termId: idOr(values.termId) };
    return showForm(c, { office, ids, typed: typedOf(values), problems: refused.problems }, refused.status);
  }
}

async function officeToInvite(c: Context<Env>, organization: unknown, role: unknown): Promise<OfficePage> {
  const { actor } = c.get('ctx');
  const known = typeof role === 'string' && isRole(role) ? role : 'innovator';
  const organizationId = idOf(organization);
  if (!officeThatMay(actor, 'invite', { organizationId, role: known })) {
    throw new NotAllowed(actor ? 'people.errors.mayNotChange' : 'common.errors.signInFirst');
  }
  return officePage(c.get('ctx'), organizationId, known);
}

type FormParts = Omit<InvitePageProps, 'mails'>;

const showForm = (c: Context<Env>, parts: FormParts, status?: 409 | 422) =>
  renderPage(c, <InvitePage {...parts} mails={c.get('ctx').mail?.way ?? null} />, status);

/** The code is shown here and nowhere else: the answer to the form, kept by nobody. */
async function showHanded(c: Context<Env>, letterhead: LetterheadSource, handed: HandedCode): Promise<Response> {
  if (handed.channel === 'email') return goTo(c, '/kerja/orang/undangan', 'invitations.mailed');
  const ctx = c.get('ctx');
  const face = await invitationFace(ctx, handed.id);
  const address = codeAddress(c.get('identity').origin, tenantOf(ctx).slug, handed.code);
  c.header('Cache-Control', 'no-store');
  if (handed.channel === 'whatsapp' && handed.phone !== null) {
    const text = whatsappText(c, face, address);
    const link = whatsappAddress(handed.phone, text);
    return renderPage(c, <WhatsappPage face={face} text={text} link={link} phone={handed.phone} />);
  }
  const letter = { face, code: handed.code, address, qr: drawQr(address), today: dayInWib(ctx.now) };
  return renderPage(c, <LetterPage {...letter} letterhead={await letterhead(ctx)} />);
}

function whatsappText(c: Context<Env>, { name, title, expiresAt }: InvitationFace, address: string): string {
  const { whatsapp } = c.get('frame').messages.invitations;
  const region = tenantOf(c.get('ctx')).name;
  const until = formatDateTime(expiresAt);
  if (title === null) return whatsapp.reset(name, region, address, until);
  return whatsapp.invitation(name, title, region, address, until);
}

async function renew(c: Context<Env>, letterhead: LetterheadSource): Promise<Response> {
  const id = idOf(c.req.param('id'));
  const values: FormValues = await readForm(c);
  try {
    return await showHanded(c, letterhead, await renewCode(c.get('ctx'), id, parseWith(codeInput, values)));
  } catch (error) {
    return showList(c, { id, error });
  }
}

async function revoke(c: Context<Env>): Promise<Response> {
  const id = idOf(c.req.param('id'));
  try {
    await revokeCode(c.get('ctx'), id);
    return goTo(c, '/kerja/orang/undangan', 'invitations.revoked');
  } catch (error) {
    return showList(c, { id, error });
  }
}

async function offerCode(c: Context<Env>, letterhead: LetterheadSource): Promise<Response> {
  const values = await readForm(c);
  const userId = idOf(c.req.param('id'));
  try {
    return await showHanded(c, letterhead, await offerReset(c.get('ctx'), userId, parseWith(codeInput, values)));
  } catch (error) {
    return showPerson(c, null, refusedBy(c, error));
  }
}
