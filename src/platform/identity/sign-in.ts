import { checkPassword, hashPassword } from './accounts.ts';
import { type Attempt, countAttempt, forgiveAttempt, type Locked } from './attempts.ts';
import type { Identity } from './identity.ts';

export interface SignIn {
  /** User name or e-mail, as typed. */
  identifier: string;
  password: string;
  /** Keep the session for a week; else it ends with the browser. */
  remember: boolean;
  /** Network of the client, for the lock-out. */
  address: string;
  /** Cookie header of the request: a session it carries is ended, a new one begun. */
  cookie: string | undefined;
}

export type SignInOutcome = (
  | { kind: 'in'; userId: string; cookies: string[] }
  /** Wrong name or wrong password: nobody learns which. */
  | { kind: 'refused' }
  | Locked
) & { attempt: Attempt };

/** Signs in through the library's own handler, so that its checks of origin and body apply. */
export async function signIn(identity: Identity, input: SignIn): Promise<SignInOutcome> {
  const identifier = input.identifier.trim().toLowerCase();
  const attempt = await attemptOf(identity, identifier, input.address);
  const lock = await countAttempt(identity, attempt);
  if (lock) return { ...lock, attempt };
  const response = await askLibrary(identity, identifier, input);
  const body = response.ok ? ((await response.json()) as { user?: { id?: string } }) : {};
  if (!body.user?.id) return { kind: 'refused', attempt };
  await Promise.all([forgiveAttempt(identity, attempt), input.cookie && endSession(identity, input.cookie)]);
  return { kind: 'in', userId: body.user.id, cookies: response.headers.getSetCookie(), attempt };
}

/** One person has one count, whether tried by user name or by e-mail; unknown names are counted as typed. */
async function attemptOf(identity: Identity, identifier: string, address: string): Promise<Attempt> {
  const { rows } = await identity.pool.query<{ id: string }>(
    'select id from auth."user" where username = $1 or email = $1',
    [identifier],
  );
  return attemptBy(identity, rows[0]?.id ?? identifier, address);
}

function attemptBy(identity: Identity, who: string, address: string): Attempt {
  return { who: identity.secrets.digest('sign-in', who), from: identity.secrets.digest('sign-in-address', address) };
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

export interface PasswordChange {
  userId: string;
  username: string;
  current: string;
  next: string;
  cookie: string;
  address: string;
}

export type PasswordOutcome = { kind: 'changed'; cookies: string[] } | { kind: 'refused' } | Locked;

/**
 * Changes the password and ends every session of the person; a new one begins. Wrong current passwords count like wrong
 * sign-ins.
 * @param store writes the new hash where the old one, which was checked, still stands; false when it does not
 */
export async function changePassword(
  identity: Identity,
  change: PasswordChange,
  store: (checkedHash: string, newHash: string) => Promise<boolean>,
): Promise<PasswordOutcome> {
  const attempt = attemptBy(identity, change.userId, change.address);
  const lock = await countAttempt(identity, attempt);
  if (lock) return lock;
  const checked = await checkPassword(identity, change.userId, change.current);
  if (!checked || !(await store(checked, await hashPassword(change.next)))) return { kind: 'refused' };
  await forgiveAttempt(identity, attempt);
  const remember = !change.cookie.includes('gelar.dont_remember');
  const again = { password: change.next, remember, address: change.address, cookie: undefined };
  const response = await askLibrary(identity, change.username, { ...again, identifier: change.username });
  return { kind: 'changed', cookies: response.headers.getSetCookie() };
}

function post(identity: Identity, path: string, body: unknown, cookie?: string): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json', origin: identity.origin });
  if (cookie) headers.set('cookie', cookie);
  return identity.auth.handler(
    new Request(new URL(path, identity.origin), { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}
