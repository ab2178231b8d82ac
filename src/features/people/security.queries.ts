import type { Identity } from '#platform/identity/identity.ts';
import { type Passkey, passkeysOf } from '#platform/identity/passkeys.ts';
import { type SecondFactors, secondFactorsOf } from '#platform/identity/second-factor.ts';
import type { SignedIn } from '#platform/identity/session.ts';
import { type OwnSession, sessionsOf } from '#platform/identity/session-state.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { type OwnIdentity, ownIdentities } from './providers.queries.ts';

export interface SecurityPage {
  /** Keys cannot be changed in a session that one tenant's provider began. */
  confined: boolean;
  /** A second factor exists but this session has not shown it: keys can be changed after that. */
  needsFactor: boolean;
  factors: SecondFactors;
  passkeys: Passkey[];
  sessions: (OwnSession & { current: boolean })[];
  identities: OwnIdentity[];
}

/** Everything by which the signed-in person signs in, and where they are signed in now. */
export async function securityPage(ctx: Ctx, identity: Identity, session: SignedIn): Promise<SecurityPage> {
  const { userId, sessionId } = session;
  const [factors, passkeys, sessions, identities] = await Promise.all([
    secondFactorsOf(identity, userId),
    passkeysOf(identity, userId),
    sessionsOf(identity, userId),
    ownIdentities(ctx, userId),
  ]);
  return {
    confined: session.tenantId !== null,
    needsFactor: session.hasFactor && !session.secondFactor,
    factors,
    passkeys,
    sessions: sessions.map((one) => ({ ...one, current: one.id === sessionId })),
    identities,
  };
}
