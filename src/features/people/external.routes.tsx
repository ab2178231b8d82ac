import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { messageAt } from '#messages/lookup.ts';
import { Conflict } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { networkOf } from '#platform/http/limits.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { WrongAnswer } from '#platform/identity/oidc.ts';
import { OutOfReach } from '#platform/identity/outward.ts';
import { endedTripCookie, endTrip, tripCookie } from '#platform/identity/trips.ts';
import { logError } from '#platform/log.ts';
import { type Arrival, arriveFrom, departTo, departToLink, unlinkOwn } from './external.acts.ts';
import { idOf } from './offices.routes.tsx';
import { ConfirmPage } from './pages/confirm-page.tsx';
import { OnwardPage, ProviderTroublePage } from './pages/onward-page.tsx';
import { findProvider, ownIdentities } from './providers.queries.ts';
import { safeReturnPath } from './return-path.ts';
import { refusedWith } from './second-factor.routes.tsx';
import { currentInput } from './second-factor.ts';
import { codePath, landingPath, ownHand, requireSession, setCookies } from './session.routes.tsx';

export const externalRoutes = new Hono<Env>();

// A link, not a form: the policy of our pages lets no form lead to another site.
externalRoutes.get('/masuk/penyedia/:id', async (c) => {
  // A browser that only looks ahead must not set out.
  if (c.req.header('sec-purpose')?.includes('prefetch')) return c.body(null, 204);
  const [ctx, identity, id] = [c.get('ctx'), c.get('identity'), idOf(c.req.param('id'))];
  const home = new URL(identity.origin);
  // The way back leads to the address where people sign in: so must the way there, or its cookie stays behind.
  if (c.req.header('host') && c.req.header('host') !== home.host && ctx.tenant) {
    const query = new URL(c.req.url).search;
    return c.redirect(`${identity.origin}/${ctx.tenant.slug}/masuk/penyedia/${id}${query}`, 303);
  }
  const purpose = { linkFor: null, returnTo: safeReturnPath(c.req.query('ke')) };
  try {
    const { address, cookie } = await departTo(ctx, identity, id, purpose);
    setCookies(c, [cookie]);
    return c.redirect(address, 303);
  } catch (error) {
    return showTrouble(c, id, error);
  }
});

externalRoutes.get('/masuk/penyedia/:id/balik', async (c) => {
  const [ctx, identity, id] = [c.get('ctx'), c.get('identity'), idOf(c.req.param('id'))];
  const { messages } = c.get('frame');
  setCookies(c, [endedTripCookie]);
  const trip = await endTrip(identity, c.req.query('state') ?? '', getCookie(c, tripCookie));
  if (!trip) {
    const { failedTitle, expired, again } = messages.signIn.provider;
    return renderPage(c, <ProviderTroublePage title={failedTitle} text={expired} action={again} />, 400);
  }
  const answer = { code: c.req.query('code'), iss: c.req.query('iss'), error: c.req.query('error') };
  const browser = { cookie: c.req.header('cookie'), userAgent: c.req.header('user-agent') };
  const came = { answer, providerId: id, browser, address: networkOf(c.get('address')) };
  try {
    const signedIn = ctx.actor?.userId ?? null;
    return await showArrival(c, await arriveFrom(ctx, identity, trip, { ...came, signedIn }));
  } catch (error) {
    return showTrouble(c, id, error);
  }
});

async function showArrival(c: Context<Env>, arrival: Arrival): Promise<Response> {
  const { provider: words } = c.get('frame').messages.signIn;
  if (arrival.kind === 'linked') return goTo(c, '/akun/keamanan', 'signIn.linked');
  if (arrival.kind === 'unknown') {
    const text = words.unknown(arrival.label);
    return renderPage(
      c,
      <ProviderTroublePage title={words.unknownTitle} text={text} action={words.unknownAction} />,
      403,
    );
  }
  setCookies(c, arrival.cookies);
  if (arrival.waitsForCode) return goTo(c, codePath(arrival.returnTo));
  return c.redirect(await landingPath(c, arrival.userId, arrival.returnTo), 303);
}

/** What went wrong between us and a provider, without a detail that would help somebody who tries. */
async function showTrouble(c: Context<Env>, id: string, error: unknown): Promise<Response> {
  const { messages } = c.get('frame');
  const { failedTitle: title, unreachable, refused, again: action } = messages.signIn.provider;
  if (error instanceof Conflict) {
    const text = messageAt(messages, error.reason) ?? error.reason;
    return renderPage(c, <ProviderTroublePage title={title} text={text} action={action} />, 409);
  }
  if (!(error instanceof OutOfReach || error instanceof WrongAnswer)) throw error;
  logError(error, { method: c.req.method, path: c.req.path, request: c.get('ctx').requestId });
  const { label } = await findProvider(c.get('ctx'), id);
  const out = error instanceof OutOfReach;
  const text = out ? unreachable(label) : refused(label);
  return renderPage(c, <ProviderTroublePage title={title} text={text} action={action} />, out ? 503 : 400);
}

externalRoutes.get('/akun/keamanan/penyedia/:id', (c) => showLink(c));

async function showLink(c: Context<Env>, refused?: ReturnType<typeof refusedWith>): Promise<Response> {
  const id = idOf(c.req.param('id'));
  const own = (await ownIdentities(c.get('ctx'), requireSession(c).userId)).find((one) => one.providerId === id);
  const label = own?.label ?? (await findProvider(c.get('ctx'), id)).label;
  const { identities: words } = c.get('frame').messages.signIn;
  const action = `/akun/keamanan/penyedia/${id}`;
  const props = own?.linkedAt
    ? { title: words.unlink, question: words.unlinkQuestion, submit: words.unlinkSubmit, danger: true }
    : { title: words.linkTitle(label), question: words.onwardLead(label), submit: words.linkSubmit };
  const to = own?.linkedAt ? `${action}/putus` : action;
  return renderPage(c, <ConfirmPage {...props} action={to} problems={refused?.problems} />, refused?.status);
}

externalRoutes.post('/akun/keamanan/penyedia/:id', async (c) => {
  const [hand, providerId] = [ownHand(c), idOf(c.req.param('id'))];
  try {
    const { current } = parseWith(currentInput, await readForm(c));
    const leaving = await departToLink(c.get('ctx'), c.get('identity'), hand, { providerId, current });
    setCookies(c, [leaving.cookie]);
    return renderPage(c, <OnwardPage label={leaving.provider.label} address={leaving.address} />);
  } catch (error) {
    if (error instanceof OutOfReach || error instanceof WrongAnswer) return showTrouble(c, providerId, error);
    return showLink(c, refusedWith(c, error));
  }
});

externalRoutes.post('/akun/keamanan/penyedia/:id/putus', async (c) => {
  const [hand, providerId] = [ownHand(c), idOf(c.req.param('id'))];
  try {
    const { current } = parseWith(currentInput, await readForm(c));
    await unlinkOwn(c.get('ctx'), c.get('identity'), hand, { providerId, current });
  } catch (error) {
    return showLink(c, refusedWith(c, error));
  }
  return goTo(c, '/akun/keamanan', 'signIn.unlinked');
});
