import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { innovationForLevels, innovationsForIndex } from './index.queries.ts';
import { maskName } from './innovation.queries.ts';
import type { State } from './life-cycle.ts';
import { reviewQueue, tasksFor } from './tasks.queries.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  innovator = db.ctx({ actor: await region.person('innovator', region.village) });
});
afterAll(() => db.close());

async function standing(state: State, title: string, ctx = innovator, organization = region.village): Promise<string> {
  const id = await writtenDraft(ctx, organization.id, { title });
  await db.owner.query('update innovations set state = $2 where id = $1', [id, state]);
  return id;
}

describe('what waits', () => {
  it('is each person’s own, by their offices, oldest first', async () => {
    const ids = [
      await standing('returned', 'Dikembalikan'),
      await standing('draft', 'Draf'),
      await standing('proposed', 'Diusulkan'),
      await standing('submitted', 'Dikirim'),
    ];
    const [returned, draft, proposed, submitted] = ids as [string, string, string, string];
    const kindsOf = async (ctx: Ctx) => (await tasksFor(ctx)).tasks.map(({ id, kind, to }) => ({ id, kind, to }));
    expect(await kindsOf(innovator)).toEqual([
      { id: returned, kind: 'returned', to: `/kerja/inovasi/${returned}` },
      { id: draft, kind: 'draft', to: `/kerja/inovasi/${draft}` },
    ]);
    const head = db.ctx({ actor: await region.person('organization_head', region.village) });
    expect(await kindsOf(head)).toEqual([
      { id: proposed, kind: 'proposed', to: `/kerja/inovasi/${proposed}/konfirmasi` },
    ]);
    const verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
    expect(await kindsOf(verifier)).toEqual([
      { id: submitted, kind: 'submitted', to: `/kerja/verifikasi/${submitted}` },
    ]);
    const both = db.ctx({
      actor: await region.person('verifier', region.agency, [region.office('innovator', region.village)]),
    });
    expect((await kindsOf(both)).map((task) => task.id)).toEqual([returned, draft]);
    expect((await reviewQueue(both)).own).toBe(1);
  });

  it('is nothing for visitors, strangers and other tenants', async () => {
    const none = { count: 0, tasks: [] };
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    for (const ctx of [
      db.ctx(),
      db.ctx({ actor: actorWith([]) }),
      neighbour,
      { ...innovator, tenant: db.tenants.tetangga },
    ]) {
      expect(await tasksFor(ctx)).toEqual(none);
    }
    await expect(reviewQueue(innovator)).rejects.toThrow(NotAllowed);
  });

  it('is counted whole and listed up to fifty', async () => {
    const busy = db.ctx({ actor: await region.person('innovator', region.other) });
    await db.owner.query(
      `insert into innovations (tenant_id, id, organization_id, state, title)
       select $1, gen_random_uuid(), $2, 'draft', 'Draf ' || n from generate_series(1, 53) n`,
      [region.tenant.id, region.other.id],
    );
    const { count, tasks } = await tasksFor(busy);
    expect([count, tasks.length]).toEqual([53, 50]);
  });
});

describe('for the national index', () => {
  it('are the accepted ones of the tenant, for everybody', async () => {
    const id = await standing('accepted', 'Diterima');
    await standing('archived', 'Diarsipkan');
    expect(await innovationsForIndex(db.ctx())).toEqual([
      {
        id,
        title: 'Diterima',
        organizationId: region.village.id,
        organizationName: region.village.name,
        affair: 'Lingkungan Hidup',
        crossingAffairs: ['Kesehatan'],
        acceptedAt: null,
        stage: 'penerapan',
        implementedOn: '2024-06-01',
        developedOn: null,
        example: true,
      },
    ]);
    expect(await innovationsForIndex(db.ctx({ tenant: db.tenants.tetangga }))).toEqual([]);
  });

  it('one innovation is shown to everybody once accepted, before that to those who may see it', async () => {
    const accepted = await standing('accepted', 'Terbuka');
    const draft = await standing('draft', 'Tertutup');
    expect(await innovationForLevels(db.ctx(), accepted)).toMatchObject({ title: 'Terbuka', state: 'accepted' });
    expect(await innovationForLevels(innovator, draft)).toMatchObject({
      title: 'Tertutup',
      organizationName: region.village.name,
    });
    await expect(innovationForLevels(db.ctx(), draft)).rejects.toThrow(NotFound);
    await expect(innovationForLevels(db.ctx({ tenant: db.tenants.tetangga }), accepted)).rejects.toThrow(NotFound);
  });
});

it.each([
  ['Sari Rahayu', 'S••• R•••'],
  ['Éka', 'É•••'],
  [null, null],
])('a masked name keeps first letters only: %j', (name, masked) => expect(maskName(name)).toBe(masked));
