import { type Identity, RateLimiterRes } from './identity.ts';

export interface SignIn {
  /** User name or e-mail, as typed. */
  identifier: string;
  password: string;
  /** Keep the session for a week; else it ends with the browser. */
  remember: boolean;
  /** Address of the client, for the lock-out. */
  address: string;
  /** Cookie header of the request: a session it carries is ended, a new one begun. */
  cookie: string | undefined;
}

export type SignInOutcome =
  | { kind: 'in'; userId: string; cookies: string[] }
  /** Wrong name or wrong password: nobody learns which. */
  | { kind: 'refused' }
  | { kind: 'locked'; minutes: number };

/** Signs in through the library's own handler, so that its checks of origin and body apply. */
export async function signIn(identity: Identity, input: SignIn): Promise<SignInOutcome> {
  const identifier = input.identifier.trim().toLowerCase();
  const nameKey = identity.secrets.digest('sign-in', identifier);
  const lock = await countTry(identity, nameKey, input.address);
  if (lock) return lock;
  const response = await askLibrary(identity, identifier, input);
  if (!response.ok) return { kind: 'refused' };
  const body = (await response.json()) as { user?: { id?: string } };
  if (!body.user?.id) return { kind: 'refused' };
  await Promise.all([identity.perName.delete(nameKey), input.cookie && endSession(identity, input.cookie)]);
  return { kind: 'in', userId: body.user.id, cookies: response.headers.getSetCookie() };
}

/** A try is counted before the password is looked at: two at once cannot share the last one. */
async function countTry(identity: Identity, nameKey: string, address: string): Promise<SignInOutcome | null> {
  const addressKey = identity.secrets.digest('sign-in-address', address);
  try {
    await identity.perAddress.consume(addressKey);
    await identity.perName.consume(nameKey);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return { kind: 'locked', minutes: Math.ceil(error.msBeforeNext / 60_000) };
    throw error;
  }
}

function askLibrary(identity: Identity, identifier: string, input: SignIn): Promise<Response> {
  const byMail = identifier.includes('@');
  const path = byMail ? '/api/auth/sign-in/email' : '/api/auth/sign-in/username';
  const name = byMail ? { email: identifier } : { username: identifier };
  return post(identity, path, { ...name, password: input.password, rememberMe: input.remember });
}

/** @returns cookies that clear the session in the browser */
export async function endSession(identity: Identity, cookie: string): Promise<string[]> {
  const response = await post(identity, '/api/auth/sign-out', {}, cookie);
  return response.headers.getSetCookie();
}

export type PasswordChange = { kind: 'changed'; cookies: string[] } | { kind: 'refused' };

/** Changes the password and ends every other session of the person. */
export async function changePassword(
  identity: Identity,
  cookie: string,
  userId: string,
  passwords: { current: string; next: string },
): Promise<PasswordChange> {
  const body = { currentPassword: passwords.current, newPassword: passwords.next, revokeOtherSessions: true };
  const response = await post(identity, '/api/auth/change-password', body, cookie);
  if (!response.ok) return { kind: 'refused' };
  await identity.pool.query('delete from auth.passwords_due where user_id = $1', [userId]);
  return { kind: 'changed', cookies: response.headers.getSetCookie() };
}

function post(identity: Identity, path: string, body: unknown, cookie?: string): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json', origin: identity.origin });
  if (cookie) headers.set('cookie', cookie);
  return identity.auth.handler(
    new Request(new URL(path, identity.origin), { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}
