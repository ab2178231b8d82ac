import { addTerm } from '#features/people/testing-people.ts';
import type { App } from '#platform/http/env.ts';
import { createAccount } from '#platform/identity/accounts.ts';
import { signIn } from '#platform/identity/sign-in.ts';
import { newId } from '#platform/ids.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { haveShownFactor, raise } from '#platform/testing/sign-in.ts';
import { offices, type Reader, type Side, sides } from './canaries.fixture.ts';
import { walkPassword } from './people.fixture.ts';
import type { Region } from './walk-site.fixture.ts';

/** Somebody who walks: what they carry, and what they are in each tenant. */
export interface Visitor {
  name: string;
  /** With a key one asks the interface for programs alone. */
  only?: RegExp;
  headers: Readonly<Record<string, string>>;
  is: Readonly<Record<Side, Reader>>;
}

type Regions = Record<Side, Region>;

const nobodyHere = { a: 'stranger', b: 'stranger' } as const;

/** Every office of both tenants, and everybody who could be taken for more than they are. */
export async function arrangeVisitors(db: TestDatabase, app: App, regions: Regions): Promise<Visitor[]> {
  const visitors: Visitor[] = [{ name: 'anonymous', headers: {}, is: nobodyHere }];
  for (const side of sides) {
    for (const office of offices) {
      const headers = await signInAs(db, regions[side].persons[office].username);
      visitors.push({ name: `${side} ${office}`, headers, is: { ...nobodyHere, [side]: office } });
    }
    const key = { authorization: `Bearer ${regions[side].handed.token}` };
    visitors.push({ name: `${side} key`, headers: key, only: /^\/api\//, is: { ...nobodyHere, [side]: 'key' } });
  }
  const above = { a: 'platform', b: 'platform' } as const;
  visitors.push(
    { name: 'platform', headers: await signInAs(db, await addPlatform(db)), is: above },
    { name: 'nobody', headers: await signInAs(db, await addAccount(db, 'tanpa.jabatan')), is: nobodyHere },
    ...(await addBoth(db, regions)),
    await addViewer(db, app, regions.a),
  );
  return visitors;
}

async function signInAs(db: TestDatabase, username: string): Promise<{ cookie: string }> {
  const network = { remember: true, address: '127.0.0.1', cookie: undefined };
  const outcome = await signIn(db.identity, { identifier: username, password: walkPassword, ...network });
  if (outcome.kind !== 'in') throw new Error(`could not sign in: ${outcome.kind}`);
  await haveShownFactor(db, outcome.userId);
  return { cookie: outcome.cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
}

async function addAccount(db: TestDatabase, username: string): Promise<string> {
  const account = { id: newId(), name: `Sari ${username}`, username, email: null };
  await createAccount(db.identity, { ...account, password: walkPassword, passwordDue: false });
  return username;
}

async function addPlatform(db: TestDatabase): Promise<string> {
  const username = await addAccount(db, 'pengelola');
  await raise(db, await idOf(db, username));
  return username;
}

async function idOf(db: TestDatabase, username: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>('select id from auth."user" where username = $1', [username]);
  return rows[0]?.id ?? '';
}

/** An innovator here who administers the neighbour; and the same person, signed in by a provider of this tenant alone. */
async function addBoth(db: TestDatabase, { a, b }: Regions): Promise<Visitor[]> {
  const username = await addAccount(db, 'dua.jabatan');
  const userId = await idOf(db, username);
  for (const { tenant } of [a, b]) {
    await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
      tenant.id,
      userId,
      'Sari dua',
      username,
    ]);
  }
  await addTerm(db, { userId, organizationId: a.places.other, role: 'innovator' }, a.tenant);
  await addTerm(db, { userId, organizationId: b.places.operator, role: 'tenant_admin' }, b.tenant);
  const confined = await signInAs(db, username);
  await db.owner.query(
    `update auth.session_state t set tenant_id = $1, begun_by = 'provider', provider_id = uuidv7() from auth.session s
     where s.id = t.session_id and s."userId" = $2`,
    [a.tenant.id, userId],
  );
  return [
    { name: 'both', headers: await signInAs(db, username), is: { a: 'otherInnovator', b: 'administrator' } },
    { name: 'confined', headers: confined, is: { a: 'otherInnovator', b: 'stranger' } },
  ];
}

/** The administrator, looking as the village's innovator. */
async function addViewer(db: TestDatabase, app: App, { persons }: Region): Promise<Visitor> {
  const headers = await signInAs(db, persons.administrator.username);
  const body = new URLSearchParams({ username: persons.villageInnovator.username });
  const begun = await app.request('http://127.0.0.1/kerja/lihat-sebagai', { method: 'POST', headers, body });
  if (begun.status !== 303) throw new Error(`could not look as another: ${begun.status}`);
  return { name: 'viewer', headers, is: { a: 'viewer', b: 'stranger' } };
}
