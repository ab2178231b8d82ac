import { type Context, Hono } from 'hono';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm } from '#platform/http/forms.ts';
import { networkOf } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import type { SignedIn } from '#platform/identity/session.ts';
import { landingOf } from './landing.queries.ts';
import { problemsOf } from './pages/problems.ts';
import { SignInPage, type SignInPageProps } from './pages/sign-in-page.tsx';
import { signInInput } from './password.ts';
import { providerButtons } from './providers.queries.ts';
import { safeReturnPath } from './return-path.ts';
import { signInPerson, signOutPerson } from './sessions.acts.ts';

export const sessionRoutes = new Hono<Env>();

sessionRoutes.get('/masuk', async (c) => {
  const returnTo = safeReturnPath(c.req.query('ke'));
  return renderPage(c, <SignInPage returnTo={returnTo} {...(await otherWays(c))} />);
});

/** What the page offers beside the password: passkeys, and the providers that this tenant or the installation trusts. */
async function otherWays(c: Context<Env>) {
  return { origin: c.get('identity').origin, providers: await providerButtons(c.get('ctx')) };
}

sessionRoutes.post('/masuk', async (c) => {
  const values = await readForm(c);
  const shown = { ...typedInto(values), ...(await otherWays(c)) };
  try {
    return await trySignIn(c, values, shown);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const problems = problemsOf(c.get('frame').messages, error.faults);
    return renderPage(c, <SignInPage {...shown} problems={problems} />, 422);
  }
});

function typedInto(values: FormValues) {
  const identifier = typeof values.identifier === 'string' ? values.identifier : '';
  return { identifier, remember: values.remember === 'ya', returnTo: safeReturnPath(values.ke) };
}

async function trySignIn(c: Context<Env>, values: FormValues, shown: SignInPageProps): Promise<Response> {
  const [ctx, identity] = [c.get('ctx'), c.get('identity')];
  const typed = parseWith(signInInput, values);
  const cookie = c.req.header('cookie');
  const userAgent = c.req.header('user-agent');
  const address = networkOf(c.get('address'));
  const outcome = await signInPerson(ctx, identity, { ...typed, address, cookie, userAgent });
  if (outcome.kind === 'refused') throw new Invalid([{ field: 'password', message: 'people.errors.signInRefused' }]);
  if (outcome.kind === 'locked') {
    c.header('Retry-After', String(outcome.minutes * 60));
    return renderPage(c, <SignInPage {...shown} lockedFor={outcome.minutes} />, 429);
  }
  setCookies(c, outcome.cookies);
  if (outcome.waitsForCode) return goTo(c, codePath(shown.returnTo));
  return c.redirect(await landingPath(c, outcome.userId, shown.returnTo), 303);
}

export const codePath = (returnTo: string | null) =>
  `/masuk/kode${returnTo ? `?ke=${encodeURIComponent(returnTo)}` : ''}`;

/** Where a person who has just signed in goes: the page asked for, or where the own work is. */
export async function landingPath(
  c: Context<Env>,
  userId: string,
  returnTo: string | null,
  notice?: string,
): Promise<string> {
  const landing = await landingOf(c.get('ctx'), c.get('identity'), userId);
  const mark = notice ? `?pesan=${notice}` : '';
  const { base } = c.get('frame');
  if (landing.kind === 'tenant') return `/${landing.slug}/kerja${mark}`;
  if (landing.kind === 'platform') return `/platform${mark}`;
  if (landing.kind === 'account') return `${base}/akun${mark}`;
  return `${base}${returnTo ?? `/kerja${mark}`}`;
}

sessionRoutes.post('/keluar', async (c) => {
  setCookies(c, await signOutPerson(c.get('ctx'), c.get('identity'), c.get('session'), c.req.header('cookie') ?? ''));
  // What the browser kept of pages behind the sign-in must not outlive it on a shared phone.
  c.header('Clear-Site-Data', '"cache"');
  return goTo(c, c.get('ctx').tenant ? '/' : '/masuk', 'people.signedOut');
});

export function setCookies(c: Context<Env>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
}

/** The session of a person who is signed in as themselves. @throws NotAllowed */
export function requireSession(c: Context<Env>): SignedIn {
  const session = c.get('session');
  const { actor } = c.get('ctx');
  if (!session || actor?.userId !== session.userId) throw new NotAllowed('common.errors.signInFirst');
  return session;
}

/** Whose keys change here, and from where. */
export function ownHand(c: Context<Env>) {
  const browser = { cookie: c.req.header('cookie'), userAgent: c.req.header('user-agent') };
  return { session: requireSession(c), address: networkOf(c.get('address')), browser };
}
