import { randomInt } from 'node:crypto';
import { codeOf, Conflict } from '../errors.ts';
import type { Identity } from './identity.ts';

export interface NewAccount {
  id: string;
  name: string;
  /** Lower case; unique over all tenants. */
  username: string;
  email: string | null;
  password: string;
  /** True when somebody else chose the password: it must be changed at the first sign-in. */
  passwordDue: boolean;
}

/**
 * Makes an account that can sign in and holds no office yet. Repeating it with the same id changes nothing.
 * @throws Conflict when the user name or the e-mail belongs to another account
 */
export async function createAccount(identity: Identity, account: NewAccount): Promise<void> {
  const context = await identity.auth.$context;
  const hash = await context.password.hash(account.password);
  // The library requires an e-mail: a person without one gets an address that is never shown or mailed.
  const email = account.email?.toLowerCase() ?? `${account.id}@users.invalid`;
  try {
    await identity.pool.query(insertAccount, [account.id, account.name, email, account.username, hash, account.passwordDue]);
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

/** Gives a new password that must be changed at the next sign-in, and ends every session. */
export async function resetPassword(identity: Identity, userId: string, password: string): Promise<void> {
  const context = await identity.auth.$context;
  const hash = await context.password.hash(password);
  await identity.pool.query(
    `with changed as (
       update auth.account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'
     ), ended as (delete from auth.session where "userId" = $1)
     insert into auth.passwords_due (user_id) values ($1) on conflict do nothing`,
    [userId, hash],
  );
}

export async function accountIdByUsername(identity: Identity, username: string): Promise<string | null> {
  const { rows } = await identity.pool.query<{ id: string }>('select id from auth."user" where username = $1', [
    username.toLowerCase(),
  ]);
  return rows[0]?.id ?? null;
}

export async function makePlatformAdministrator(identity: Identity, userId: string): Promise<void> {
  await identity.pool.query('insert into auth.platform_administrators (user_id) values ($1) on conflict do nothing', [
    userId,
  ]);
}

/** A password that can be read out on the telephone: no letters that look alike, about 59 bits. */
export function inventPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}
