import { type Context, Hono } from 'hono';
import { Invalid } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm } from '#platform/http/forms.ts';
import { networkOf } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { landingOf } from './landing.queries.ts';
import { problemsOf } from './pages/problems.ts';
import { SignInPage, type SignInPageProps } from './pages/sign-in-page.tsx';
import { signInInput } from './password.ts';
import { safeReturnPath } from './return-path.ts';
import { signInPerson, signOutPerson } from './sessions.acts.ts';

export const sessionRoutes = new Hono<Env>();

sessionRoutes.get('/masuk', (c) => renderPage(c, <SignInPage returnTo={safeReturnPath(c.req.query('ke'))} />));

sessionRoutes.post('/masuk', async (c) => {
  const values = await readForm(c);
  const shown = typedInto(values);
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
  const outcome = await signInPerson(ctx, identity, { ...typed, address: networkOf(c.get('address')), cookie });
  if (outcome.kind === 'refused') throw new Invalid([{ field: 'password', message: 'people.errors.signInRefused' }]);
  if (outcome.kind === 'locked') {
    c.header('Retry-After', String(outcome.minutes * 60));
    return renderPage(c, <SignInPage {...shown} lockedFor={outcome.minutes} />, 429);
  }
  setCookies(c, outcome.cookies);
  const landing = await landingOf(ctx, identity, outcome.userId);
  if (landing.kind === 'tenant') return c.redirect(`/${landing.slug}/kerja`, 303);
  if (landing.kind === 'platform') return c.redirect('/platform', 303);
  if (landing.kind === 'account') return goTo(c, '/akun');
  return goTo(c, shown.returnTo ?? '/kerja');
}

sessionRoutes.post('/keluar', async (c) => {
  setCookies(c, await signOutPerson(c.get('ctx'), c.get('identity'), c.req.header('cookie') ?? ''));
  // What the browser kept of pages behind the sign-in must not outlive it on a shared phone.
  c.header('Clear-Site-Data', '"cache"');
  return goTo(c, c.get('ctx').tenant ? '/' : '/masuk', 'people.signedOut');
});

export function setCookies(c: Context<Env>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
}
