import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { arrangeRegion, type TestRegion } from './testing-region.ts';
import { addTopic, placeTopic, renameTopic, retireTopic } from './topic.acts.ts';
import { countTopics, listTopics } from './topic.queries.ts';
import { slugOf } from './topic.ts';

let db: TestDatabase;
let region: TestRegion;
let admin: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
});
afterAll(() => db.close());

const names = async () => (await listTopics(admin)).map((topic) => topic.name);

describe('the topic list', () => {
  it('grows at its end, once', async () => {
    await Promise.all([addTopic(admin, ' air bersih '), addTopic(admin, 'air bersih')]);
    expect(await names()).toEqual(['lingkungan hidup', 'pelayanan', 'air bersih']);
  });

  it('is put in order by place, so that a repeat changes nothing', async () => {
    await placeTopic(admin, 'air-bersih', 0);
    await placeTopic(admin, 'air-bersih', 0);
    expect(await names()).toEqual(['air bersih', 'lingkungan hidup', 'pelayanan']);
    await placeTopic(admin, 'air-bersih', 99);
    expect(await names()).toEqual(['lingkungan hidup', 'pelayanan', 'air bersih']);
  });

  it('renames without changing the address', async () => {
    await renameTopic(admin, 'air-bersih', 'air minum', 'air bersih');
    expect((await listTopics(admin)).find((topic) => topic.name === 'air minum')?.slug).toBe('air-bersih');
    await expect(renameTopic(admin, 'air-bersih', 'Pelayanan', 'air minum')).rejects.toThrow(Invalid);
    await expect(addTopic(admin, 'Air Bersih')).rejects.toThrow(Invalid);
  });

  it('renames what the person saw, and a repeat changes nothing', async () => {
    await expect(renameTopic(admin, 'air-bersih', 'air sumur', 'air bersih')).rejects.toThrow(Conflict);
    await renameTopic(admin, 'air-bersih', 'air minum', 'air bersih');
  });

  it('retires and revives', async () => {
    await retireTopic(admin, 'pelayanan', true);
    expect((await countTopics(admin)).find((topic) => topic.slug === 'pelayanan')).toEqual({
      slug: 'pelayanan',
      name: 'pelayanan',
      position: 2,
      retired: true,
      used: 0,
    });
    await retireTopic(admin, 'pelayanan', false);
  });

  it.each(['', 'a', '!!', 'x'.repeat(61)])('refuses the name %j', async (name) => {
    await expect(addTopic(admin, name)).rejects.toThrow(Invalid);
  });

  it('is kept by the tenant’s administrator alone, in its own tenant', async () => {
    const verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
    await expect(addTopic(verifier, 'lain')).rejects.toThrow(NotAllowed);
    await expect(addTopic(db.ctx(), 'lain')).rejects.toThrow(NotAllowed);
    await expect(
      renameTopic({ ...admin, tenant: db.tenants.tetangga }, 'pelayanan', 'lain', 'pelayanan'),
    ).rejects.toThrow(NotFound);
    expect(await listTopics({ ...admin, tenant: db.tenants.tetangga })).toEqual([]);
  });

  it('changes wholly or not at all, whichever call fails', async () => {
    await failEveryCall(db, admin, (ctx) => placeTopic(ctx, 'pelayanan', 0));
    await failEveryCall(db, admin, (ctx) => addTopic(ctx, 'pangan sehat'));
  });
});

it('an address fits the database whatever the name is', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slugOf(name))));
});
