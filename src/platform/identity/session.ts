import type { Identity } from './identity.ts';

export interface SignedIn {
  userId: string;
  name: string;
  username: string;
  platformAdministrator: boolean;
  /** The password was given by somebody else and must be changed first. */
  passwordDue: boolean;
}

/** Who the request's session cookie belongs to; null for none, an ended or a forged one. */
export async function readSession(identity: Identity, cookie: string | undefined): Promise<SignedIn | null> {
  if (!cookie?.includes('gelar.session_token')) return null;
  const session = await askLibrary(identity, cookie);
  if (!session) return null;
  const { rows } = await identity.pool.query<{ administrator: boolean; due: boolean }>(
    `select exists (select from auth.platform_administrators where user_id = $1) as administrator,
            exists (select from auth.passwords_due where user_id = $1) as due`,
    [session.user.id],
  );
  return {
    userId: session.user.id,
    name: session.user.name,
    username: session.user.username ?? session.user.email,
    platformAdministrator: rows[0]?.administrator ?? false,
    passwordDue: rows[0]?.due ?? false,
  };
}

/** The library hides why it could not look; that its database was out of reach is the only reason it has. */
async function askLibrary(identity: Identity, cookie: string) {
  try {
    return await identity.auth.api.getSession({ headers: new Headers({ cookie }) });
  } catch (cause) {
    throw Object.assign(new Error('the sessions cannot be read', { cause }), { code: '08006' });
  }
}
