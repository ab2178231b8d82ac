import { type Context, Hono } from 'hono';
import type { Fault } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { takeAtLeast } from '#platform/http/evenly.ts';
import { type FormValues, faultsOf, parseWith, readForm, refusalIn } from '#platform/http/forms.ts';
import { networkOf } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { hashPassword } from '#platform/identity/accounts.ts';
import { countCode, forgetTries, forgiveCode } from '#platform/identity/attempts.ts';
import { newId } from '#platform/ids.ts';
import { tenantOf } from '#platform/tenancy.ts';
import {
  acceptAsSignedIn,
  acceptInvitation,
  choosePasswordByCode,
  type Opened,
  recordRefusedCode,
} from './accept.acts.ts';
import { mailForgotten } from './forgotten.acts.ts';
import { invitationByCode } from './invitation.queries.ts';
import { acceptanceInput, chosenPasswordInput, forgottenInput } from './invitation.ts';
import { landingOf } from './landing.queries.ts';
import { idOr, typedOf } from './offices.routes.tsx';
import { AcceptPage } from './pages/accept-page.tsx';
import { ChoosePasswordPage } from './pages/choose-password-page.tsx';
import { EnterCodePage } from './pages/enter-code-page.tsx';
import { ForgotPage } from './pages/forgot-page.tsx';
import { problemsOf, type Refused } from './pages/problems.ts';
import { setCookies } from './session.routes.tsx';
import { signInPerson } from './sessions.acts.ts';

/** What somebody with a code opens, and somebody who forgot the password: no sign-in before it. */
export const welcomeRoutes = new Hono<Env>();

/** So long takes every answer to a code that opens nothing, and to a forgotten password. */
const refusalTakes = 250;

welcomeRoutes.use('/undangan/*', async (c, next) => {
  await next();
  keepSecret(c);
});

/** The code stands in the address: it goes into no memory, no index and no other site's log. */
function keepSecret(c: Context<Env>): void {
  c.res.headers.set('Cache-Control', 'no-store');
  // Not `no-referrer`: with that a browser calls the page's own form another site's.
  c.res.headers.set('Referrer-Policy', 'strict-origin');
  c.res.headers.set('X-Robots-Tag', 'noindex, nofollow');
}

welcomeRoutes.get('/undangan', (c) => {
  tenantOf(c.get('ctx'));
  return renderPage(c, <EnterCodePage />);
});

welcomeRoutes.get('/undangan/:code', (c) => openCode(c, c.req.param('code'), 404));

welcomeRoutes.post('/undangan/buka', async (c) => openCode(c, textOf(await readForm(c), 'code'), 422));

function openCode(c: Context<Env>, code: string, status: 404 | 422): Promise<Response> {
  return withCode(c, status, async () => {
    const opened = await invitationByCode(c.get('ctx'), code);
    if (!opened) return null;
    if (opened.purpose === 'reset') return renderPage(c, <ChoosePasswordPage code={code} opened={opened} />);
    const typed = { name: opened.name, email: opened.email ?? '' };
    return renderPage(c, <AcceptPage code={code} opened={opened} personId={newId()} typed={typed} />);
  });
}

/**
 * Counts the try first: two at once cannot share the last one. A code that opens something does not count.
 * @param work answers null when the code opens nothing
 */
async function withCode(c: Context<Env>, status: 404 | 422, work: () => Promise<Response | null>): Promise<Response> {
  const [ctx, identity, network] = [c.get('ctx'), c.get('identity'), networkOf(c.get('address'))];
  tenantOf(ctx);
  const lock = await countCode(identity, network);
  if (lock) {
    c.header('Retry-After', String(lock.minutes * 60));
    return renderPage(c, <EnterCodePage lockedFor={lock.minutes} />, 429);
  }
  const enough = takeAtLeast(refusalTakes);
  const answer = await work();
  if (answer) {
    await forgiveCode(identity, network);
    return answer;
  }
  await enough;
  await recordRefusedCode(ctx, ctx.secrets.digest('code-address', network));
  return renderPage(c, <EnterCodePage refused />, status);
}

welcomeRoutes.post('/undangan/buat', async (c) => {
  const values = await readForm(c);
  const code = textOf(values, 'code');
  const ctx = c.get('ctx');
  return withCode(c, 422, async () => {
    try {
      const { password, ...person } = parseWith(acceptanceInput, values);
      const done = await acceptInvitation(ctx, code, person, await hashPassword(password));
      return done && (await enterWith(c, done, password, 'invitations.welcome'));
    } catch (error) {
      const { problems, status } = refusedHere(c, error, ['name', 'username', 'email', 'password', 'again']);
      const opened = await invitationByCode(ctx, code);
      if (!opened) return null;
      const form = { code, opened, personId: idOr(values.id), typed: typedOf(values), problems };
      return renderPage(c, <AcceptPage {...form} />, status);
    }
  });
});

welcomeRoutes.post('/undangan/terima', async (c) => {
  const code = textOf(await readForm(c), 'code');
  const ctx = c.get('ctx');
  return withCode(c, 422, async () => {
    try {
      const done = await acceptAsSignedIn(ctx, code);
      return done && goTo(c, '/kerja', 'invitations.entered');
    } catch (error) {
      const { problems, status } = refusedHere(c, error, []);
      const opened = await invitationByCode(ctx, code);
      const form = opened && { code, opened, personId: newId(), typed: { name: opened.name }, problems };
      return form && renderPage(c, <AcceptPage {...form} />, status);
    }
  });
});

welcomeRoutes.post('/undangan/sandi', async (c) => {
  const values = await readForm(c);
  const code = textOf(values, 'code');
  const ctx = c.get('ctx');
  return withCode(c, 422, async () => {
    const opened = await invitationByCode(ctx, code);
    if (opened?.purpose !== 'reset') return null;
    try {
      const { password } = parseWith(chosenPasswordInput(opened.username ?? ''), values);
      const done = await choosePasswordByCode(ctx, code, await hashPassword(password));
      if (!done) return null;
      await forgetTries(c.get('identity'), done.userId);
      return await enterWith(c, done, password, 'invitations.passwordChosen');
    } catch (error) {
      const { problems, status } = refusedHere(c, error, ['password', 'again']);
      return renderPage(c, <ChoosePasswordPage code={code} opened={opened} problems={problems} />, status);
    }
  });
});

/** Signed in with what was just chosen. Where that fails the account stands nevertheless: the person signs in. */
async function enterWith(c: Context<Env>, { userId, username }: NonNullable<Opened>, password: string, notice: string) {
  const [ctx, identity] = [c.get('ctx'), c.get('identity')];
  const address = networkOf(c.get('address'));
  const typed = { identifier: username, password, remember: false, address, cookie: c.req.header('cookie') };
  const outcome = await signInPerson(ctx, identity, typed);
  if (outcome.kind !== 'in') return goTo(c, '/masuk', 'invitations.signInNow');
  setCookies(c, outcome.cookies);
  const { kind } = await landingOf(ctx, identity, userId);
  return goTo(c, kind === 'here' ? '/kerja' : '/akun', notice);
}

/** Faults of the form beside their fields; what the person cannot mend stands above it. */
function refusedHere(c: Context<Env>, error: unknown, fields: readonly string[]): Refused {
  const { faults, status } = refusalIn(error);
  const shown = faults.map((fault): Fault => {
    if (fields.includes(fault.field) || fault.field === '') return fault;
    return { field: '', message: 'invitations.errors.officeTaken' };
  });
  return { problems: problemsOf(c.get('frame').messages, shown), status };
}

welcomeRoutes.get('/lupa-sandi', (c) => {
  const { mail } = tenantCtx(c);
  return renderPage(c, <ForgotPage mails={mail !== undefined} />);
});

welcomeRoutes.post('/lupa-sandi', async (c) => {
  const ctx = tenantCtx(c);
  const values = await readForm(c);
  const parsed = forgottenInput.safeParse(values);
  if (!parsed.success) {
    const problems = problemsOf(c.get('frame').messages, faultsOf(parsed.error));
    return renderPage(c, <ForgotPage mails={ctx.mail !== undefined} problems={problems} />, 422);
  }
  const enough = takeAtLeast(refusalTakes);
  const lock = await countCode(c.get('identity'), networkOf(c.get('address')));
  if (!lock) await mailForgotten(ctx, parsed.data.identifier);
  await enough;
  if (lock) c.header('Retry-After', String(lock.minutes * 60));
  // The same for everybody, known or not.
  return lock
    ? renderPage(c, <ForgotPage mails={ctx.mail !== undefined} lockedFor={lock.minutes} />, 429)
    : renderPage(c, <ForgotPage mails={ctx.mail !== undefined} done />);
});

function tenantCtx(c: Context<Env>) {
  const ctx = c.get('ctx');
  tenantOf(ctx);
  return ctx;
}

function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
