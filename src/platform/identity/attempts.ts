import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Identity } from './identity.ts';

export interface Locked {
  kind: 'locked';
  minutes: number;
  /** This very try began the lock: told once, not with every try that follows. */
  began: boolean;
}

export interface Attempt {
  /** Keyed digest of whose password is tried: of the person, or of an unknown name as typed. */
  who: string;
  /** Keyed digest of the client's address. */
  from: string;
}

/** A try is counted before the password is looked at: two at once cannot share the last one. */
export async function countAttempt(identity: Identity, { who, from }: Attempt): Promise<Locked | null> {
  return (
    (await consume(() => identity.perAddress.consume(from), identity.perAddress.points)) ??
    (await consume(() => identity.perName.consume(who), identity.perName.points))
  );
}

/** A one-time code is tried, or one is asked for, from that network. */
export function countCode(identity: Identity, network: string): Promise<Locked | null> {
  return consume(() => identity.codesPerAddress.consume(codeKey(identity, network)), identity.codesPerAddress.points);
}

/** The code was right: the try does not count. */
export async function forgiveCode(identity: Identity, network: string): Promise<void> {
  await identity.codesPerAddress.reward(codeKey(identity, network));
}

const codeKey = (identity: Identity, network: string) => identity.secrets.digest('code-address', network);

/** Whoever has just chosen a password with a code may use it, however often the old one was mistyped. */
export async function forgetTries(identity: Identity, userId: string): Promise<void> {
  await identity.perName.delete(identity.secrets.digest('sign-in', userId));
}

async function consume(count: () => Promise<RateLimiterRes>, points: number): Promise<Locked | null> {
  try {
    await count();
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.max(1, Math.ceil(error.msBeforeNext / 60_000));
    return { kind: 'locked', minutes, began: error.consumedPoints === points + 1 };
  }
}

/** The right password: the name starts afresh, and the try does not count against its address. */
export async function forgiveAttempt(identity: Identity, { who, from }: Attempt): Promise<void> {
  await Promise.all([identity.perName.delete(who), identity.perAddress.reward(from)]);
}

/** Removes what has run out: counted tries, sessions, one-time values. For a daily job. */
export async function forgetExpired(identity: Identity): Promise<void> {
  await identity.pool.query('delete from auth.sign_in_attempts where expire < $1', [Date.now()]);
  await identity.pool.query('delete from auth.session where "expiresAt" < now()');
  await identity.pool.query('delete from auth.verification where "expiresAt" < now()');
}
