import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { claimLevels } from './level.acts.ts';
import { claimRegionLevels, claimRegionTotal } from './region.acts.ts';
import { insertInnovation } from './testing-index.ts';

let db: TestDatabase;
let region: TestRegion;
let neighbour: TestRegion;
let innovator: Actor;
let head: Actor;
let admin: Actor;
let id: string;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  neighbour = await arrangeRegion(db, db.tenants.tetangga);
  innovator = await region.person('innovator', region.village);
  head = await region.person('organization_head', region.village);
  admin = await region.person('tenant_admin', region.agency);
});
afterAll(() => db.close());

beforeEach(async () => {
  ({ id } = await insertInnovation(db, region));
});

const as = (actor: Actor | null) => db.ctx({ actor });

async function stored(innovationId = id) {
  const { rows } = await db.owner.query<{ code: string; claimed: number; verified: number | null }>(
    'select code, claimed, verified from innovation_levels where innovation_id = $1 and edition = 2026 order by code',
    [innovationId],
  );
  return rows;
}

async function events(subject: string) {
  const { rows } = await db.owner.query<{ act: string; changes: unknown; office_id: string | null }>(
    'select act, changes, office_id from audit_events where subject_id = $1 order by at, id',
    [subject],
  );
  return rows;
}

async function faultsOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Invalid ? error.faults : error;
}

describe('claiming the levels of an innovation', () => {
  it('writes them with one event of what changed', async () => {
    await claimLevels(as(innovator), { innovationId: id, edition: 2026, levels: { 'SID-16': 2, 'SID-20': 0 } });
    await claimLevels(as(head), { innovationId: id, edition: 2026, levels: { 'SID-16': 3, 'SID-20': 0 } });
    expect(await stored()).toEqual([
      { code: 'SID-16', claimed: 3, verified: null },
      { code: 'SID-20', claimed: 0, verified: null },
    ]);
    expect(await events(id)).toEqual([
      {
        act: 'innovation.levels_claimed',
        changes: { edition: 2026, levels: { 'SID-16': [null, 2], 'SID-20': [null, 0] } },
        office_id: region.office('innovator', region.village).id,
      },
      {
        act: 'innovation.levels_claimed',
        changes: { edition: 2026, levels: { 'SID-16': [2, 3] } },
        office_id: region.office('organization_head', region.village).id,
      },
    ]);
  });

  it('changes nothing when it is repeated, also with what the form showed', async () => {
    const claim = { innovationId: id, edition: 2026, levels: { 'SID-16': 2 }, seen: { 'SID-16': null } };
    await claimLevels(as(innovator), claim);
    await claimLevels(as(innovator), claim);
    expect(await stored()).toEqual([{ code: 'SID-16', claimed: 2, verified: null }]);
    expect(await events(id)).toHaveLength(1);
  });

  it('leaves what was verified alone', async () => {
    await claimLevels(as(innovator), { innovationId: id, edition: 2026, levels: { 'SID-16': 3 } });
    await db.owner.query('update innovation_levels set verified = 1 where innovation_id = $1', [id]);
    await claimLevels(as(innovator), { innovationId: id, edition: 2026, levels: { 'SID-16': 2 } });
    expect(await stored()).toEqual([{ code: 'SID-16', claimed: 2, verified: 1 }]);
  });

  it('keeps editions apart', async () => {
    await claimLevels(as(innovator), { innovationId: id, edition: 2024, levels: { 'SID-16': 1 } });
    expect(await stored()).toEqual([]);
  });

  it('merges what two people changed at once, and refuses what they changed differently', async () => {
    await claimLevels(as(innovator), { innovationId: id, edition: 2026, levels: { 'SID-16': 1, 'SID-17': 1 } });
    const seen = { 'SID-16': 1, 'SID-17': 1 };
    await claimLevels(as(innovator), { innovationId: id, edition: 2026, levels: { 'SID-16': 3, 'SID-17': 1 }, seen });
    await claimLevels(as(head), { innovationId: id, edition: 2026, levels: { 'SID-16': 1, 'SID-17': 2 }, seen });
    expect((await stored()).map(({ claimed }) => claimed)).toEqual([3, 2]);
    const late = {
      innovationId: id,
      edition: 2026,
      levels: { 'SID-16': 2, 'SID-17': 3 },
      seen: { 'SID-16': 1, 'SID-17': 2 },
    };
    expect(await faultsOf(claimLevels(as(head), late))).toEqual([
      { field: 'SID-16', message: 'indexPages.errors.levelChanged', values: { level: 3 } },
    ]);
    expect((await stored()).map(({ claimed }) => claimed)).toEqual([3, 2]);
  });

  it('is right under many at once: one after the other, each change told once', async () => {
    const claims = Array.from({ length: 8 }, (_, at) =>
      claimLevels(as(at % 2 ? head : innovator), {
        innovationId: id,
        edition: 2026,
        levels: { 'SID-16': at % 4, 'SID-17': 2 },
      }),
    );
    await Promise.all(claims);
    const told = (await events(id)).map(
      ({ changes }) => (changes as { levels: Record<string, [number | null, number]> }).levels,
    );
    expect(told.filter((levels) => 'SID-17' in levels)).toHaveLength(1);
    const steps = told.flatMap((levels) => (levels['SID-16'] ? [levels['SID-16']] : []));
    // Events bear the time their transactions began, not the order they ended in. Told once each, they form one chain
    // from nothing to what is stored: every level is left as often as it is reached, but for the two ends.
    const last = (await stored())[0];
    expect(last).toMatchObject({ code: 'SID-16', verified: null });
    for (const level of [null, 0, 1, 2, 3]) {
      const left = steps.filter(([from]) => from === level).length;
      const reached = steps.filter(([, to]) => to === level).length;
      expect([level, left - reached]).toEqual([level, Number(level === null) - Number(level === last?.claimed)]);
    }
    expect(steps.every(([from, to]) => from !== to)).toBe(true);
  });

  it('refuses wrong levels, unknown indicators and editions, and writes nothing', async () => {
    const claim = { innovationId: id, edition: 2026 };
    expect(
      await faultsOf(
        claimLevels(as(innovator), { ...claim, levels: { 'SID-16': 4, 'SID-17': 1.5, 'SID-18': 1, 'SPD-01': 1 } }),
      ),
    ).toEqual([
      { field: 'SID-16', message: 'indexPages.errors.level' },
      { field: 'SID-17', message: 'indexPages.errors.level' },
      { field: '', message: 'indexPages.errors.unknownIndicator', values: { code: 'SPD-01' } },
    ]);
    for (const edition of [2025, 2027, Number.NaN]) {
      expect(await faultsOf(claimLevels(as(innovator), { ...claim, edition, levels: { 'SID-16': 1 } }))).toEqual([
        { field: 'edition', message: 'indexPages.errors.edition' },
      ]);
    }
    expect(await stored()).toEqual([]);
    expect(await events(id)).toEqual([]);
  });
});

describe('who may claim the levels of an innovation', () => {
  const claim = () => ({ innovationId: id, edition: 2026, levels: { 'SID-16': 1 } });

  it('innovator and head of its organisation, in every state but archived', async () => {
    for (const state of ['draft', 'proposed', 'submitted', 'returned', 'accepted']) {
      const { id: innovationId } = await insertInnovation(db, region, { state });
      await claimLevels(as(innovator), { ...claim(), innovationId });
      await claimLevels(as(head), { ...claim(), innovationId, levels: { 'SID-16': 2 } });
      expect((await stored(innovationId)).map(({ claimed }) => claimed)).toEqual([2]);
    }
    const { id: archived } = await insertInnovation(db, region, { state: 'archived' });
    await expect(claimLevels(as(innovator), { ...claim(), innovationId: archived })).rejects.toBeInstanceOf(NotAllowed);
    expect(await stored(archived)).toEqual([]);
  });

  it('nobody else', async () => {
    const others = [
      await region.person('innovator', region.other),
      await region.person('organization_head', region.other),
      await region.person('verifier', region.agency),
      admin,
      await region.person('verifier', region.village),
      await region.person('tenant_admin', region.village),
      actorWith([]),
      actorWith([], { platformAdministrator: true }),
    ];
    for (const actor of others) await expect(claimLevels(as(actor), claim())).rejects.toBeInstanceOf(NotAllowed);
    await expect(claimLevels(as(null), claim())).rejects.toBeInstanceOf(NotAllowed);
    expect(await stored()).toEqual([]);
  });

  it('knows of nothing that one may not see, and of nothing of a neighbour', async () => {
    const { id: draft } = await insertInnovation(db, region, { state: 'draft' });
    const stranger = await region.person('innovator', region.other);
    await expect(claimLevels(as(stranger), { ...claim(), innovationId: draft })).rejects.toBeInstanceOf(NotFound);
    const there = await insertInnovation(db, neighbour);
    await expect(claimLevels(as(innovator), { ...claim(), innovationId: there.id })).rejects.toBeInstanceOf(NotFound);
    await expect(claimLevels(as(innovator), { ...claim(), innovationId: newId() })).rejects.toBeInstanceOf(NotFound);
    await expect(claimLevels(as(innovator), { ...claim(), innovationId: "' or 1=1" })).rejects.toBeInstanceOf(NotFound);
    expect(await stored(there.id)).toEqual([]);
  });
});

describe('claiming the levels of the region', () => {
  const levels = async (tenantId = region.tenant.id) => {
    const { rows } = await db.owner.query(
      'select edition, code, claimed, verified from region_levels where tenant_id = $1 order by edition, code',
      [tenantId],
    );
    return rows;
  };

  it('takes them from an administrator of the tenant only, merged and told like the others', async () => {
    await claimRegionLevels(as(admin), { edition: 2026, levels: { 'SPD-01': 3, 'SPD-02a': 1 } });
    const seen = { 'SPD-01': 3, 'SPD-02a': 1 };
    await claimRegionLevels(as(admin), { edition: 2026, levels: { 'SPD-01': 2, 'SPD-02a': 1 }, seen });
    await claimRegionLevels(as(admin), { edition: 2026, levels: { 'SPD-01': 2, 'SPD-02a': 1 }, seen });
    expect(await levels()).toEqual([
      { edition: 2026, code: 'SPD-01', claimed: 2, verified: null },
      { edition: 2026, code: 'SPD-02a', claimed: 1, verified: null },
    ]);
    expect((await events('2026')).map(({ changes }) => changes)).toEqual([
      { levels: { 'SPD-01': [null, 3], 'SPD-02a': [null, 1] } },
      { levels: { 'SPD-01': [3, 2] } },
    ]);
    expect(await levels(neighbour.tenant.id)).toEqual([]);
    for (const actor of [innovator, head, await region.person('verifier', region.agency), actorWith([]), null]) {
      await expect(claimRegionLevels(as(actor), { edition: 2026, levels: { 'SPD-01': 1 } })).rejects.toBeInstanceOf(
        NotAllowed,
      );
      await expect(claimRegionTotal(as(actor), { edition: 2024, total: 1 })).rejects.toBeInstanceOf(NotAllowed);
    }
  });

  it('two at once: each change is told once', async () => {
    await Promise.all(
      Array.from({ length: 6 }, () =>
        claimRegionLevels(as(admin), { edition: 2026, levels: { 'SPD-14': 2, 'SPD-15': 1 } }),
      ),
    );
    const told = (await events('2026')).filter(({ changes }) => JSON.stringify(changes).includes('SPD-14'));
    expect(told.map(({ changes }) => changes)).toEqual([{ levels: { 'SPD-14': [null, 2], 'SPD-15': [null, 1] } }]);
  });

  it('refuses rows of an edition that knows none, and wrong levels', async () => {
    expect(await faultsOf(claimRegionLevels(as(admin), { edition: 2024, levels: { 'SPD-01': 1 } }))).toEqual([
      { field: 'edition', message: 'indexPages.errors.noRows' },
    ]);
    expect(
      await faultsOf(claimRegionLevels(as(admin), { edition: 2026, levels: { 'SPD-01': -1, 'SID-16': 1 } })),
    ).toEqual([
      { field: 'SPD-01', message: 'indexPages.errors.level' },
      { field: '', message: 'indexPages.errors.unknownIndicator', values: { code: 'SID-16' } },
    ]);
  });

  it('takes one total where the rows are not known', async () => {
    const total = (value: number, seen?: number | null) =>
      claimRegionTotal(as(admin), { edition: 2024, total: value, ...(seen === undefined ? {} : { seen }) });
    await total(45.75, null);
    await total(45.75, null);
    await total(50, 45.75);
    await expect(total(51, 45.75)).rejects.toBeInstanceOf(Conflict);
    for (const wrong of [-1, 63.01, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await faultsOf(total(wrong))).toEqual([
        { field: 'total', message: 'indexPages.errors.total', values: { max: 63 } },
      ]);
    }
    expect(await faultsOf(total(1.005))).toEqual([{ field: 'total', message: 'indexPages.errors.totalDecimals' }]);
    expect(await faultsOf(claimRegionTotal(as(admin), { edition: 2026, total: 1 }))).toEqual([
      { field: 'edition', message: 'indexPages.errors.noTotal' },
    ]);
    const { rows } = await db.owner.query('select claimed::float8, verified from region_totals');
    expect(rows).toEqual([{ claimed: 50, verified: null }]);
    expect((await events('2024')).map(({ changes }) => changes)).toEqual([
      { total: [null, 45.75] },
      { total: [45.75, 50] },
    ]);
  });
});

describe('a fault anywhere in a claim', () => {
  it('leaves nothing half done', async () => {
    const claim = { edition: 2026, levels: { 'SID-16': 2 }, innovationId: id };
    await failEveryCall(db, as(innovator), (ctx) => claimLevels(ctx, claim));
    await failEveryCall(db, as(admin), (ctx) => claimRegionLevels(ctx, { edition: 2026, levels: { 'SPD-13a': 1 } }));
    await failEveryCall(db, as(admin), (ctx) => claimRegionTotal(ctx, { edition: 2023, total: 12.5 }));
  });
});
