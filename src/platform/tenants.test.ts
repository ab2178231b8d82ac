import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Invalid } from './errors.ts';
import { reservedSlugs } from './http/addresses.ts';
import { derivedId, isId } from './ids.ts';
import { createTenant, type NewTenant, slugFor } from './tenants.ts';
import { freshDatabase, type TestDatabase } from './testing/database.ts';

let db: TestDatabase;
const karawang: NewTenant = {
  slug: 'karawangkab',
  name: 'Kabupaten Karawang',
  shortName: 'Karawang',
  areaCode: '32.15',
  operatorName: 'Bappeda Karawang',
  helpLabel: '0800-0000',
};

beforeAll(async () => {
  db = await freshDatabase();
  await db.owner.query(
    "insert into areas (code, level, name, parent_code) values ('32.15', 2, 'Kabupaten Karawang', '32')",
  );
});
afterAll(() => db.close());

async function faultOf(input: NewTenant): Promise<string> {
  const error = await createTenant(db.owner, input).catch((problem: unknown) => problem);
  if (!(error instanceof Invalid)) return expect.unreachable(String(error));
  return `${error.faults[0]?.field}: ${error.faults[0]?.message}`;
}

test('a tenant is made once, also by several at once, and keeps what it was made with', async () => {
  const made = await Promise.all([1, 2, 3].map(() => createTenant(db.owner, karawang)));
  const [first] = made;
  expect(made.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(made.map(({ id }) => id))).toEqual(new Set([first?.id]));
  expect(await createTenant(db.owner, { ...karawang, name: 'Nama lain' })).toEqual({ id: first?.id, created: false });
  const { rows } = await db.owner.query(
    'select slug, name, area_code, demonstration, reserved from tenants where id = $1',
    [first?.id],
  );
  expect(rows).toEqual([
    { slug: 'karawangkab', name: 'Kabupaten Karawang', area_code: '32.15', demonstration: false, reserved: false },
  ]);
});

test('opening one is an event of it, once', async () => {
  const { id } = await createTenant(db.owner, { ...karawang, slug: 'purwakarta', areaCode: null });
  await createTenant(db.owner, { ...karawang, slug: 'purwakarta', areaCode: null });
  const { rows } = await db.owner.query('select act, subject_id from audit_events where tenant_id = $1', [id]);
  expect(rows).toEqual([{ act: 'tenant.created', subject_id: id }]);
});

test.each([
  ['a slug that pages use', { slug: 'inovasi' }, 'slug: common.errors.tenantSlugReserved'],
  ['a slug that cannot stand in an address', { slug: 'Kab Karawang' }, 'slug: common.errors.tenantSlugShape'],
  ['the slug of another', { slug: 'bekasikab', areaCode: null }, 'slug: common.errors.tenantSlugTaken'],
  ['an area that has a tenant', { slug: 'bekasidua', areaCode: '32.16' }, 'areaCode: common.errors.tenantAreaTaken'],
  ['what the demonstration holds', { slug: 'bekasikab', areaCode: '32.16' }, 'slug: common.errors.tenantDemonstration'],
  ['an area that is none', { slug: 'entah', areaCode: '99.99' }, 'areaCode: common.errors.tenantAreaUnknown'],
  ['a name longer than any', { operatorName: 'B'.repeat(201) }, 'operatorName: common.errors.tenantTextLong'],
  ['a district', { slug: 'entah', areaCode: '32.16.01' }, 'areaCode: common.errors.tenantAreaUnknown'],
])('%s is refused', async (_, more, fault) => {
  const { rows: before } = await db.owner.query('select * from tenants order by id');
  expect(await faultOf({ ...karawang, areaCode: null, ...more })).toBe(fault);
  expect((await db.owner.query('select * from tenants order by id')).rows).toEqual(before);
});

test('the app may not make tenants', async () => {
  await expect(createTenant(db.pool, { ...karawang, slug: 'lain', areaCode: null })).rejects.toThrow(
    'permission denied',
  );
});

test.each([
  ['Kabupaten Karawang', 'karawangkab'],
  ['Kota Bekasi', 'bekasikota'],
  ['Kota Administrasi Jakarta Selatan', 'jakartaselatankota'],
  ['Jawa Barat', 'jawabaratprov'],
  ['Kabupaten Toli-Toli', 'tolitolikab'],
])('%s has the address %s', (name, slug) => {
  expect(slugFor(name)).toBe(slug);
});

test('the address of any name can be used, and is none of the pages', () => {
  const name = fc
    .tuple(fc.constantFrom('Kabupaten ', 'Kota ', ''), fc.stringMatching(/^[A-Za-z][A-Za-z '-]{1,60}$/))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, (text) => {
      expect(slugFor(text)).toMatch(/^[a-z][a-z0-9-]{1,40}$/);
      expect(reservedSlugs.has(slugFor(text))).toBe(false);
    }),
  );
});

test('derived ids are ids, the same for the same words and different for others', () => {
  expect(derivedId('organization', 'a', 'b')).toBe(derivedId('organization', 'a', 'b'));
  const words = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(isId(derivedId(...a))).toBe(true);
      expect(derivedId(...a) === derivedId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});
