import { newId } from '../ids.ts';
import { reservedTenantId } from '../tenancy.ts';
import type { OwnerConnection } from '../tenants.ts';
import { hashPassword } from './accounts.ts';
import { inventPassword } from './passwords.ts';

/**
 * Gives an account of the demonstration its password (the hash of it), which need not be changed, ends its sessions and
 * remembers that it is one. One statement with its event.
 * @param owner the owning role
 */
export async function openDemonstrationAccount(
  owner: OwnerConnection,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await owner.query(
    `with opened as (
       insert into auth.demonstration_accounts (user_id) values ($1)
       on conflict (user_id) do update set is_open = true returning user_id
     ), changed as (
       update auth.account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'
     ), due as (delete from auth.passwords_due where user_id = $1),
     ended as (delete from auth.session where "userId" = $1)
     insert into audit_events (tenant_id, id, act, subject_kind, subject_id)
     select $3, $4, 'demonstration.account_opened', 'person', user_id::text from opened`,
    [userId, passwordHash, reservedTenantId, newId()],
  );
}

/**
 * Where demonstration accounts may not exist, nobody signs in with one that an earlier start made: their passwords become
 * unknown to all, their sessions end.
 * @param owner the owning role
 * @returns how many were closed
 */
export async function closeDemonstrationAccounts(owner: OwnerConnection): Promise<number> {
  const { rows } = await owner.query('select user_id from auth.demonstration_accounts where is_open');
  if (rows.length === 0) return 0;
  const closed = await owner.query(
    `with gone as (update auth.demonstration_accounts set is_open = false
       where is_open and user_id = any($3) returning user_id),
     ended as (delete from auth.session where "userId" in (select user_id from gone)),
     changed as (update auth.account set password = $1, "updatedAt" = now() where "userId" in (select user_id from gone))
     insert into audit_events (tenant_id, id, act, subject_kind, subject_id)
     select $2, event.id, 'demonstration.account_closed', 'person', user_id::text
     from gone join unnest($3::uuid[], $4::uuid[]) as event (user_id, id) using (user_id)`,
    [await hashPassword(inventPassword()), reservedTenantId, rows.map((row) => row.user_id), rows.map(() => newId())],
  );
  return closed.rowCount ?? 0;
}
