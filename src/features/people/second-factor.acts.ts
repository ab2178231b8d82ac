import { z } from 'zod';
import { actOutside } from '#platform/audit/outside.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { countAttempt, forgiveAttempt } from '#platform/identity/attempts.ts';
import type { Identity } from '#platform/identity/identity.ts';
import {
  beginSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
  takeCode,
  takeSecondFactor,
} from '#platform/identity/second-factor.ts';
import { passSession } from '#platform/identity/session-state.ts';
import { attemptBy } from '#platform/identity/sign-in.ts';
import { inventSecret, recoveryCodes, stepOfCode } from '#platform/identity/totp.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { attemptChanges, lockedOut, type OwnHand, recordOwn, requireOwnHand } from './confirm.acts.ts';
import { personAlone } from './person.ts';
import { officeThatMay } from './policy.ts';

/** A secret that was shown but is not confirmed yet. */
export interface Ticket {
  userId: string;
  secret: string;
  requestId: string;
  /** Milliseconds. */
  until: number;
}

const ticketShape = z.object({ userId: z.string(), secret: z.string(), requestId: z.uuid(), until: z.number() });
const ticketMinutes = 30;

/** A new secret for the page that sets it up; it travels in the form, encrypted, so nothing is kept before it is confirmed. */
export function newTicket(ctx: Ctx, userId: string): { secret: string; ticket: string } {
  const secret = inventSecret();
  const until = ctx.now.getTime() + ticketMinutes * 60_000;
  const ticket: Ticket = { userId, secret, requestId: newId(), until };
  return { secret, ticket: ctx.secrets.seal(JSON.stringify(ticket)) };
}

/** @returns null for one that is over, forged or another person's */
export function openTicket(ctx: Ctx, userId: string, sealed: string): Ticket | null {
  try {
    const ticket = ticketShape.parse(JSON.parse(ctx.secrets.open(sealed)));
    return ticket.userId === userId && ticket.until > ctx.now.getTime() ? ticket : null;
  } catch {
    return null;
  }
}

/**
 * Turns codes on, once the app has shown one. Sent twice, it answers the same.
 * @returns the recovery codes, to be shown this once
 * @throws Invalid for a wrong password or code, Conflict when codes are on already
 */
export async function turnOnCodes(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand,
  typed: { current: string; code: string; ticket: Ticket },
): Promise<string[]> {
  const { userId, sessionId } = hand.session;
  const { secret, requestId } = typed.ticket;
  await requireOwnHand(ctx, identity, hand, typed.current);
  const step = stepOfCode(secret, typed.code.replace(/\s/g, ''), ctx.now);
  if (step === null) throw new Invalid([{ field: 'code', message: 'signIn.errors.codeWrong' }]);
  const outcome = await actOutside({ ...ctx, actor: personAlone(userId) }, async (tx, outside) => {
    const begun = await beginSecondFactor(tx, ctx.secrets, { userId, secret, requestId, step, sessionId });
    if (begun === 'begun') await recordEvent(tx, outside, ownEntry('second_factor.began', userId));
    return begun;
  });
  if (outcome === 'present') throw new Conflict('signIn.errors.present');
  return recoveryCodes(ctx.secrets, userId, requestId);
}

const ownEntry = (act: string, userId: string) => ({ act, subject: { kind: 'person', id: userId }, officeId: null });

/** Only with the password and a code: neither a found phone nor a known password is enough. */
export async function turnOffCodes(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand,
  typed: { current: string; code: string },
): Promise<void> {
  const { userId } = hand.session;
  await requireOwnHand(ctx, identity, hand, typed.current);
  await requireCode(ctx, identity, hand, typed.code);
  await actOutside({ ...ctx, actor: personAlone(userId) }, async (tx, outside) => {
    if (!(await endSecondFactor(tx))) throw new Conflict('signIn.errors.notPresent');
    await recordEvent(tx, outside, ownEntry('second_factor.ended', userId));
  });
}

/** @returns the new recovery codes; the old ones are worth nothing any more */
export async function renewCodes(
  ctx: Ctx,
  identity: Identity,
  hand: OwnHand,
  typed: { current: string; id: string },
): Promise<string[]> {
  const { userId } = hand.session;
  await requireOwnHand(ctx, identity, hand, typed.current);
  return actOutside({ ...ctx, actor: personAlone(userId) }, async (tx, outside) => {
    const codes = await renewRecoveryCodes(tx, ctx.secrets, userId, typed.id);
    if (!codes) throw new Conflict('signIn.errors.notPresent');
    await recordEvent(tx, outside, ownEntry('recovery_codes.renewed', userId));
    return codes;
  });
}

/** The code at sign-in: the session is the person's from here on. @throws Invalid */
export async function passByCode(ctx: Ctx, identity: Identity, hand: OwnHand, code: string): Promise<void> {
  const { session } = hand;
  const taken = await requireCode(ctx, identity, hand, code);
  await recordOwn(ctx, 'session.began', session.userId, { by: session.begunBy, code: taken.kind, ...taken.changes });
  await passSession(identity, session.sessionId);
}

/** Wrong codes are counted and lock like wrong passwords, apart from them. @throws Invalid */
async function requireCode(ctx: Ctx, identity: Identity, { session, address }: OwnHand, code: string) {
  const attempt = attemptBy(identity, `code:${session.userId}`, address);
  const lock = await countAttempt(identity, attempt);
  if (lock) throw await lockedOut(ctx, lock, 'second_factor.locked', session.userId);
  const kind = await takeCode(identity, session.userId, code, ctx.now);
  if (kind === null) {
    await recordOwn(ctx, 'second_factor.refused', session.userId, attemptChanges(attempt));
    throw new Invalid([{ field: 'code', message: 'signIn.errors.codeWrong' }]);
  }
  await forgiveAttempt(identity, attempt);
  return { kind, changes: attemptChanges(attempt) };
}

/**
 * For a person who lost phone and recovery codes: an act of its own, apart from the password. All sessions end.
 * @throws NotAllowed for a person who also holds or will hold an office elsewhere, or administers the platform
 */
export async function removePersonSecondFactor(ctx: Ctx, userId: string): Promise<void> {
  const by = officeThatMay(ctx.actor, 'reset_password');
  if (!by) throw new NotAllowed(ctx.actor ? 'people.errors.mayNotChange' : 'common.errors.signInFirst');
  await inTenant(ctx, async (tx) => {
    const outcome = await takeSecondFactor(tx, userId);
    if (outcome === 'outside') throw new NotAllowed('signIn.errors.factorOutside');
    if (outcome === 'unknown') throw new NotFound('person');
    if (outcome === 'none') throw new Conflict('signIn.errors.factorNone');
    const subject = { kind: 'person', id: userId };
    await recordEvent(tx, ctx, { act: 'person.second_factor_removed', subject, officeId: by.id });
  });
}
