import { type Context, Hono } from 'hono';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { redirectUriOf } from './external.acts.ts';
import { idOf, typedOf } from './offices.routes.tsx';
import { ProviderFormPage, type ProviderFormPageProps } from './pages/provider-form-page.tsx';
import { ProvidersPage } from './pages/providers-page.tsx';
import { providerInput } from './provider.ts';
import { removeProvider, saveProvider } from './providers.acts.ts';
import { type ListedProvider, providersOfTenant } from './providers.queries.ts';
import { refusedWith } from './second-factor.routes.tsx';

export const providerRoutes = new Hono<Env>();

providerRoutes.get('/kerja/penyedia-masuk', async (c) => {
  const providers = await providersOfTenant(c.get('ctx'));
  const redirectOf = Object.fromEntries(providers.map(({ id }) => [id, redirectOfTenant(c, id)]));
  return renderPage(c, <ProvidersPage providers={providers} redirectOf={redirectOf} />);
});

const redirectOfTenant = (c: Context<Env>, id: string) =>
  redirectUriOf(c.get('ctx'), c.get('identity'), { id, tenantId: tenantOf(c.get('ctx')).id });

providerRoutes.get('/kerja/penyedia-masuk/baru', async (c) => {
  await providersOfTenant(c.get('ctx')); // who may not see the list may not begin one
  return showForm(c, { id: newId(), known: null, typed: { scope: 'openid profile', enabled: 'ya' } });
});

interface Shown {
  id: string;
  known: ListedProvider | null;
  typed: Readonly<Record<string, string>>;
}

function showForm(c: Context<Env>, { id, known, typed }: Shown, refused?: ReturnType<typeof refusedWith>) {
  const props: ProviderFormPageProps = {
    id,
    typed,
    known: known !== null,
    internal: known?.internal ?? false,
    secret: known?.secret ?? 'none',
    redirect: redirectOfTenant(c, id),
    ...(refused ? { problems: refused.problems } : {}),
  };
  return renderPage(c, <ProviderFormPage {...props} />, refused?.status);
}

providerRoutes.post('/kerja/penyedia-masuk', async (c) => {
  const all = await providersOfTenant(c.get('ctx'));
  const values = await readForm(c);
  try {
    await saveProvider(c.get('ctx'), parseWith(providerInput(false), values));
  } catch (error) {
    const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
    const known = all.find((one) => one.id === id) ?? null;
    const { clientSecret: _, ...typed } = typedOf(values);
    return showForm(c, { id, known, typed }, refusedWith(c, error));
  }
  return goTo(c, '/kerja/penyedia-masuk', 'signIn.providerSaved');
});

providerRoutes.get('/kerja/penyedia-masuk/:id', async (c) => {
  const id = idOf(c.req.param('id'));
  const known = (await providersOfTenant(c.get('ctx'))).find((one) => one.id === id);
  if (!known) throw new NotFound('provider');
  const { label, issuer, clientId, scope, nipClaim, authorizationEndpoint, tokenEndpoint, jwksUri, enabled } = known;
  const typed = {
    label,
    issuer,
    clientId,
    scope,
    nipClaim: nipClaim ?? '',
    authorizationEndpoint: authorizationEndpoint ?? '',
    tokenEndpoint: tokenEndpoint ?? '',
    jwksUri: jwksUri ?? '',
    enabled: enabled ? 'ya' : '',
  };
  return showForm(c, { id, known, typed });
});

providerRoutes.post('/kerja/penyedia-masuk/:id/hapus', async (c) => {
  await removeProvider(c.get('ctx'), idOf(c.req.param('id')));
  return goTo(c, '/kerja/penyedia-masuk', 'signIn.providerRemoved');
});
