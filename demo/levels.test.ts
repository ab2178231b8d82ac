import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexSummary } from '#features/innovation-index/index.ts';
import { loadOrganizations } from '#features/organizations/index.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { fictionalBekasi } from './bekasikab/fictional.ts';
import { listBekasiOrganizations } from './bekasikab/organizations.ts';
import { demonstrationInnovations } from './innovations/load.ts';
import { demonstrationLevels } from './levels.ts';
import { tarumasariOrganizations } from './tarumasari/organizations.ts';

let db: TestDatabase;
let both: { bekasikab: Ctx; tarumasari: Ctx };

beforeAll(async () => {
  db = await freshDatabase();
  both = { bekasikab: db.ctx(), tarumasari: db.ctx({ tenant: db.tenants.tetangga }) };
  await loadOrganizations(both.bekasikab, 'bekasikab', [...listBekasiOrganizations(), ...fictionalBekasi]);
  await loadOrganizations(both.tarumasari, 'contoh', tarumasariOrganizations);
  await demonstrationInnovations.load(both);
  await demonstrationLevels.load(both);
});
afterAll(() => db.close());

it('gives a believable index with room above it', async () => {
  const { index, predicate, verified, parts, next } = await indexSummary(both.bekasikab);
  expect(index).toBeGreaterThan(55);
  expect(index).toBeLessThan(65);
  expect({ predicate, verified, next: next?.name }).toEqual({
    predicate: 'Inovatif',
    verified: null,
    next: 'Sangat Inovatif',
  });
  expect(parts.count).toBeGreaterThan(0);
});

it('gives levels to invented innovations only', async () => {
  const { rows } = await db.owner.query(
    `select i.example, i.state, count(*)::int % 20 as rest from innovation_levels l
     join innovations i on (i.tenant_id, i.id) = (l.tenant_id, l.innovation_id) group by 1, 2`,
  );
  expect(rows).toEqual([{ example: true, state: 'accepted', rest: 0 }]);
});

it('changes nothing the second time, and leaves what people claimed since', async () => {
  const all = async () => (await db.owner.query('select * from innovation_levels order by innovation_id, code')).rows;
  await db.owner.query("update innovation_levels set claimed = 0 where code = 'SID-16'");
  const before = await all();
  const events = async () => (await db.owner.query("select from audit_events where act = 'levels.loaded'")).rowCount;
  const told = await events();
  await demonstrationLevels.load(both);
  expect(await all()).toEqual(before);
  expect(await events()).toBe(told);
});

it('is refused where the tenant is no demonstration', async () => {
  const real = db.ctx({ tenant: { ...db.tenants.bekasikab, demonstration: false } });
  await expect(demonstrationLevels.load({ bekasikab: real, tarumasari: real })).rejects.toThrow();
});
