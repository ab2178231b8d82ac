import type { Identity } from './identity.ts';
import type { Browser } from './library.ts';
import { openSession } from './session-state.ts';
import { endSession, isAskedForCode } from './sign-in.ts';

/**
 * Begins a session for a person whom another provider vouched for.
 * @param tenantId the only tenant it reaches; null for the installation's own provider
 */
export async function signInVouched(
  identity: Identity,
  { cookie, userAgent }: Browser,
  userId: string,
  tenantId: string | null,
): Promise<{ cookies: string[]; waitsForCode: boolean }> {
  const headers = new Headers({ 'user-agent': (userAgent ?? '').slice(0, 300) });
  const answer = await identity.auth.api.openSession({ body: { userId }, headers, returnHeaders: true });
  const waitsForCode = await isAskedForCode(identity, userId);
  await openSession(identity, answer.response.token, {
    begunBy: 'provider',
    secondFactor: false,
    waitsForCode,
    tenantId,
  });
  if (cookie) await endSession(identity, cookie);
  return { cookies: answer.headers.getSetCookie(), waitsForCode };
}
