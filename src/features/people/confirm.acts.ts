import { recordPlatformEvent } from '#platform/audit/outside.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import type { Attempt, Locked } from '#platform/identity/attempts.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { SignedIn } from '#platform/identity/session.ts';
import { confirmPassword } from '#platform/identity/sign-in.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { personAlone } from './person.ts';

/** Who changes the keys of the own account, and from where. */
export interface OwnHand {
  session: SignedIn;
  /** Network of the client, for the lock-out. */
  address: string;
}

/** An event about a person's own sign-in: it belongs to no tenant. */
export function recordOwn(ctx: Ctx, act: string, userId: string, changes: Record<string, unknown> = {}): Promise<void> {
  const subject = { kind: 'person', id: userId };
  return recordPlatformEvent({ ...ctx, actor: personAlone(userId) }, { act, subject, officeId: null, changes });
}

/**
 * Before keys change: the session reaches the whole account and has shown the second factor that there is, and the present
 * password was typed. A password alone, or a phone left unlocked, must not be enough to make a second way in.
 * @throws NotAllowed, Invalid for a wrong password or too many of them
 */
export async function requireOwnHand(ctx: Ctx, identity: Identity, hand: OwnHand, password: string): Promise<void> {
  requireWholeSession(hand.session);
  const { userId } = hand.session;
  const outcome = await confirmPassword(identity, { userId, password, address: hand.address });
  if (outcome.kind === 'right') return;
  if (outcome.kind === 'locked') throw await lockedOut(ctx, outcome, 'password.locked', userId);
  await recordOwn(ctx, 'password.refused', userId);
  throw new Invalid([{ field: 'current', message: 'signIn.errors.currentWrong' }]);
}

/** @throws NotAllowed */
export function requireWholeSession(session: SignedIn): void {
  if (session.tenantId !== null) throw new NotAllowed('signIn.errors.confined');
  if (session.hasFactor && !session.secondFactor) throw new NotAllowed('signIn.errors.factorFirst');
}

/** What to throw; the try that began the lock is written down. */
export async function lockedOut(ctx: Ctx, lock: Locked, act: string, userId: string): Promise<Invalid> {
  if (lock.began) await recordOwn(ctx, act, userId);
  return new Invalid([{ field: '', message: 'signIn.errors.locked', values: { minutes: lock.minutes } }]);
}

export const attemptChanges = (attempt: Attempt) => ({ address: attempt.from });
