import { inReserved } from '#platform/audit/outside.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { Provider } from '#platform/identity/oidc.ts';
import { type Ctx, inTenant, reservedTenantId, tenantOf } from '#platform/tenancy.ts';
import { officeThatMay } from './policy.ts';
import { maskNip } from './provider.ts';

/** A provider with what it takes to ask it. */
export interface FoundProvider extends Provider {
  id: string;
  tenantId: string;
  label: string;
  nipClaim: string | null;
}

/** Runs within the tenant that keeps the provider: this one, or the reserved one for the installation's own. */
export function withKeeper<T>(ctx: Ctx, tenantId: string, work: (tx: Tx, keeper: Ctx) => Promise<T>): Promise<T> {
  if (tenantId === reservedTenantId) return inReserved(ctx, work);
  if (tenantOf(ctx).id !== tenantId) throw new NotFound('provider');
  return inTenant(ctx, (tx) => work(tx, ctx));
}

/** Tenants whose providers are offered here: the own first. */
const keepersOf = (ctx: Ctx) => (ctx.tenant ? [ctx.tenant.id, reservedTenantId] : [reservedTenantId]);

/** Buttons of the sign-in page. No provider is asked anything for it. */
export async function providerButtons(ctx: Ctx): Promise<{ id: string; label: string }[]> {
  const lists = keepersOf(ctx).map((tenantId) =>
    withKeeper(ctx, tenantId, (tx) =>
      tx
        .selectFrom('identityProviders')
        .select(['id', 'label'])
        .where('tenantId', '=', tenantId)
        .where('enabled', '=', true)
        .orderBy('label')
        .execute(),
    ),
  );
  return (await Promise.all(lists)).flat();
}

/** @throws NotFound for one that is not offered here */
export async function findProvider(ctx: Ctx, id: string): Promise<FoundProvider> {
  for (const tenantId of keepersOf(ctx)) {
    const row = await withKeeper(ctx, tenantId, (tx) =>
      tx
        .selectFrom('identityProviders')
        .selectAll()
        .where('tenantId', '=', tenantId)
        .where('id', '=', id)
        .where('enabled', '=', true)
        .executeTakeFirst(),
    );
    if (row) {
      const { authorizationEndpoint, tokenEndpoint, jwksUri, clientSecretSealed, ...found } = row;
      const endpoints =
        authorizationEndpoint && tokenEndpoint && jwksUri ? { authorizationEndpoint, tokenEndpoint, jwksUri } : null;
      const clientSecret = clientSecretSealed && ctx.secrets.read(clientSecretSealed);
      // Without its secret the provider would refuse us after the person came back: better not to send anybody.
      if (clientSecret === null && clientSecretSealed) throw new NotFound('provider');
      return { ...found, endpoints, clientSecret };
    }
  }
  throw new NotFound('provider');
}

export interface OwnIdentity {
  providerId: string;
  label: string;
  linkedAt: Date | null;
  maskedNip: string | null;
}

/** Every provider offered here, and whether the person is linked with it. */
export async function ownIdentities(ctx: Ctx, userId: string): Promise<OwnIdentity[]> {
  const lists = keepersOf(ctx).map((tenantId) =>
    withKeeper(ctx, tenantId, (tx) =>
      tx
        .selectFrom('identityProviders as provider')
        .leftJoin('externalIdentities as identity', (join) =>
          join
            .onRef('identity.tenantId', '=', 'provider.tenantId')
            .onRef('identity.providerId', '=', 'provider.id')
            .on('identity.userId', '=', userId),
        )
        .select(['provider.id as providerId', 'provider.label', 'identity.linkedAt', 'identity.nipSealed'])
        .where('provider.tenantId', '=', tenantId)
        .where((where) => where.or([where('provider.enabled', '=', true), where('identity.userId', 'is not', null)]))
        .orderBy('provider.label')
        .execute(),
    ),
  );
  return (await Promise.all(lists)).flat().map(({ nipSealed, ...row }) => ({
    ...row,
    maskedNip: nipSealed && ctx.secrets.show(nipSealed, maskNip),
  }));
}

/** A row of the administrator's list, without its secret. */
export interface ListedProvider {
  id: string;
  label: string;
  issuer: string;
  clientId: string;
  /** `lost`: this installation's key does not open it, so it must be entered anew. */
  secret: 'none' | 'kept' | 'lost';
  scope: string;
  nipClaim: string | null;
  authorizationEndpoint: string | null;
  tokenEndpoint: string | null;
  jwksUri: string | null;
  internal: boolean;
  enabled: boolean;
  linked: number;
}

/** Providers of this tenant. @throws NotAllowed for anybody but its administrator */
export async function providersOfTenant(ctx: Ctx): Promise<ListedProvider[]> {
  if (!officeThatMay(ctx.actor, 'manage_providers')) {
    throw new NotAllowed(ctx.actor ? 'signIn.errors.providersOnly' : 'common.errors.signInFirst');
  }
  return inTenant(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('identityProviders as provider')
      .selectAll('provider')
      .select((of) =>
        of
          .selectFrom('externalIdentities as identity')
          .select((count) => count.fn.countAll<number>().as('linked'))
          .whereRef('identity.tenantId', '=', 'provider.tenantId')
          .whereRef('identity.providerId', '=', 'provider.id')
          .as('linked'),
      )
      .where('provider.tenantId', '=', tenantOf(ctx).id)
      .orderBy('provider.label')
      .execute();
    return rows.map(({ clientSecretSealed, tenantId: _, createdAt: __, linked, ...row }) => ({
      ...row,
      secret: clientSecretSealed === null ? 'none' : ctx.secrets.read(clientSecretSealed) === null ? 'lost' : 'kept',
      linked: linked ?? 0,
    }));
  });
}
