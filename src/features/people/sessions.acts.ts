import { actOutside, recordPlatformEvent } from '#platform/audit/outside.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { changePasswordFrom } from '#platform/identity/accounts.ts';
import type { Attempt } from '#platform/identity/attempts.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { SignedIn } from '#platform/identity/session.ts';
import {
  changePassword,
  endSession,
  type PasswordChange,
  type PasswordOutcome,
  type SignIn,
  type SignInOutcome,
  sentBack,
  signIn,
} from '#platform/identity/sign-in.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { mailLocked } from './notices.acts.ts';
import { personAlone } from './person.ts';
import { endViewing } from './viewing.acts.ts';

/** Signs a person in. The event is written before the session is handed out; where it cannot be, there is no session. */
export async function signInPerson(ctx: Ctx, identity: Identity, input: SignIn): Promise<SignInOutcome> {
  const outcome = await signIn(identity, input);
  if (outcome.kind !== 'in') {
    await recordFailure(ctx, outcome);
    if (outcome.kind === 'locked' && outcome.began) await mailLocked(ctx, input.identifier, outcome.minutes);
    return outcome;
  }
  try {
    // Where a code is asked next, the session begins with the code.
    const act = outcome.waitsForCode ? 'session.code_asked' : 'session.began';
    await recordSession(ctx, act, outcome.userId, outcome.attempt);
  } catch (error) {
    await endSession(identity, sentBack(outcome.cookies));
    throw error;
  }
  return outcome;
}

async function recordFailure(ctx: Ctx, outcome: Exclude<SignInOutcome, { kind: 'in' }>): Promise<void> {
  if (outcome.kind === 'locked' && !outcome.began) return;
  await recordPlatformEvent(
    { ...ctx, actor: null },
    {
      act: outcome.kind === 'locked' ? 'sign_in.locked' : 'sign_in.refused',
      subject: { kind: 'sign_in_name', id: outcome.attempt.who },
      officeId: null,
      changes: { address: outcome.attempt.from },
    },
  );
}

function recordSession(ctx: Ctx, act: string, userId: string, attempt?: Attempt): Promise<void> {
  return recordPlatformEvent(
    { ...ctx, actor: personAlone(userId) },
    { act, subject: { kind: 'person', id: userId }, officeId: null, changes: attempt ? { address: attempt.from } : {} },
  );
}

/** @returns cookies that clear the session in the browser */
export async function signOutPerson(
  ctx: Ctx,
  identity: Identity,
  session: SignedIn | null,
  cookie: string,
): Promise<string[]> {
  if (session?.viewing) await endViewing(ctx, session, 'signed_out');
  const cookies = await endSession(identity, cookie);
  if (session && !session.waitsForCode) await recordSession(ctx, 'session.ended', session.userId);
  return cookies;
}

export async function changeOwnPassword(
  ctx: Ctx,
  identity: Identity,
  change: Omit<PasswordChange, 'userId' | 'username'>,
): Promise<PasswordOutcome> {
  const { userId, username } = actorOf(ctx);
  const outcome = await changePassword(identity, { ...change, userId, username }, (checked, hash) =>
    actOutside({ ...ctx, actor: personAlone(userId) }, async (tx, outside) => {
      if (!(await changePasswordFrom(tx, userId, checked, hash))) return false;
      const subject = { kind: 'person', id: userId };
      await recordEvent(tx, outside, { act: 'password.changed', subject, officeId: null });
      return true;
    }),
  );
  if (outcome.kind === 'refused') await recordSession(ctx, 'password.refused', userId);
  if (outcome.kind === 'locked' && outcome.began) await recordSession(ctx, 'password.locked', userId);
  return outcome;
}
