import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, codeOf, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { endVouchedSessions } from '#platform/identity/session-state.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { officeThatMay } from './policy.ts';
import type { ProviderInput } from './provider.ts';

function requireProviders(ctx: Ctx): HeldOffice {
  const office = officeThatMay(ctx.actor, 'manage_providers');
  if (!office) throw new NotAllowed(ctx.actor ? 'signIn.errors.providersOnly' : 'common.errors.signInFirst');
  return office;
}

/** What says where a person's word comes from, besides the issuer. */
const identifying = ['clientId', 'authorizationEndpoint', 'tokenEndpoint', 'jwksUri'] as const;

/** Who answers now is another: it gets neither the old secret nor the accounts that the old one vouched for. */
async function distrust(tx: Tx, provider: { tenantId: string; id: string }, secretMissing: boolean): Promise<void> {
  if (secretMissing) throw new Invalid([{ field: 'clientSecret', message: 'signIn.errors.secretAnew' }]);
  await tx
    .deleteFrom('externalIdentities')
    .where('tenantId', '=', provider.tenantId)
    .where('providerId', '=', provider.id)
    .execute();
}

/** Locked also against whoever signs in by it meanwhile: a session is opened before this act, and ended by it, or not at all. */
function lockProvider(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('identityProviders')
    .select([
      'issuer',
      'internal',
      'clientId',
      'authorizationEndpoint',
      'tokenEndpoint',
      'jwksUri',
      'clientSecretSealed',
    ])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** A provider whose secret another key sealed stays off until somebody enters it anew. */
function requireReadable(ctx: Ctx, sealed: string | null): void {
  if (sealed === null || ctx.secrets.read(sealed) !== null) return;
  throw new Invalid([{ field: 'clientSecret', message: 'signIn.errors.secretLost' }]);
}

/** Adds a provider of the tenant or changes it; its issuer stays, because identities are known by it. */
export async function saveProvider(ctx: Ctx, input: ProviderInput): Promise<void> {
  await writeProvider(ctx, input, { officeId: requireProviders(ctx).id, internal: false });
}

/**
 * The same on behalf of the installation itself, for `ctx.tenant` (the reserved one for all).
 * @param by.internal it may stand in the own network: nobody but the machine's operator may say so
 */
export async function writeProvider(
  ctx: Ctx,
  input: ProviderInput,
  by: { officeId: string | null; internal: boolean },
): Promise<void> {
  const { id, clientSecret, issuer, ...rest } = input;
  const tenantId = tenantOf(ctx).id;
  const sealed = clientSecret === null ? {} : { clientSecretSealed: ctx.secrets.seal(clientSecret) };
  try {
    await inTenant(ctx, async (tx) => {
      const known = await lockProvider(tx, tenantId, id);
      // An internal provider keeps what its operator gave it: the page would check its addresses as those of strangers.
      if (known?.internal && !by.internal) throw new NotAllowed('signIn.errors.providersOnly');
      if (known && known.issuer !== issuer) throw new Conflict('people.errors.sentOtherContent');
      const moved = known !== undefined && identifying.some((name) => known[name] !== rest[name]);
      if (rest.enabled && clientSecret === null) requireReadable(ctx, known?.clientSecretSealed ?? null);
      if (moved) await distrust(tx, { tenantId, id }, known.clientSecretSealed !== null && clientSecret === null);
      if (known) {
        await tx
          .updateTable('identityProviders')
          .set({ ...rest, ...sealed })
          .where('tenantId', '=', tenantId)
          .where('id', '=', id)
          .execute();
      } else {
        const row = { tenantId, id, issuer, internal: by.internal, ...rest, ...sealed };
        await tx.insertInto('identityProviders').values(row).execute();
      }
      // Whoever came by one that answers no more, or is another now, is not vouched for any longer.
      const sessionsEnded = moved || !rest.enabled ? await endVouchedSessions(tx, id) : 0;
      await recordEvent(tx, ctx, {
        act: known ? 'provider.changed' : 'provider.added',
        subject: { kind: 'provider', id },
        officeId: by.officeId,
        changes: { ...rest, issuer, secretChanged: clientSecret !== null, linksForgotten: moved, sessionsEnded },
      });
    });
  } catch (error) {
    if (codeOf(error) === '23505') throw new Conflict('signIn.errors.providerTaken');
    throw error;
  }
}

/** Removes a provider, every link with it and every session that it began. */
export async function removeProvider(ctx: Ctx, id: string): Promise<void> {
  const by = requireProviders(ctx);
  const tenantId = tenantOf(ctx).id;
  await inTenant(ctx, async (tx) => {
    const gone = await tx
      .deleteFrom('identityProviders')
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw new NotFound('provider');
    const subject = { kind: 'provider', id };
    const sessionsEnded = await endVouchedSessions(tx, id);
    await recordEvent(tx, ctx, { act: 'provider.removed', subject, officeId: by.id, changes: { sessionsEnded } });
  });
}
