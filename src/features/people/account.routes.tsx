import { type Context, Hono } from 'hono';
import { Invalid } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { networkOf } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { actorOf } from '#platform/tenancy.ts';
import { requireWholeSession } from './confirm.acts.ts';
import { chooseNotices } from './notices.acts.ts';
import { tenantsOf } from './offices.queries.ts';
import { AccountPage } from './pages/account-page.tsx';
import { PasswordPage } from './pages/password-page.tsx';
import { problemsOf } from './pages/problems.ts';
import { RegionsPage } from './pages/regions-page.tsx';
import { passwordInput } from './password.ts';
import { ownNotices, ownTerms } from './people.queries.ts';
import { regionsOfPlatform } from './regions.queries.ts';
import { landingPath, requireSession, setCookies } from './session.routes.tsx';
import { changeOwnPassword } from './sessions.acts.ts';

export const accountRoutes = new Hono<Env>();

accountRoutes.get('/akun', async (c) => {
  const ctx = c.get('ctx');
  const actor = actorOf(ctx);
  const tenants = await tenantsOf(ctx);
  return renderPage(
    c,
    <AccountPage
      {...actor}
      terms={ctx.tenant && (await ownTerms(ctx, actor.userId))}
      notices={await ownNotices(ctx, actor.userId)}
      otherTenants={tenants.filter((tenant) => tenant.slug !== ctx.tenant?.slug)}
    />,
  );
});

accountRoutes.post('/akun/kabar', async (c) => {
  const { wanted } = await readForm(c);
  await chooseNotices(c.get('ctx'), wanted === 'ya');
  return goTo(c, '/akun', 'people.noticesChosen');
});

accountRoutes.get('/akun/sandi', async (c) => {
  const { username } = actorOf(c.get('ctx'));
  return renderPage(c, <PasswordPage due={isDue(c)} username={username} />);
});

accountRoutes.post('/akun/sandi', async (c) => {
  const { username } = actorOf(c.get('ctx'));
  try {
    return await tryChange(c, username);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const problems = problemsOf(c.get('frame').messages, error.faults);
    return renderPage(c, <PasswordPage due={isDue(c)} username={username} problems={problems} />, 422);
  }
});

async function tryChange(c: Context<Env>, username: string): Promise<Response> {
  const [ctx, identity] = [c.get('ctx'), c.get('identity')];
  const { current, next } = parseWith(passwordInput(username), await readForm(c));
  const session = requireSession(c);
  // What one tenant's provider vouches for must not open the whole account.
  requireWholeSession(session);
  const { secondFactor } = session;
  const address = networkOf(c.get('address'));
  const browser = { cookie: c.req.header('cookie') ?? '', userAgent: c.req.header('user-agent') };
  const change = { current, next, address, secondFactor, ...browser };
  const outcome = await changeOwnPassword(ctx, identity, change);
  if (outcome.kind === 'refused') throw new Invalid([{ field: 'current', message: 'people.errors.currentWrong' }]);
  if (outcome.kind === 'locked') {
    c.header('Retry-After', String(outcome.minutes * 60));
    return renderPage(c, <PasswordPage due={isDue(c)} username={username} lockedFor={outcome.minutes} />, 429);
  }
  setCookies(c, outcome.cookies);
  return c.redirect(await landingPath(c, actorOf(ctx).userId, null, 'people.passwordChanged'), 303);
}

const isDue = (c: Context<Env>) => c.get('session')?.passwordDue ?? false;

accountRoutes.get('/platform', async (c) => {
  const regions = await regionsOfPlatform(c.get('ctx'));
  return renderPage(c, <RegionsPage regions={regions} origin={c.get('identity').origin} />);
});
