import { createAccount } from '../identity/accounts.ts';
import { signIn } from '../identity/sign-in.ts';
import { newId } from '../ids.ts';
import type { TestDatabase } from './database.ts';

export const testRoles = [
  'tenant_admin',
  'organization_head',
  'innovator',
  'verifier',
  'platform_admin',
  'neighbour_admin',
] as const;
export type TestRole = (typeof testRoles)[number];

/** Makes an account that holds the role in an organisation of its own and signs it in. @returns its cookie header */
export async function signInAs(db: TestDatabase, role: TestRole): Promise<string> {
  const id = newId();
  const username = `${role.replace('_', '-')}-${id.slice(-6)}`;
  const account = {
    id,
    name: `Sari ${role} (contoh)`,
    username,
    email: null,
    password: 'kata-sandi-uji-1',
    passwordDue: false,
  };
  await createAccount(db.identity, account);
  if (role === 'platform_admin') await raise(db, id);
  else await giveOffice(db, account, role);
  const outcome = await signIn(db.identity, {
    identifier: username,
    password: account.password,
    remember: true,
    address: '127.0.0.1',
    cookie: undefined,
  });
  if (outcome.kind !== 'in') throw new Error(`could not sign in: ${outcome.kind}`);
  await haveShownFactor(db, id);
  return outcome.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** As if the person had shown a second factor in every session: administrators get nowhere without. */
export async function haveShownFactor(db: TestDatabase, userId: string): Promise<void> {
  await db.owner.query(
    'update auth.session_state t set second_factor = true from auth.session s where s.id = t.session_id and s."userId" = $1',
    [userId],
  );
}

/** Makes a person who has an account a platform administrator. */
export async function raise(db: TestDatabase, userId: string): Promise<void> {
  await db.owner.query('insert into auth.platform_administrators (user_id) values ($1)', [userId]);
}

async function giveOffice(db: TestDatabase, account: { id: string; name: string; username: string }, role: TestRole) {
  const tenantId = role === 'neighbour_admin' ? db.tenants.tetangga.id : db.tenants.bekasikab.id;
  const held = role === 'neighbour_admin' ? 'tenant_admin' : role;
  const [organization, office] = [newId(), newId()];
  await db.owner.query(
    `with organization as (
       insert into organizations (tenant_id, id, kind, name, reference) values ($1, $2, 'agency', $3, $3)
     ), office as (
       insert into offices (tenant_id, id, organization_id, role) values ($1, $4, $2, $5)
     ), person as (
       insert into people (tenant_id, user_id, name, username) values ($1, $6, $7, $8)
     )
     insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from)
     values ($1, $9, $4, $5, $6, 'definitive', '2026-01-01')`,
    [
      tenantId,
      organization,
      `Dinas ${organization}`,
      office,
      held,
      account.id,
      account.name,
      account.username,
      newId(),
    ],
  );
}
