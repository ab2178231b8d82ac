import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reservedTenant } from '#platform/audit/outside.ts';
import { readSession } from '#platform/identity/session.ts';
import { sentBack } from '#platform/identity/sign-in.ts';
import { signInVouched } from '#platform/identity/vouched.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, reservedTenantId, type Tenant } from '#platform/tenancy.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { unlinkOwn } from './external.acts.ts';
import { providerInput } from './provider.ts';
import { removeProvider, saveProvider, writeProvider } from './providers.acts.ts';
import { turnOn } from './testing-app-codes.ts';
import { administratorCtx } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo, type TestAccount, testPassword } from './testing-site.ts';

let site: Site;
let admin: Ctx;
let person: TestAccount;
let ours: Record<string, string>;
let count = 0;
beforeAll(async () => {
  site = await openSite();
  admin = await administratorCtx(site.db);
});
afterAll(() => site.close());
beforeEach(async () => {
  person = await addAccount(site.db, { role: 'innovator' });
  ours = await addProvider(site.db.tenants.bekasikab);
  await linkWith(ours, person);
});

async function addProvider(tenant: Tenant, id = newId()): Promise<Record<string, string>> {
  const issuer = `https://masuk-${++count}.go.id`;
  const typed = { id, label: 'Akun ASN', issuer, clientId: 'gelar', clientSecret: 'rahasia-1', enabled: 'ya' };
  await writeProvider(site.db.ctx({ tenant }), providerInput(false).parse(typed), { officeId: null, internal: false });
  return typed;
}

async function linkWith(provider: Record<string, string>, { id }: TestAccount, tenant = site.db.tenants.bekasikab) {
  await site.db.owner.query(
    'insert into external_identities (tenant_id, issuer, subject, provider_id, user_id) values ($1, $2, $3, $4, $5)',
    [tenant.id, provider.issuer, newId(), provider.id, id],
  );
}

/** @returns the cookies of a session that the provider began, null when it may not */
async function begin({ id = '' }: Record<string, string>, by = person, tenantId = site.db.tenants.bekasikab.id) {
  const browser = { cookie: undefined, userAgent: 'Chrome' };
  const signed = await signInVouched(site.db.identity, browser, by.id, { id, tenantId });
  return signed && sentBack(signed.cookies);
}
const whoIs = async (cookie: string | null) => (await readSession(site.db.identity, cookie ?? ''))?.userId ?? null;
const save = (changed: Record<string, string>, ctx = admin) =>
  saveProvider(ctx, providerInput(false).parse({ ...ours, ...changed }));
const lastChanges = async (subject: string) => {
  const { rows } = await site.db.owner.query(
    'select changes from audit_events where subject_id = $1 order by at desc, id desc limit 1',
    [subject],
  );
  return rows[0].changes;
};

describe('sessions that a provider began', () => {
  const endings: [string, () => Promise<unknown>][] = [
    ['is switched off', () => save({ enabled: '', clientSecret: '' })],
    ['is another client', () => save({ clientId: 'lain' })],
    [
      'answers elsewhere',
      () =>
        save({
          authorizationEndpoint: 'https://lain.go.id/a',
          tokenEndpoint: 'https://lain.go.id/t',
          jwksUri: 'https://lain.go.id/k',
        }),
    ],
    ['is removed', () => removeProvider(admin, ours.id ?? '')],
  ];
  test.each(endings)('end when it %s, and no others do', async (_, ending) => {
    const [other, own] = [await addProvider(site.db.tenants.bekasikab), await signInTo(site, person.username)];
    await linkWith(other, person);
    const neighbour = await addAccount(site.db, { role: 'innovator', tenant: site.db.tenants.tetangga });
    const theirs = await addProvider(site.db.tenants.tetangga, ours.id);
    await linkWith(theirs, neighbour, site.db.tenants.tetangga);
    const [first, second] = [await begin(ours), await begin(ours)];
    const kept = [own, await begin(other), await begin(theirs, neighbour, site.db.tenants.tetangga.id)];
    await ending();
    expect([await whoIs(first), await whoIs(second)]).toEqual([null, null]);
    expect(await Promise.all(kept.map(whoIs))).toEqual([person.id, person.id, neighbour.id]);
    expect((await lastChanges(ours.id ?? '')).sessionsEnded).toBe(2);
    expect(await begin(ours)).toBeNull();
  });

  test('go on when its name or its secret changes', async () => {
    const cookie = await begin(ours);
    await save({ label: 'Nama baru', clientSecret: 'rahasia-2' });
    expect(await whoIs(cookie)).toBe(person.id);
    expect((await lastChanges(ours.id ?? '')).sessionsEnded).toBe(0);
  });

  test('end also while they wait for the code', async () => {
    await turnOn(site, person);
    const cookie = await begin(ours);
    expect((await readSession(site.db.identity, cookie ?? ''))?.waitsForCode).toBe(true);
    await removeProvider(admin, ours.id ?? '');
    expect(await readSession(site.db.identity, cookie ?? '')).toBeNull();
  });

  test('of the installation’s own provider end with it, and by no tenant', async () => {
    const whole = await addProvider(reservedTenant);
    await linkWith(whole, person, reservedTenant);
    await addProvider(site.db.tenants.bekasikab, whole.id);
    const cookie = await begin(whole, person, reservedTenantId);
    await removeProvider(admin, whole.id ?? '');
    expect(await whoIs(cookie)).toBe(person.id);
    const off = providerInput(false).parse({ ...whole, enabled: '', clientSecret: '' });
    await writeProvider(site.db.ctx({ tenant: reservedTenant }), off, { officeId: null, internal: false });
    expect(await whoIs(cookie)).toBeNull();
  });

  test('end when their person unlinks it, and nobody else’s', async () => {
    const other = await addAccount(site.db, { role: 'innovator' });
    await linkWith(ours, other);
    const [mine, theirs, own] = [await begin(ours), await begin(ours, other), await signInTo(site, person.username)];
    const sent = { cookie: own, form: { current: testPassword } };
    expect((await site.fetch(`/akun/keamanan/penyedia/${ours.id}/putus`, sent)).status).toBe(303);
    expect([await whoIs(mine), await whoIs(theirs), await whoIs(own)]).toEqual([null, other.id, person.id]);
    expect(await lastChanges(person.id)).toEqual({ provider: ours.id, sessionsEnded: 1 });
    expect(await begin(ours)).toBeNull();
  });

  test('end with the event or not at all', async () => {
    const cookie = await begin(ours);
    await failEveryCall(site.db, admin, async (ctx) => {
      expect(await whoIs(cookie)).toBe(person.id);
      await save({ enabled: '', clientSecret: '' }, ctx);
    });
    await save({});
    const again = await begin(ours);
    await failEveryCall(site.db, admin, async (ctx) => {
      expect(await whoIs(again)).toBe(person.id);
      await removeProvider(ctx, ours.id ?? '');
    });
    expect([await whoIs(cookie), await whoIs(again)]).toEqual([null, null]);
  });

  test('are not left over when one signs in while it is removed', async () => {
    for (let n = 0; n < 6; n++) {
      const provider = await addProvider(site.db.tenants.bekasikab);
      await linkWith(provider, person);
      const [cookies] = await Promise.all([
        Promise.all([begin(provider), begin(provider), begin(provider)]),
        removeProvider(admin, provider.id ?? ''),
      ]);
      expect(await Promise.all(cookies.map(whoIs))).toEqual([null, null, null]);
    }
    const { rows } = await site.db.owner.query('select from auth.session where "userId" = $1', [person.id]);
    expect(rows.length).toBe(0);
  });
});

test('unlinking is whole or nothing, sessions and all', async () => {
  const session = await readSession(site.db.identity, await signInTo(site, person.username));
  const hand = { session: session ?? expect.unreachable(), address: '192.0.2.7' };
  const cookie = await begin(ours);
  const sent = { providerId: ours.id ?? '', current: testPassword };
  await failEveryCall(site.db, site.db.ctx(), async (ctx) => {
    expect(await whoIs(cookie)).toBe(person.id);
    await unlinkOwn(ctx, site.db.identity, hand, sent);
  });
  expect(await whoIs(cookie)).toBeNull();
});
