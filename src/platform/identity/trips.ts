import { z } from 'zod';
import type { Identity } from './identity.ts';
import { inventProofs, type Proofs } from './oidc.ts';

/** One way to another provider and back: what was asked, by whom, for what. */
export interface Trip {
  providerId: string;
  /** Of the provider: a tenant, or the reserved one for the installation's own. */
  tenantId: string;
  nonce: string;
  verifier: string;
  /** Who links their account; null for signing in. */
  linkFor: string | null;
  /** Where to go afterwards, a path of this site. */
  returnTo: string | null;
}

const minutes = 10;
export const tripCookie = 'gelar.trip';

const stored = z.object({
  providerId: z.uuid(),
  tenantId: z.uuid(),
  nonce: z.string(),
  verifier: z.string(),
  linkFor: z.uuid().nullable(),
  returnTo: z.string().nullable(),
});

/**
 * Remembers the trip under its state, encrypted, for ten minutes. The cookie binds it to this browser: nobody can be made
 * to finish the trip of another.
 */
export async function beginTrip(
  identity: Identity,
  purpose: Omit<Trip, 'nonce' | 'verifier'>,
): Promise<{ proofs: Proofs; cookie: string }> {
  const proofs = inventProofs();
  const { state, nonce, verifier } = proofs;
  const { secrets, pool, origin } = identity;
  await pool.query(
    `insert into auth.verification (identifier, value, "expiresAt") values ($1, $2, now() + make_interval(mins => $3))`,
    [identifierOf(identity, state), secrets.seal(JSON.stringify({ ...purpose, nonce, verifier })), minutes],
  );
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const value = secrets.digest('trip-cookie', state);
  const cookie = `${tripCookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${minutes * 60}${secure}`;
  return { proofs, cookie };
}

/** The trip of that state, once: a second answer with the same state finds nothing. */
export async function endTrip(identity: Identity, state: string, cookie: string | undefined): Promise<Trip | null> {
  const { secrets, pool } = identity;
  if (cookie === undefined || cookie !== secrets.digest('trip-cookie', state)) return null;
  const { rows } = await pool.query<{ value: string }>(
    'delete from auth.verification where identifier = $1 and "expiresAt" > now() returning value',
    [identifierOf(identity, state)],
  );
  return rows[0] ? stored.parse(JSON.parse(secrets.open(rows[0].value))) : null;
}

export const endedTripCookie = `${tripCookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;

const identifierOf = ({ secrets }: Identity, state: string) => `trip:${secrets.digest('trip', state)}`;
