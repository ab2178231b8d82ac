import { actOutside } from '#platform/audit/outside.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { Browser } from '#platform/identity/library.ts';
import {
  askForNewPasskey,
  type Ceremony,
  forgetPasskey,
  keepPasskey,
  namePasskey,
  passkeysOf,
  removePasskey,
  signInByPasskey,
} from '#platform/identity/passkeys.ts';
import { passSession } from '#platform/identity/session-state.ts';
import { endSession, sentBack } from '#platform/identity/sign-in.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { type OwnHand, recordOwn, requireOwnHand, requireWholeSession } from './confirm.acts.ts';
import { personAlone } from './person.ts';

const most = 20;

/** The first half of adding one: password checked, the device is asked. @throws Invalid, Conflict, NotAllowed */
export async function beginPasskey(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand & { browser: Browser },
  current: string,
): Promise<Ceremony> {
  await requireOwnHand(ctx, identity, hand, current);
  if ((await passkeysOf(identity, hand.session.userId)).length >= most)
    throw new Conflict('signIn.errors.passkeysFull');
  const ceremony = await askForNewPasskey(identity, hand.browser, hand.session);
  if (!ceremony) throw new Invalid([{ field: '', message: 'signIn.errors.passkeyRefused' }]);
  return ceremony;
}

/** The second half: what the device answered is kept. Where its event cannot be written it is forgotten again. */
export async function finishPasskey(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand & { browser: Browser },
  made: { response: unknown; name: string },
): Promise<void> {
  const { userId } = hand.session;
  requireWholeSession(hand.session);
  const id = await keepPasskey(identity, hand.browser, made);
  if (!id) throw new Invalid([{ field: '', message: 'signIn.errors.passkeyRefused' }]);
  try {
    await recordOwn(ctx, 'passkey.added', userId, { passkey: id });
  } catch (error) {
    await forgetPasskey(identity, id);
    throw error;
  }
  // The device has just shown that it is there, with its PIN, finger or face.
  await passSession(identity, hand.session.sessionId);
}

export async function renameOwnPasskey(ctx: Ctx, { session }: OwnHand, id: string, name: string): Promise<void> {
  requireWholeSession(session);
  await actOutside({ ...ctx, actor: personAlone(session.userId) }, async (tx, outside) => {
    if (!(await namePasskey(tx, id, name))) throw new NotFound('passkey');
    const subject = { kind: 'person', id: session.userId };
    await recordEvent(tx, outside, { act: 'passkey.renamed', subject, officeId: null, changes: { passkey: id } });
  });
}

export async function removeOwnPasskey(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand,
  id: string,
  current: string,
): Promise<void> {
  const { userId } = hand.session;
  await requireOwnHand(ctx, identity, hand, current);
  await actOutside({ ...ctx, actor: personAlone(userId) }, async (tx, outside) => {
    if (!(await removePasskey(tx, id))) throw new NotFound('passkey');
    const subject = { kind: 'person', id: userId };
    await recordEvent(tx, outside, { act: 'passkey.removed', subject, officeId: null, changes: { passkey: id } });
  });
}

/** Signs in with a passkey; the session it is done in ends. @throws Invalid for an answer that does not hold */
export async function signInWithPasskey(
  ctx: Ctx,
  identity: Identity,
  browser: Browser,
  response: unknown,
): Promise<{ userId: string; cookies: string[] }> {
  const signed = await signInByPasskey(identity, browser, response);
  if (!signed) throw new Invalid([{ field: '', message: 'signIn.passkeys.signInFailed' }]);
  try {
    await recordOwn(ctx, 'session.began', signed.userId, { by: 'passkey' });
  } catch (error) {
    await endSession(identity, sentBack(signed.cookies));
    throw error;
  }
  if (browser.cookie) await endSession(identity, browser.cookie);
  return signed;
}
