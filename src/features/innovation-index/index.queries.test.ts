import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { currentEdition } from './editions.ts';
import { indexSource } from './index.queries.ts';
import { insertInnovation, insertLevels } from './testing-index.ts';

let db: TestDatabase;
let region: TestRegion;
beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
});
afterAll(() => db.close());

const source = () => indexSource(db.ctx({}), currentEdition());
const change = (text: string, ...values: unknown[]) => db.owner.query(text, [region.tenant.id, ...values]);

describe('what the index is made of', () => {
  it('is read once while nothing changes', async () => {
    await insertInnovation(db, region);
    expect(await source()).toBe(await source());
  });

  it('is not read again for a draft, nor for another tenant', async () => {
    const before = await source();
    await insertInnovation(db, region, { state: 'draft', acceptedAt: null });
    const neighbour = await arrangeRegion(db, db.tenants.tetangga);
    await insertInnovation(db, neighbour);
    expect(await source()).toBe(before);
  });

  it('is read anew after every kind of change', async () => {
    const { id } = await insertInnovation(db, region, { title: 'Posyandu Pagi (contoh)' });
    const found = async () => (await source()).innovations.find((one) => one.id === id);
    expect(await found()).toMatchObject({ title: 'Posyandu Pagi (contoh)', levels: [] });

    await insertLevels(db, region, id, { 'SID-16': 1 });
    expect((await found())?.levels).toEqual([{ code: 'SID-16', claimed: 1, verified: null }]);
    await change("update innovation_levels set claimed = 3 where tenant_id = $1 and code = 'SID-16'");
    expect((await found())?.levels[0]?.claimed).toBe(3);
    await change('delete from innovation_levels where tenant_id = $1 and innovation_id = $2', id);
    expect((await found())?.levels).toEqual([]);

    await change('update organizations set name = $2 where tenant_id = $1 and id = $3', 'Desa Baru', region.village.id);
    expect((await found())?.organizationName).toBe('Desa Baru');
    await change("insert into region_levels (tenant_id, edition, code, claimed) values ($1, 2026, 'SPD-01', 2)");
    expect((await source()).spd).toMatchObject([{ code: 'SPD-01', claimed: 2 }]);
    await change('insert into region_totals (tenant_id, edition, claimed) values ($1, 2026, 5)');
    expect((await source()).total?.claimed).toBe(5);
    await change("update innovations set state = 'archived' where tenant_id = $1 and id = $2", id);
    expect(await found()).toBeUndefined();
  });
});
