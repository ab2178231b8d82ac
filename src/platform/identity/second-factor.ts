import { sql } from 'kysely';
import type { Tx } from '../database/bound.ts';
import type { Secrets } from '../secrets.ts';
import type { Identity } from './identity.ts';
import { readRecoveryCode, recoveryCodes, stepOfCode } from './totp.ts';

export interface SecondFactors {
  /** Since when codes of an app are asked for; null when they are not. */
  codeSince: Date | null;
  recoveryLeft: number;
  passkeys: number;
}

export async function secondFactorsOf(identity: Identity, userId: string): Promise<SecondFactors> {
  const { rows } = await identity.pool.query<SecondFactors>(
    `select (select since from auth.second_factors where user_id = $1) as "codeSince",
            (select count(*)::int from auth.recovery_codes where user_id = $1) as "recoveryLeft",
            (select count(*)::int from auth.passkey where "userId" = $1) as passkeys`,
    [userId],
  );
  return rows[0] ?? { codeSince: null, recoveryLeft: 0, passkeys: 0 };
}

export interface NewSecondFactor {
  userId: string;
  secret: string;
  /** Id of the form: sent twice, it does its work once. */
  requestId: string;
  /** Step of the code that proved the app has the secret. */
  step: number;
  sessionId: string;
}

/** Within the person's own transaction. @returns 'present' when there is one that another request began */
export async function beginSecondFactor(
  tx: Tx,
  secrets: Secrets,
  { userId, secret, requestId, step, sessionId }: NewSecondFactor,
): Promise<'begun' | 'repeated' | 'present'> {
  const digests = digestsOf(secrets, userId, recoveryCodes(secrets, userId, requestId));
  const { rows } = await sql<{ outcome: 'begun' | 'repeated' | 'present' }>`
    select auth.begin_second_factor(${secrets.seal(secret)}, ${requestId}::uuid, ${step}::bigint,
      ${digests}::text[], ${sessionId}::uuid) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'present';
}

export async function endSecondFactor(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`select auth.end_second_factor() as ended`.execute(tx);
  return rows[0]?.ended ?? false;
}

/** New recovery codes, the old ones are worth nothing. @returns null when no codes are asked of this person */
export async function renewRecoveryCodes(
  tx: Tx,
  secrets: Secrets,
  userId: string,
  requestId: string,
): Promise<string[] | null> {
  const codes = recoveryCodes(secrets, userId, requestId);
  const { rows } = await sql<{ renewed: boolean }>`
    select auth.renew_recovery_codes(${digestsOf(secrets, userId, codes)}::text[]) as renewed`.execute(tx);
  return rows[0]?.renewed ? codes : null;
}

/** For a person of this tenant who lost it; all sessions end. */
export async function takeSecondFactor(tx: Tx, userId: string): Promise<'removed' | 'none' | 'outside' | 'unknown'> {
  const { rows } = await sql<{ outcome: 'removed' | 'none' | 'outside' | 'unknown' }>`
    select auth.take_second_factor(${userId}::uuid) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'unknown';
}

/** Whether a person of this tenant has one. */
export async function hasSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select auth.second_factor_of(${userId}::uuid) as has`.execute(tx);
  return rows[0]?.has ?? false;
}

/** Takes a code of the app or a recovery code; none is taken twice. @returns which it was, null for a wrong or used one */
export async function takeCode(
  identity: Identity,
  userId: string,
  typed: string,
  now: Date,
): Promise<'app' | 'recovery' | null> {
  const code = typed.replace(/\s/g, '');
  if (/^\d{6}$/.test(code)) return (await takeAppCode(identity, userId, code, now)) ? 'app' : null;
  const recovery = readRecoveryCode(typed);
  if (!recovery) return null;
  const { rowCount } = await identity.pool.query(
    'delete from auth.recovery_codes where user_id = $1 and digest = any($2)',
    [userId, digestsOf(identity.secrets, userId, [recovery])],
  );
  return rowCount === 1 ? 'recovery' : null;
}

async function takeAppCode(identity: Identity, userId: string, code: string, now: Date): Promise<boolean> {
  const { rows } = await identity.pool.query<{ sealed: string }>(
    'select secret_sealed as sealed from auth.second_factors where user_id = $1',
    [userId],
  );
  const secret = rows[0] ? identity.secrets.read(rows[0].sealed) : null;
  const step = secret === null ? null : stepOfCode(secret, code, now);
  if (step === null) return false;
  const { rowCount } = await identity.pool.query(
    'update auth.second_factors set last_step = $2 where user_id = $1 and last_step < $2',
    [userId, step],
  );
  return rowCount === 1;
}

const digestsOf = (secrets: Secrets, userId: string, codes: readonly string[]) =>
  codes.map((code) => secrets.digest('recovery', `${userId} ${code}`));
