import { actOutside } from '#platform/audit/outside.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { NotFound } from '#platform/errors.ts';
import type { SignedIn } from '#platform/identity/session.ts';
import { endOtherSessions, endOwnSession } from '#platform/identity/session-state.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { requireWholeSession } from './confirm.acts.ts';
import { personAlone } from './person.ts';

/** Ends one of the person's own sessions. @throws NotFound for one that is over or another person's */
export async function endDevice(ctx: Ctx, session: SignedIn, id: string): Promise<void> {
  requireWholeSession(session);
  await actOutside({ ...ctx, actor: personAlone(session.userId) }, async (tx, outside) => {
    if ((await endOwnSession(tx, id)) === 0) throw new NotFound('session');
    const subject = { kind: 'person', id: session.userId };
    await recordEvent(tx, outside, { act: 'session.ended', subject, officeId: null, changes: { by: 'list' } });
  });
}

/** Ends all but the session it is done in. @returns how many */
export function endOtherDevices(ctx: Ctx, session: SignedIn): Promise<number> {
  requireWholeSession(session);
  return actOutside({ ...ctx, actor: personAlone(session.userId) }, async (tx, outside) => {
    const ended = await endOtherSessions(tx, session.sessionId);
    const subject = { kind: 'person', id: session.userId };
    if (ended > 0) {
      await recordEvent(tx, outside, { act: 'session.others_ended', subject, officeId: null, changes: { ended } });
    }
    return ended;
  });
}
