import type { Identity } from './identity.ts';
import type { Browser } from './library.ts';
import { openVouchedSession, type Voucher } from './session-state.ts';
import { endSession, isAskedForCode, sentBack } from './sign-in.ts';

/**
 * Begins a session for a person whom another provider vouched for.
 * @returns null when the provider was switched off, or its link with the person removed, meanwhile
 */
export async function signInVouched(
  identity: Identity,
  { cookie, userAgent }: Browser,
  userId: string,
  voucher: Voucher,
): Promise<{ cookies: string[]; waitsForCode: boolean } | null> {
  const headers = new Headers({ 'user-agent': (userAgent ?? '').slice(0, 300) });
  const answer = await identity.auth.api.openSession({ body: { userId }, headers, returnHeaders: true });
  const cookies = answer.headers.getSetCookie();
  const waitsForCode = await isAskedForCode(identity, userId);
  if (!(await openVouchedSession(identity, answer.response.token, voucher, waitsForCode))) {
    await endSession(identity, sentBack(cookies));
    return null;
  }
  if (cookie) await endSession(identity, cookie);
  return { cookies, waitsForCode };
}
