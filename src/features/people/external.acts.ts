import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, codeOf, NotFound } from '#platform/errors.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { Browser } from '#platform/identity/library.ts';
import { type Answer, authorizationAddress, type Vouched, vouchedBy, WrongAnswer } from '#platform/identity/oidc.ts';
import { endVouchedSessions } from '#platform/identity/session-state.ts';
import { endSession, sentBack } from '#platform/identity/sign-in.ts';
import { beginTrip, type Trip } from '#platform/identity/trips.ts';
import { signInVouched } from '#platform/identity/vouched.ts';
import { type Ctx, reservedTenantId } from '#platform/tenancy.ts';
import { type OwnHand, recordOwn, requireOwnHand } from './confirm.acts.ts';
import { personAlone } from './person.ts';
import { readNip } from './provider.ts';
import { type FoundProvider, findProvider, withKeeper } from './providers.queries.ts';

/** Where the provider sends people back; registered there, one for each provider, so that answers cannot be mixed up. */
export function redirectUriOf(ctx: Ctx, identity: Identity, provider: { id: string; tenantId: string }): string {
  const base = provider.tenantId === reservedTenantId || !ctx.tenant ? '' : `/${ctx.tenant.slug}`;
  return `${identity.origin}${base}/masuk/penyedia/${provider.id}/balik`;
}

export interface Departure {
  provider: FoundProvider;
  /** The provider's sign-in page. */
  address: string;
  cookie: string;
}

/** Sets out to a provider. @throws NotFound, OutOfReach, WrongAnswer */
export async function departTo(
  ctx: Ctx,
  identity: Identity,
  providerId: string,
  purpose: Pick<Trip, 'linkFor' | 'returnTo'>,
): Promise<Departure> {
  const provider = await findProvider(ctx, providerId);
  const { proofs, cookie } = await beginTrip(identity, { ...purpose, providerId, tenantId: provider.tenantId });
  const address = await authorizationAddress(provider, proofs, redirectUriOf(ctx, identity, provider));
  return { provider, address, cookie };
}

/** The signed-in person sets out to link the own account: with the password, so that a found phone cannot. */
export async function departToLink(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand,
  sent: { providerId: string; current: string },
): Promise<Departure> {
  await findProvider(ctx, sent.providerId);
  await requireOwnHand(ctx, identity, hand, sent.current);
  return departTo(ctx, identity, sent.providerId, { linkFor: hand.session.userId, returnTo: null });
}

export type Arrival =
  | { kind: 'in'; userId: string; cookies: string[]; waitsForCode: boolean; returnTo: string | null }
  | { kind: 'linked' }
  /** The provider knows the person, nobody here is linked with that account. */
  | { kind: 'unknown'; label: string };

/**
 * Comes back from a provider with its answer.
 * @param trip found by the answer's state, and bound to this browser
 * @param signedIn who is signed in now, for a trip that links
 * @throws OutOfReach, WrongAnswer, Conflict when the identity or the NIP is linked with somebody else
 */
export async function arriveFrom(
  ctx: Ctx,
  identity: Identity,
  trip: Trip,
  came: { answer: Answer; providerId: string; browser: Browser; address: string; signedIn: string | null },
): Promise<Arrival> {
  // The address it came back to belongs to one provider: another's answer is never taken for it.
  if (trip.providerId !== came.providerId) throw new WrongAnswer('the answer came to another provider’s address');
  const provider = await findProvider(ctx, trip.providerId);
  if (provider.tenantId !== trip.tenantId) throw new NotFound('provider');
  const vouched = await vouchedBy(provider, came.answer, trip, redirectUriOf(ctx, identity, provider));
  if (trip.linkFor === null) return enter(ctx, identity, provider, vouched, { ...came, returnTo: trip.returnTo });
  if (trip.linkFor !== came.signedIn) throw new WrongAnswer('another person is signed in now');
  await link(ctx, provider, vouched, trip.linkFor);
  return { kind: 'linked' };
}

async function enter(
  ctx: Ctx,
  identity: Identity,
  provider: FoundProvider,
  vouched: Vouched,
  { browser, returnTo }: { browser: Browser; returnTo: string | null },
): Promise<Arrival> {
  const userId = await ownerOf(ctx, provider, vouched);
  const signed = userId && (await signInVouched(identity, browser, userId, provider));
  if (!signed) return { kind: 'unknown', label: provider.label };
  try {
    const act = signed.waitsForCode ? 'session.code_asked' : 'session.began';
    await recordOwn(ctx, act, userId, { by: 'provider', provider: provider.id });
  } catch (error) {
    await endSession(identity, sentBack(signed.cookies));
    throw error;
  }
  return { kind: 'in', userId, returnTo, ...signed };
}

function ownerOf(ctx: Ctx, provider: FoundProvider, { issuer, subject }: Vouched): Promise<string | null> {
  return withKeeper(ctx, provider.tenantId, async (tx) => {
    const row = await tx
      .selectFrom('externalIdentities')
      .select('userId')
      .where('tenantId', '=', provider.tenantId)
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .where('providerId', '=', provider.id)
      .executeTakeFirst();
    return row?.userId ?? null;
  });
}

async function link(ctx: Ctx, provider: FoundProvider, vouched: Vouched, userId: string): Promise<void> {
  const nip = provider.nipClaim ? readNip(vouched.claims[provider.nipClaim]) : null;
  const { tenantId, id: providerId } = provider;
  const { issuer, subject } = vouched;
  const nipSealed = nip && ctx.secrets.seal(nip);
  const nipDigest = nip && ctx.secrets.digest('nip', nip);
  try {
    await withKeeper({ ...ctx, actor: personAlone(userId) }, tenantId, async (tx, keeper) => {
      const known = await tx
        .selectFrom('externalIdentities')
        .select('userId')
        .where((where) => where.and({ tenantId, issuer, subject, providerId }))
        .executeTakeFirst();
      if (known?.userId === userId) return;
      await tx
        .insertInto('externalIdentities')
        .values({ tenantId, issuer, subject, providerId, userId, nipSealed, nipDigest })
        .execute();
      const changes = { provider: providerId, subject: ctx.secrets.digest('audit', subject), nip: nipDigest };
      const entry = { act: 'identity.linked', subject: { kind: 'person', id: userId }, officeId: null, changes };
      await recordEvent(tx, keeper, entry);
    });
  } catch (error) {
    if (codeOf(error) === '23505') throw new Conflict(takenReason(error));
    throw error;
  }
}

function takenReason(error: unknown): string {
  const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
  if (constraint.includes('nip')) return 'signIn.errors.nipTaken';
  return constraint.includes('user') ? 'signIn.errors.identityPresent' : 'signIn.errors.identityTaken';
}

/**
 * The person's own link goes, and every session that began with it, this one too: whoever holds the account there is no
 * longer this person here. @throws NotFound when there is none
 */
export async function unlinkOwn(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand,
  sent: { providerId: string; current: string },
): Promise<void> {
  const { userId } = hand.session;
  await requireOwnHand(ctx, identity, hand, sent.current);
  const keepers = ctx.tenant ? [ctx.tenant.id, reservedTenantId] : [reservedTenantId];
  for (const tenantId of keepers) {
    if (await unlinkIn({ ...ctx, actor: personAlone(userId) }, tenantId, sent.providerId, userId)) return;
  }
  throw new NotFound('identity');
}

function unlinkIn(ctx: Ctx, tenantId: string, providerId: string, userId: string): Promise<boolean> {
  return withKeeper(ctx, tenantId, async (tx, keeper) => {
    const gone = await tx
      .deleteFrom('externalIdentities')
      .where((where) => where.and({ tenantId, providerId, userId }))
      .returning('userId')
      .executeTakeFirst();
    if (!gone) return false;
    const subject = { kind: 'person', id: userId };
    const sessionsEnded = await endVouchedSessions(tx, providerId, userId);
    const changes = { provider: providerId, sessionsEnded };
    await recordEvent(tx, keeper, { act: 'identity.unlinked', subject, officeId: null, changes });
    return true;
  });
}
