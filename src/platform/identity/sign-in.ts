import { checkPassword, hashPassword } from './accounts.ts';
import { type Attempt, countAttempt, forgiveAttempt, type Locked } from './attempts.ts';
import type { Identity } from './identity.ts';
import { askHandler, type Browser } from './library.ts';
import { openSession } from './session-state.ts';

export interface SignIn extends Browser {
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
  | {
      kind: 'in';
      userId: string;
      cookies: string[];
      /** A code is asked next: until then the session is nobody's. */
      waitsForCode: boolean;
    }
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
  const made = await askLibrary(identity, identifier, input);
  if (!made) return { kind: 'refused', attempt };
  const waitsForCode = await isAskedForCode(identity, made.userId);
  await openSession(identity, made.token, { begunBy: 'password', secondFactor: false, waitsForCode, tenantId: null });
  await Promise.all([forgiveAttempt(identity, attempt), input.cookie && endSession(identity, input.cookie)]);
  return { kind: 'in', userId: made.userId, cookies: made.cookies, waitsForCode, attempt };
}

/** Whoever set codes up is asked for one, whichever way the session began. */
export async function isAskedForCode(identity: Identity, userId: string): Promise<boolean> {
  const { rowCount } = await identity.pool.query('select from auth.second_factors where user_id = $1', [userId]);
  return rowCount === 1;
}

/** One person has one count, whether tried by user name or by e-mail; unknown names are counted as typed. */
async function attemptOf(identity: Identity, identifier: string, address: string): Promise<Attempt> {
  const { rows } = await identity.pool.query<{ id: string }>(
    'select id from auth."user" where username = $1 or email = $1',
    [identifier],
  );
  return attemptBy(identity, rows[0]?.id ?? identifier, address);
}

/** @param who the person's id, or that of a code: `code:` and the id */
export function attemptBy(identity: Identity, who: string, address: string): Attempt {
  return { who: identity.secrets.digest('sign-in', who), from: identity.secrets.digest('sign-in-address', address) };
}

interface Made {
  userId: string;
  token: string;
  cookies: string[];
}

async function askLibrary(
  identity: Identity,
  identifier: string,
  input: Pick<SignIn, 'password' | 'remember' | 'userAgent'>,
): Promise<Made | null> {
  const byMail = identifier.includes('@');
  const name = byMail ? { email: identifier } : { username: identifier };
  const body = { ...name, password: input.password, rememberMe: input.remember };
  const browser = { userAgent: input.userAgent };
  const response = await askHandler(identity, byMail ? '/sign-in/email' : '/sign-in/username', browser, body);
  if (!response.ok) return null;
  const { user, token } = (await response.json()) as { user?: { id?: string }; token?: string };
  return user?.id && token ? { userId: user.id, token, cookies: response.headers.getSetCookie() } : null;
}

/** @returns cookies that clear the session in the browser */
export async function endSession(identity: Identity, cookie: string): Promise<string[]> {
  const response = await askHandler(identity, '/sign-out', { cookie }, {});
  return response.headers.getSetCookie();
}

/** What a browser would send back of these. */
export function sentBack(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** The person types the present password before something grave. Wrong ones count like wrong sign-ins. */
export async function confirmPassword(
  identity: Identity,
  who: { userId: string; password: string; address: string },
): Promise<{ kind: 'right'; hash: string } | { kind: 'refused' } | Locked> {
  const attempt = attemptBy(identity, who.userId, who.address);
  const lock = await countAttempt(identity, attempt);
  if (lock) return lock;
  const hash = await checkPassword(identity, who.userId, who.password);
  if (!hash) return { kind: 'refused' };
  await forgiveAttempt(identity, attempt);
  return { kind: 'right', hash };
}

export interface PasswordChange extends Browser {
  userId: string;
  username: string;
  current: string;
  next: string;
  cookie: string;
  address: string;
  /** The session in which it is done had shown a second factor; the new one goes on with it. */
  secondFactor: boolean;
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
  const { userId, secondFactor } = change;
  const checked = await confirmPassword(identity, { userId, password: change.current, address: change.address });
  if (checked.kind !== 'right') return checked;
  if (!(await store(checked.hash, await hashPassword(change.next)))) return { kind: 'refused' };
  const remember = !change.cookie.includes('gelar.dont_remember');
  const again = { password: change.next, remember, userAgent: change.userAgent };
  const made = await askLibrary(identity, change.username, again);
  if (!made) return { kind: 'changed', cookies: [] }; // changed once more meanwhile: sign in with that one
  const state = { begunBy: 'password', secondFactor, waitsForCode: false, tenantId: null } as const;
  await openSession(identity, made.token, state);
  return { kind: 'changed', cookies: made.cookies };
}
