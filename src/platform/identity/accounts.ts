import { hashPassword as hash, verifyPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/bound.ts';
import { Conflict, codeOf } from '../errors.ts';
import { newId } from '../ids.ts';
import { reservedTenantId } from '../tenancy.ts';
import type { OwnerConnection } from '../tenants.ts';
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

/** A password that its owner chose with a one-time code; ends every session and lifts "to be changed". */
export async function choosePassword(
  tx: Tx,
  userId: string,
  passwordHash: string,
): Promise<'replaced' | 'outside' | 'unknown'> {
  const { rows } = await sql<{ outcome: 'replaced' | 'outside' | 'unknown' }>`
    select auth.choose_password(${userId}::uuid, ${passwordHash}) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'unknown';
}

/** Whether the person also holds an office of another tenant or administers the platform: then no tenant gives passwords. */
export async function standsOutside(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ outside: boolean }>`select auth.stands_outside(${userId}::uuid) as outside`.execute(tx);
  return rows[0]?.outside ?? true;
}

/** The tenant's person of that user name or e-mail, as typed into a form. */
export async function personCalled(tx: Tx, typed: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select auth.person_called(${typed.trim().toLowerCase()}) as id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** E-mail addresses of the tenant's persons; those without one are left out. */
export async function mailAddresses(tx: Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ userId: string; mail: string }>`
    select user_id, mail from auth.mail_addresses(${[...userIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ userId, mail }) => [userId, mail]));
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
  await explainTaken(identity.pool.query(`${insertAccount} select from person`, values));
}

/**
 * An account that stands above all tenants, with its audit event, in one statement. Repeating it with the same id changes
 * nothing.
 * @param owner the owning role: neither the app's role nor the sign-in's may make one
 * @throws Conflict when the user name or the e-mail belongs to another account
 */
export async function createPlatformAdministrator(
  owner: OwnerConnection,
  account: Omit<OpenedAccount, 'givenBy'> & { passwordDue: boolean },
): Promise<void> {
  const { id, name, username, passwordHash, passwordDue } = account;
  const values = [id, name, mailOf(account), username, passwordHash, passwordDue, reservedTenantId, newId()];
  await explainTaken(
    owner.query(
      `${insertAccount}, raised as (
      insert into auth.platform_administrators (user_id) select id from person
    )
    insert into public.audit_events (tenant_id, id, act, subject_kind, subject_id)
    select $7, $8, 'platform.administrator_made', 'person', id::text from person`,
      values,
    ),
  );
}

async function explainTaken(work: Promise<unknown>): Promise<void> {
  try {
    await work;
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
  ), credential as (
    insert into auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
    select gen_random_uuid(), id::text, 'credential', id, $5, now() from person
  )`;

/**
 * Within a transaction: gives the person's own new password, ends all sessions and lifts "to be changed".
 * @returns false when the password is no longer the one that was checked
 */
export async function changePasswordFrom(tx: Tx, userId: string, checkedHash: string, hash: string): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select auth.change_password(${userId}::uuid, ${checkedHash}, ${hash}) as changed`.execute(tx);
  return rows[0]?.changed ?? false;
}

/** The stored hash of the person's password when `password` is the right one, else null. */
export async function checkPassword(identity: Identity, userId: string, password: string): Promise<string | null> {
  const { rows } = await identity.pool.query<{ password: string }>(
    `select password from auth.account where "userId" = $1 and "providerId" = 'credential'`,
    [userId],
  );
  const stored = rows[0]?.password;
  return stored && (await verifyPassword({ hash: stored, password })) ? stored : null;
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

export async function isPlatformAdministrator(identity: Identity, userId: string): Promise<boolean> {
  const { rowCount } = await identity.pool.query('select from auth.platform_administrators where user_id = $1', [
    userId,
  ]);
  return rowCount === 1;
}
