import { type Context, Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm, refusalIn } from '#platform/http/forms.ts';
import { networkOf } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { secondFactorsOf } from '#platform/identity/second-factor.ts';
import { addressOfSecret } from '#platform/identity/totp.ts';
import { newId } from '#platform/ids.ts';
import { drawQr } from '#platform/papers/qr.ts';
import { requireWholeSession } from './confirm.acts.ts';
import { AskCodePage } from './pages/ask-code-page.tsx';
import { ConfirmPage } from './pages/confirm-page.tsx';
import { problemsOf } from './pages/problems.ts';
import { RecoveryPage } from './pages/recovery-page.tsx';
import { SetUpPage } from './pages/set-up-page.tsx';
import { safeReturnPath } from './return-path.ts';
import { newTicket, openTicket, passByCode, renewCodes, turnOffCodes, turnOnCodes } from './second-factor.acts.ts';
import { codeInput, groupsOf, renewInput, setUpInput, turnOffInput } from './second-factor.ts';
import { landingPath, ownHand, requireSession } from './session.routes.tsx';

export const secondFactorRoutes = new Hono<Env>();

/** What a form that comes back says, and with which status. @throws what is no refusal */
export function refusedWith(c: Context<Env>, error: unknown) {
  const { faults, status } = refusalIn(error);
  return { problems: problemsOf(c.get('frame').messages, faults), status };
}

secondFactorRoutes.get('/masuk/kode', async (c) => {
  if (!c.get('session')) return goTo(c, '/masuk');
  return showAsking(c, safeReturnPath(c.req.query('ke')));
});

async function showAsking(c: Context<Env>, returnTo: string | null, refused?: ReturnType<typeof refusedWith>) {
  const identity = c.get('identity');
  const { codeSince, passkeys } = await secondFactorsOf(identity, c.get('session')?.userId ?? '');
  const props = { returnTo, origin: identity.origin, hasCodes: codeSince !== null, hasPasskeys: passkeys > 0 };
  return renderPage(c, <AskCodePage {...props} problems={refused?.problems} />, refused?.status);
}

secondFactorRoutes.post('/masuk/kode', async (c) => {
  const session = c.get('session');
  if (!session) return goTo(c, '/masuk');
  const values = await readForm(c);
  const returnTo = safeReturnPath(values.ke);
  try {
    const { code } = parseWith(codeInput, values);
    await passByCode(c.get('ctx'), c.get('identity'), { session, address: networkOf(c.get('address')) }, code);
  } catch (error) {
    return showAsking(c, returnTo, refusedWith(c, error));
  }
  return c.redirect(await landingPath(c, session.userId, returnTo), 303);
});

secondFactorRoutes.get('/akun/keamanan/kode', async (c) => {
  const session = requireSession(c);
  requireWholeSession(session);
  if (await hasCodes(c)) return goTo(c, '/akun/keamanan');
  return showSetUp(c, newTicket(c.get('ctx'), session.userId));
});

async function hasCodes(c: Context<Env>): Promise<boolean> {
  return (await secondFactorsOf(c.get('identity'), requireSession(c).userId)).codeSince !== null;
}

function showSetUp(
  c: Context<Env>,
  { secret, ticket }: { secret: string; ticket: string },
  refused?: ReturnType<typeof refusedWith>,
) {
  c.header('Cache-Control', 'no-store');
  const address = addressOfSecret(secret, requireSession(c).username);
  const shown = { qr: drawQr(address), address, secret: groupsOf(secret), ticket };
  const required = c.req.query('wajib') === 'ya';
  return renderPage(c, <SetUpPage required={required} {...shown} problems={refused?.problems} />, refused?.status);
}

secondFactorRoutes.post('/akun/keamanan/kode', async (c) => {
  const [ctx, hand, values] = [c.get('ctx'), ownHand(c), await readForm(c)];
  const { userId } = hand.session;
  const sent = typeof values.ticket === 'string' ? values.ticket : '';
  const ticket = openTicket(ctx, userId, sent);
  if (!ticket) {
    const { signIn } = c.get('frame').messages;
    const refused = { problems: { '': signIn.errors.setUpExpired }, status: 422 as const };
    return showSetUp(c, newTicket(ctx, userId), refused);
  }
  try {
    const typed = parseWith(setUpInput, values);
    return showRecovery(c, await turnOnCodes(ctx, c.get('identity'), hand, { ...typed, ticket }));
  } catch (error) {
    return showSetUp(c, { secret: ticket.secret, ticket: sent }, refusedWith(c, error));
  }
});

async function showRecovery(c: Context<Env>, codes: readonly string[]) {
  c.header('Cache-Control', 'no-store');
  const onward = c.req.query('wajib') === 'ya' ? await landingPath(c, requireSession(c).userId, null) : null;
  const { base } = c.get('frame');
  // The page puts the tenant's prefix before it.
  const path = onward?.startsWith(`${base}/`) ? onward.slice(base.length) : '/akun/keamanan?pesan=signIn.codeOn';
  return renderPage(c, <RecoveryPage codes={codes} onward={path} />);
}

secondFactorRoutes.get('/akun/keamanan/kode/matikan', (c) => showTurnOff(c));

function showTurnOff(c: Context<Env>, refused?: ReturnType<typeof refusedWith>) {
  requireSession(c);
  const { code: words } = c.get('frame').messages.signIn;
  const props = { title: words.turnOff, question: words.turnOffQuestion, submit: words.turnOffSubmit };
  const action = '/akun/keamanan/kode/matikan';
  return renderPage(
    c,
    <ConfirmPage {...props} action={action} problems={refused?.problems} withCode danger />,
    refused?.status,
  );
}

secondFactorRoutes.post('/akun/keamanan/kode/matikan', async (c) => {
  const hand = ownHand(c);
  try {
    const typed = parseWith(turnOffInput, await readForm(c));
    await turnOffCodes(c.get('ctx'), c.get('identity'), hand, typed);
  } catch (error) {
    return showTurnOff(c, refusedWith(c, error));
  }
  return goTo(c, '/akun/keamanan', 'signIn.codeOff');
});

secondFactorRoutes.get('/akun/keamanan/pemulihan', (c) => showRenewal(c));

function showRenewal(c: Context<Env>, refused?: ReturnType<typeof refusedWith>) {
  requireSession(c);
  const { code: words } = c.get('frame').messages.signIn;
  const props = { title: words.renew, question: words.renewQuestion, submit: words.renewSubmit };
  const action = '/akun/keamanan/pemulihan';
  return renderPage(
    c,
    <ConfirmPage {...props} action={action} hidden={{ id: newId() }} problems={refused?.problems} />,
    refused?.status,
  );
}

secondFactorRoutes.post('/akun/keamanan/pemulihan', async (c) => {
  const hand = ownHand(c);
  try {
    const typed = parseWith(renewInput, await readForm(c));
    return showRecovery(c, await renewCodes(c.get('ctx'), c.get('identity'), hand, typed));
  } catch (error) {
    return showRenewal(c, refusedWith(c, error));
  }
});
