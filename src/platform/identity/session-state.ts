import { sql } from 'kysely';
import type { Tx } from '../database/bound.ts';
import type { Identity } from './identity.ts';

export interface SessionState {
  begunBy: 'password' | 'passkey' | 'provider';
  /** A code or a passkey was shown. */
  secondFactor: boolean;
  /** Nobody yet: the code is still to be typed. */
  waitsForCode: boolean;
  /** The only tenant it reaches; null for all. */
  tenantId: string | null;
}

type OwnBeginning = SessionState & { begunBy: 'password' | 'passkey' };

/** Opens a session that the library has just made: before that it is nobody's. @param token as the library gave it */
export async function openSession(identity: Identity, token: string, state: OwnBeginning): Promise<void> {
  const { rowCount } = await identity.pool.query(
    `insert into auth.session_state (session_id, begun_by, second_factor, waits_for_code, tenant_id)
     select id, $2, $3, $4, $5 from auth.session where token = $1`,
    [token, state.begunBy, state.secondFactor, state.waitsForCode, state.tenantId],
  );
  if (rowCount !== 1) throw new Error('the new session is gone');
}

/** Who vouches for a person: a provider of a tenant, or of the reserved one for the installation's own. */
export interface Voucher {
  id: string;
  tenantId: string;
}

/**
 * The same for one that a provider vouched for; a tenant's own provider opens that tenant alone.
 * @returns false when the provider is switched off or not linked with the person any more: it stays nobody's
 */
export async function openVouchedSession(
  identity: Identity,
  token: string,
  { id, tenantId }: Voucher,
  waitsForCode: boolean,
): Promise<boolean> {
  const { rows } = await identity.pool.query<{ opened: boolean }>(
    'select auth.open_vouched_session($1, $2, $3, $4) as opened',
    [token, tenantId, id, waitsForCode],
  );
  return rows[0]?.opened ?? false;
}

/**
 * Within a transaction of the tenant that keeps the provider: ends the sessions that it began, once its word holds no more.
 * @param userId of one person alone
 * @returns how many ended
 */
export async function endVouchedSessions(tx: Tx, providerId: string, userId: string | null = null): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select auth.end_vouched_sessions(${providerId}::uuid, ${userId}::uuid) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}

/** The code was right. */
export async function passSession(identity: Identity, sessionId: string): Promise<void> {
  await identity.pool.query(
    'update auth.session_state set second_factor = true, waits_for_code = false where session_id = $1',
    [sessionId],
  );
}

export interface OwnSession {
  id: string;
  since: Date;
  until: Date;
  userAgent: string;
  begunBy: SessionState['begunBy'];
  secondFactor: boolean;
  waitsForCode: boolean;
}

/** The person's sessions that are not over, the newest first. */
export async function sessionsOf(identity: Identity, userId: string): Promise<OwnSession[]> {
  const { rows } = await identity.pool.query<OwnSession>(
    `select s.id, s."createdAt" as since, s."expiresAt" as until, coalesce(s."userAgent", '') as "userAgent",
            t.begun_by as "begunBy", t.second_factor as "secondFactor", t.waits_for_code as "waitsForCode"
     from auth.session s join auth.session_state t on t.session_id = s.id
     where s."userId" = $1 and s."expiresAt" > now() order by s."createdAt" desc, s.id limit 100`,
    [userId],
  );
  return rows;
}

/** Within the person's own transaction. @returns how many ended */
export async function endOwnSession(tx: Tx, sessionId: string): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select auth.end_own_session(${sessionId}::uuid) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}

/** All sessions of the person but this one. @returns how many ended */
export async function endOtherSessions(tx: Tx, keptSessionId: string): Promise<number> {
  const { rows } = await sql<{
    ended: number;
  }>`select auth.end_other_sessions(${keptSessionId}::uuid) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}
