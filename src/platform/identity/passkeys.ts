import { sql } from 'kysely';
import type { Tx } from '../database/bound.ts';
import type { Identity } from './identity.ts';
import { askHandler, type Browser, endingWithBrowser } from './library.ts';
import { openSession } from './session-state.ts';

/** What the browser's own API is given, as JSON, and the cookie that remembers what was asked. */
export interface Ceremony {
  options: Record<string, unknown>;
  cookies: string[];
}

/** Asks a device for a new passkey of the signed-in person. */
export async function askForNewPasskey(
  identity: Identity,
  browser: Browser,
  person: { name: string; username: string },
): Promise<Ceremony | null> {
  const path = `/passkey/generate-register-options?name=${encodeURIComponent(person.username)}`;
  const ceremony = await begin(identity, path, browser);
  if (!ceremony) return null;
  // The library knows no better name than the e-mail, which nobody here needs to have.
  const user = { ...(ceremony.options.user as object), displayName: person.name };
  return { ...ceremony, options: { ...ceremony.options, user } };
}

/** Keeps what the device answered. @returns its id, null for an answer that does not hold */
export async function keepPasskey(
  identity: Identity,
  browser: Browser,
  made: { response: unknown; name: string },
): Promise<string | null> {
  const response = await askHandler(identity, '/passkey/verify-registration', browser, made);
  if (!response.ok) return null;
  const { id } = (await response.json()) as { id?: string };
  return id ?? null;
}

export async function askForPasskey(identity: Identity, browser: Browser): Promise<Ceremony | null> {
  const ceremony = await begin(identity, '/passkey/generate-authenticate-options', browser);
  return ceremony && { ...ceremony, options: { ...ceremony.options, userVerification: 'required' } };
}

async function begin(identity: Identity, path: string, browser: Browser): Promise<Ceremony | null> {
  const response = await askHandler(identity, path, browser);
  if (!response.ok) return null;
  return {
    options: (await response.json()) as Record<string, unknown>,
    cookies: response.headers.getSetCookie(),
  };
}

/** Signs in with what the device answered. A passkey is both factors: the device and its PIN, finger or face. */
export async function signInByPasskey(
  identity: Identity,
  browser: Browser,
  response: unknown,
): Promise<{ userId: string; cookies: string[] } | null> {
  const answer = await askHandler(identity, '/passkey/verify-authentication', browser, { response });
  if (!answer.ok) return null;
  const { session, user } = (await answer.json()) as { session?: { token?: string }; user?: { id?: string } };
  if (!session?.token || !user?.id) return null;
  const state = { begunBy: 'passkey', secondFactor: true, waitsForCode: false, tenantId: null } as const;
  await openSession(identity, session.token, state);
  return { userId: user.id, cookies: endingWithBrowser(answer.headers.getSetCookie()) };
}

export interface Passkey {
  id: string;
  name: string;
  since: Date | null;
}

export async function passkeysOf(identity: Identity, userId: string): Promise<Passkey[]> {
  const { rows } = await identity.pool.query<Passkey>(
    `select id, coalesce(name, '') as name, "createdAt" as since from auth.passkey where "userId" = $1
     order by "createdAt", id limit 50`,
    [userId],
  );
  return rows;
}

/** One that was kept but whose event could not be written. */
export async function forgetPasskey(identity: Identity, id: string): Promise<void> {
  await identity.pool.query('delete from auth.passkey where id = $1', [id]);
}

/** Within the person's own transaction. @returns false when there is no such passkey of theirs */
export async function removePasskey(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ removed: boolean }>`select auth.remove_passkey(${id}::uuid) as removed`.execute(tx);
  return rows[0]?.removed ?? false;
}

export async function namePasskey(tx: Tx, id: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ named: boolean }>`select auth.name_passkey(${id}::uuid, ${name}) as named`.execute(tx);
  return rows[0]?.named ?? false;
}
