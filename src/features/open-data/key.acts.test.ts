import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrangeRegion, type TestRegion } from '#features/innovations/testing-region.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { makeKey, markKeyUsed, revokeKey } from './key.acts.ts';
import { holderOf, listKeys, officesForKeys } from './key.queries.ts';
import { bearerOf, keyState, type NewKey, newKey } from './key.ts';

let db: TestDatabase;
let region: TestRegion;
let ctx: Ctx;
beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  ctx = db.ctx({ actor: await region.person('tenant_admin', region.agency), now: new Date('2026-11-24T03:00:00Z') });
});
afterAll(() => db.close());

const called = (name: string) => `Kunci ${name}`;
const input = (change: Partial<NewKey> = {}): NewKey => ({
  id: newId(),
  name: 'Aplikasi desa',
  officeId: region.office('innovator', region.village).id,
  scopes: ['innovations:write'],
  expiresOn: '2027-11-24',
  ...change,
});

test('a key acts as its one office, and only its digest is kept', async () => {
  const key = input();
  const token = await makeKey(ctx, key);
  expect(token).toMatch(/^gelar_[\w-]{43}$/);
  const holder = await holderOf({ ...ctx, actor: null }, token, called);
  expect(holder).toEqual({
    organizationId: region.village.id,
    scopes: ['innovations:write'],
    actor: {
      userId: key.id,
      name: 'Kunci Aplikasi desa',
      username: key.id,
      platformAdministrator: false,
      offices: [region.office('innovator', region.village)],
    },
  });
  const { rows } = await db.owner.query(
    'select k::text as row from api_keys k union all select a::text from audit_events a',
  );
  expect(rows.length).toBeGreaterThan(1);
  for (const { row } of rows) expect(row).not.toContain(token);
});

test('the form sent twice makes one key and shows the same; later, or changed, it shows nothing', async () => {
  const key = input();
  const [one, two] = await Promise.all([makeKey(ctx, key), makeKey(ctx, key)]);
  expect(one).toBe(two);
  const audited = await db.owner.query('select act from audit_events where subject_id = $1', [key.id]);
  expect(audited.rows).toEqual([{ act: 'api_key.made' }]);
  await expect(makeKey({ ...ctx, now: new Date(ctx.now.getTime() + 11 * 60_000) }, key)).rejects.toThrow(Conflict);
  await expect(makeKey(ctx, { ...key, name: 'Lain' })).rejects.toThrow(Conflict);
  const other = { ...ctx, actor: await region.person('tenant_admin', region.agency) };
  await expect(makeKey(other, key)).rejects.toThrow(Conflict);
});

test('a revoked key is nobody from then on, also when it is revoked again', async () => {
  const key = input();
  const token = await makeKey(ctx, key);
  await revokeKey(ctx, key.id);
  await revokeKey(ctx, key.id);
  expect(await holderOf(ctx, token, called)).toBeNull();
  await expect(makeKey(ctx, key)).rejects.toThrow(Conflict);
  await expect(revokeKey(ctx, newId())).rejects.toThrow(NotFound);
  await expect(revokeKey(ctx, 'x')).rejects.toThrow(NotFound);
});

test('a key is taken until the end of its last day in WIB', async () => {
  const token = await makeKey(ctx, input({ expiresOn: '2026-11-30' }));
  const at = (time: string) => holderOf({ ...ctx, now: new Date(time) }, token, called);
  expect(await at('2026-11-30T16:59:00Z')).not.toBeNull();
  expect(await at('2026-11-30T17:00:00Z')).toBeNull();
  expect(keyState({ revokedAt: null, expiresOn: '2026-11-30' }, '2026-11-30')).toBe('active');
  expect(keyState({ revokedAt: null, expiresOn: '2026-11-30' }, '2026-12-01')).toBe('expired');
  expect(keyState({ revokedAt: new Date(), expiresOn: '2026-11-30' }, '2026-11-01')).toBe('revoked');
});

test.each([
  ['2026-11-23', 'openData.errors.expiryPast'],
  ['2027-11-26', 'openData.errors.expiryFar'],
])('it cannot end on %s', async (expiresOn, message) => {
  const refusal = await makeKey(ctx, input({ expiresOn })).catch((error: unknown) => error);
  expect(refusal instanceof Invalid && refusal.faults).toEqual([{ field: 'expiresOn', message }]);
});

test('a key is no key in another tenant, and an office that does not write has none', async () => {
  const token = await makeKey(ctx, input());
  expect(await holderOf({ ...ctx, tenant: db.tenants.tetangga }, token, called)).toBeNull();
  expect(await holderOf(ctx, `gelar_${'A'.repeat(43)}`, called)).toBeNull();
  const head = input({ officeId: region.office('organization_head', region.village).id });
  await expect(makeKey(ctx, head)).rejects.toThrow(Invalid);
  await expect(makeKey(ctx, input({ officeId: newId() }))).rejects.toThrow(Invalid);
});

test('only administrators of the tenant see, make and revoke keys', async () => {
  const key = input();
  await makeKey(ctx, key);
  for (const role of ['innovator', 'organization_head', 'verifier'] as const) {
    const other = { ...ctx, actor: await region.person(role, region.village) };
    await expect(makeKey(other, input())).rejects.toThrow(NotAllowed);
    await expect(revokeKey(other, key.id)).rejects.toThrow(NotAllowed);
    expect(() => listKeys(other)).toThrow(NotAllowed);
    expect(() => officesForKeys(other)).toThrow(NotAllowed);
  }
  const neighbour = await arrangeRegion(db, db.tenants.tetangga);
  const theirs = db.ctx({ tenant: neighbour.tenant, actor: await neighbour.person('tenant_admin', neighbour.agency) });
  expect(await listKeys(theirs)).toEqual([]);
  await expect(revokeKey(theirs, key.id)).rejects.toThrow(NotFound);
  await expect(makeKey(theirs, input())).rejects.toThrow(Invalid);
});

test('use is remembered to the minute', async () => {
  const key = input({ name: 'Kunci terpakai' });
  await makeKey(ctx, key);
  const lastUse = async () => (await listKeys(ctx)).find(({ id }) => id === key.id)?.lastUsedAt;
  expect(await lastUse()).toBeNull();
  await markKeyUsed(ctx, key.id);
  await markKeyUsed({ ...ctx, now: new Date(ctx.now.getTime() + 30_000) }, key.id);
  expect(await lastUse()).toEqual(ctx.now);
  const later = new Date(ctx.now.getTime() + 90_000);
  await markKeyUsed({ ...ctx, now: later }, key.id);
  expect(await lastUse()).toEqual(later);
});

test('nothing is half done when a statement fails', async () => {
  const key = input();
  expect(await failEveryCall(db, ctx, (with_) => makeKey(with_, key))).toBeGreaterThan(3);
  await failEveryCall(db, ctx, (with_) => revokeKey(with_, key.id));
});

test.each([
  [{ name: 'ab' }, 'name', 'openData.errors.name'],
  [{ officeId: 'x' }, 'officeId', 'openData.errors.office'],
  [{ scopes: [] }, 'scopes', 'openData.errors.scopes'],
  [{ scopes: 'everything' }, 'scopes', 'openData.errors.scopes'],
  [{ expiresOn: 'kapan' }, 'expiresOn', 'openData.errors.day'],
  [{ id: 'x' }, 'id', 'common.errors.wrongForm'],
])('%j is refused', (change, field, message) => {
  const issues = newKey.safeParse({ ...input(), ...change }).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
});

test('a header holds a key only in the one shape', () => {
  const token = `gelar_${'aB3-_'.repeat(9).slice(0, 43)}`;
  expect([bearerOf(`Bearer ${token}`), bearerOf(` bearer  ${token} `)]).toEqual([token, token]);
  for (const wrong of ['', token, `Basic ${token}`, `Bearer ${token}x`, 'Bearer gelar_x', `Bearer ${token} ${token}`]) {
    expect(bearerOf(wrong)).toBeNull();
  }
});
