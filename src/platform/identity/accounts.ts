import { hashPassword as hash } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/bound.ts';
import { Conflict, codeOf } from '../errors.ts';
import type { Identity } from './identity.ts';

interface Account {
  id: string;
  name: string;
  /** Lower case; unique over all tenants. */
  username: string;
  email: string | null;
}

/** Scrypt, about 0.1 s: made before a transaction begins, so that no lock waits for it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

// The library requires an e-mail: a person without one gets an address that is never shown or mailed.
const mailOf = (account: Account) => account.email?.toLowerCase() ?? `${account.id}@users.invalid`;

export interface OpenedAccount extends Account {
  passwordHash: string;
  /** The request that gave a temporary password, to be changed at the first sign-in; null for one's own password. */
  givenBy: string | null;
}

/** Opens an account within the tenant's transaction. @returns what is taken already, or 'opened' */
export async function openAccount(tx: Tx, account: OpenedAccount): Promise<'opened' | 'id' | 'username' | 'email'> {
  const { id, name, username, passwordHash, givenBy } = account;
  const { rows } = await sql<{ outcome: 'opened' | 'id' | 'username' | 'email' }>`
    select auth.open_account(${id}::uuid, ${name}, ${mailOf(account)}, ${username}, ${passwordHash},
      ${givenBy}::uuid, ${givenBy !== null}::boolean) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'id';
}

/** Gives a temporary password within the tenant's transaction and ends every session of the person. */
export async function replacePassword(
  tx: Tx,
  userId: string,
  passwordHash: string,
  givenBy: string,
): Promise<'replaced' | 'outside' | 'unknown'> {
  const { rows } = await sql<{ outcome: 'replaced' | 'outside' | 'unknown' }>`
    select auth.replace_password(${userId}::uuid, ${passwordHash}, ${givenBy}::uuid) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'unknown';
}

/** The request that gave the temporary password which the person has not changed yet, else null. */
export async function temporaryPasswordGivenBy(tx: Tx, userId: string): Promise<string | null> {
  const { rows } = await sql<{ given: string | null }>`
    select auth.temporary_password_of(${userId}::uuid) as given`.execute(tx);
  return rows[0]?.given ?? null;
}

export interface NewAccount extends Account {
  password: string;
  /** Somebody else chose the password: it must be changed at the first sign-in. */
  passwordDue: boolean;
}

/**
 * Makes an account outside every tenant: for the command line and the demonstration. Repeating it with the same id changes
 * nothing.
 * @throws Conflict when the user name or the e-mail belongs to another account
 */
export async function createAccount(identity: Identity, account: NewAccount): Promise<void> {
  const values = [
    account.id,
    account.name,
    mailOf(account),
    account.username,
    await hash(account.password),
    account.passwordDue,
  ];
  try {
    await identity.pool.query(insertAccount, values);
  } catch (error) {
    if (codeOf(error) === '23505') throw new Conflict('people.errors.accountTaken');
    throw error;
  }
}

const insertAccount = `
  with person as (
    insert into auth."user" (id, name, email, "emailVerified", username, "displayUsername")
    values ($1, $2, $3, false, $4, $4)
    on conflict (id) do nothing returning id
  ), due as (
    insert into auth.passwords_due (user_id) select id from person where $6::boolean
  )
  insert into auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
  select gen_random_uuid(), id::text, 'credential', id, $5, now() from person`;

/** Gives a password (its hash) that need not be changed, and ends every session. */
export async function setPassword(identity: Identity, userId: string, passwordHash: string): Promise<void> {
  await identity.pool.query(
    `with changed as (
       update auth.account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'
     ), due as (delete from auth.passwords_due where user_id = $1)
     delete from auth.session where "userId" = $1`,
    [userId, passwordHash],
  );
}

export interface KnownAccount {
  id: string;
  username: string;
  /** Tells whether the password is still the one that was given. */
  passwordHash: string;
  /** Made by the demonstration (demonstration.ts). */
  demonstration: boolean;
}

export async function accountsByUsername(identity: Identity, usernames: readonly string[]): Promise<KnownAccount[]> {
  const { rows } = await identity.pool.query<KnownAccount>(
    `select u.id, u.username, a.password as "passwordHash",
            exists (select from auth.demonstration_accounts d where d.user_id = u.id) as demonstration
     from auth."user" u
     join auth.account a on a."userId" = u.id and a."providerId" = 'credential' where u.username = any($1)`,
    [usernames.map((name) => name.toLowerCase())],
  );
  return rows;
}

export async function makePlatformAdministrator(identity: Identity, userId: string): Promise<void> {
  await identity.pool.query('insert into auth.platform_administrators (user_id) values ($1) on conflict do nothing', [
    userId,
  ]);
}

export async function isPlatformAdministrator(identity: Identity, userId: string): Promise<boolean> {
  const { rowCount } = await identity.pool.query('select from auth.platform_administrators where user_id = $1', [
    userId,
  ]);
  return rowCount === 1;
}
