import { hashPassword, setPassword } from './accounts.ts';
import type { Identity } from './identity.ts';
import { inventPassword } from './passwords.ts';

/** Gives an account of the demonstration its password (the hash of it) and remembers that it is one. */
export async function openDemonstrationAccount(
  identity: Identity,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await identity.pool.query(
    `insert into auth.demonstration_accounts (user_id) values ($1) on conflict (user_id) do update set is_open = true`,
    [userId],
  );
  await setPassword(identity, userId, passwordHash);
}

/**
 * Where demonstration accounts may not exist, nobody signs in with one that an earlier start made: their passwords become
 * unknown to all, their sessions end. @returns how many were closed
 */
export async function closeDemonstrationAccounts(identity: Identity): Promise<number> {
  const { rowCount } = await identity.pool.query('select from auth.demonstration_accounts where is_open limit 1');
  if (rowCount === 0) return 0;
  const hash = await hashPassword(inventPassword());
  const closed = await identity.pool.query(
    `with gone as (update auth.demonstration_accounts set is_open = false where is_open returning user_id),
     ended as (delete from auth.session where "userId" in (select user_id from gone))
     update auth.account set password = $1, "updatedAt" = now() where "userId" in (select user_id from gone)`,
    [hash],
  );
  return closed.rowCount ?? 0;
}
