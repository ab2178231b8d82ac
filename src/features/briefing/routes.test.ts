import { afterAll, beforeAll, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import { readPdf } from '#platform/papers/testing-pdf.ts';
import type { Actor, Tenant } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { type BriefingSlots, briefing } from './briefing.queries.ts';
import { createBriefingRoutes } from './routes.tsx';

const now = new Date('2026-11-24T03:00:00Z');
let db: TestDatabase;
let villages: string[];
beforeAll(async () => {
  db = await freshDatabase();
  villages = (
    await db.owner.query<{ code: string }>("select code from areas where level = 4 and code ^@ '32.16.' order by code")
  ).rows.map(({ code }) => code);
});
afterAll(() => db.close());

const holder = (role: string): Actor =>
  actorWith([
    {
      id: newId(),
      role,
      kind: 'definitive',
      organizationId: newId(),
      organizationName: 'B',
      organizationKind: 'agency',
    },
  ]);

function siteFor(actor: Actor | null, slots: BriefingSlots = {}, tenant: Tenant = db.tenants.bekasikab) {
  const app = testPages(db.ctx({ actor, tenant, now }), [createBriefingRoutes(slots)]);
  return async (path: string) => app.request(path);
}

async function organization(kind: string, name: string, areaCode: string | null): Promise<string> {
  const id = newId();
  await db.owner.query(
    'insert into organizations (tenant_id, id, kind, name, area_code, fictional) values ($1, $2, $3, $4, $5, $6)',
    [db.tenants.bekasikab.id, id, kind, name, areaCode, areaCode === null],
  );
  return id;
}

async function innovation(organizationId: string, state: string, dates: { accepted?: string; moved?: string } = {}) {
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, title, state, accepted_at, created_at, updated_at)
     values ($1, $2, $3, 'Uji', $4, $5, '2026-01-05T00:00:00Z', $6)`,
    [
      db.tenants.bekasikab.id,
      newId(),
      organizationId,
      state,
      dates.accepted ?? null,
      dates.moved ?? '2026-11-20T00:00:00Z',
    ],
  );
}

it('of an empty region says what is not known, as zero only what is counted', async () => {
  const site = siteFor(holder('tenant_admin'), {}, db.tenants.tetangga);
  const text = await (await site('/kerja/ringkasan')).text();
  expect(text).toContain(messages.briefing.index.unknown);
  expect(text).toContain(messages.briefing.late.nobody);
});

it('counts states, kinds, the month in WIB, villages with and without, and who is late', async () => {
  const [first = '', second = ''] = villages;
  const village = await organization('village', 'Desa Satu', first);
  const ward = await organization('ward', 'Kelurahan Dua', second);
  const agency = await organization('agency', 'Dinas Contoh', null);
  // 1 November, 00.30 in Bekasi: still October in London.
  await innovation(village, 'accepted', { accepted: '2026-10-31T17:30:00Z' });
  await innovation(village, 'accepted', { accepted: '2026-10-31T16:30:00Z' });
  await innovation(agency, 'accepted', { accepted: '2026-06-01T00:00:00Z' });
  await innovation(ward, 'draft');
  await innovation(ward, 'proposed', { moved: '2026-11-02T03:00:00Z' });
  await innovation(agency, 'submitted', { moved: '2026-11-23T03:00:00Z' });
  const found = await briefing(db.ctx({ actor: holder('verifier'), now }), {}, 5);
  expect(found).toMatchObject({
    states: [
      { state: 'draft', count: 1 },
      { state: 'proposed', count: 1 },
      { state: 'submitted', count: 1 },
      { state: 'accepted', count: 3 },
    ],
    month: { begun: 0, accepted: 1 },
    kinds: [
      { kind: 'village', count: 2 },
      { kind: 'agency', count: 1 },
    ],
    examples: 0,
    late: [{ organizationName: 'Kelurahan Dua', state: 'proposed', count: 1, oldest: 16 }],
    deadlines: null,
  });
  const sum = (key: 'villages' | 'withInnovation') => found.districts.reduce((total, one) => total + one[key], 0);
  expect([sum('villages'), sum('withInnovation')]).toEqual([villages.length, 1]);
});

it('waits since the last step, not since the last change', async () => {
  const organizationId = await organization('village', 'Desa Langkah', null);
  const id = newId();
  const tenantId = db.tenants.bekasikab.id;
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, title, state, updated_at) values ($1, $2, $3, 'L', 'returned', $4)`,
    [tenantId, id, organizationId, now],
  );
  for (const at of ['2026-09-01T00:00:00Z', '2026-11-10T03:00:00Z']) {
    await db.owner.query(
      `insert into innovation_transitions (tenant_id, id, innovation_id, from_state, to_state, at)
       values ($1, $2, $3, 'submitted', 'returned', $4)`,
      [tenantId, newId(), id, at],
    );
  }
  const { late } = await briefing(db.ctx({ actor: holder('tenant_admin'), now }), {}, 5);
  expect(late).toContainEqual({ organizationName: 'Desa Langkah', state: 'returned', count: 1, oldest: 10 });
});

it('shows deadlines that are handed in', async () => {
  const asked: string[] = [];
  const slots: BriefingSlots = {
    deadlines: async (_ctx, from) => {
      asked.push(from);
      return [{ name: 'Presentasi kepala daerah', day: '2026-12-01' }];
    },
  };
  const text = await (await siteFor(holder('tenant_admin'), slots)('/kerja/ringkasan?hari=3')).text();
  expect(text).toContain('Presentasi kepala daerah');
  expect(text).toContain('1 Desember 2026');
  expect(text).toContain('Terlambat lebih dari 3 hari kerja');
  expect(new Set(asked)).toEqual(new Set(['2026-11-24']));
});

it('is two pages as a file, however much there is to say', async () => {
  for (let n = 0; n < 25; n++) {
    const id = await organization('village', `Desa Banyak Antrean Nomor ${n} yang Namanya Panjang Sekali`, null);
    await innovation(id, 'proposed', { moved: '2026-09-01T00:00:00Z' });
  }
  const kinds = [
    'sub_agency',
    'puskesmas',
    'hospital',
    'district_office',
    'school',
    'university',
    'community',
    'business',
  ];
  for (const kind of kinds) await innovation(await organization(kind, `Contoh ${kind}`, null), 'accepted');
  for (const state of ['returned', 'archived']) await innovation(await organization('agency', state, null), state);
  const slots = {
    deadlines: async () => Array.from({ length: 30 }, (_, n) => ({ name: `Tenggat ${n}`, day: '2026-12-01' })),
  };
  const answer = await siteFor(holder('verifier'), slots)('/kerja/ringkasan.pdf');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const { pages, texts } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  expect(pages).toBe(2);
  expect(texts[0]).toContain(messages.briefing.coverage.title);
  expect(texts[1]).toContain('Terlambat lebih dari 5 hari kerja');
  expect(texts[1]).toContain('Tenggat 5');
  expect(texts[1]).not.toContain('Tenggat 6');
});

it('is for administrators and verifiers of the tenant; others know of no such page', async () => {
  for (const path of ['/kerja/ringkasan', '/kerja/ringkasan.pdf']) {
    const status = async (actor: Actor | null) => (await siteFor(actor)(path)).status;
    expect([await status(holder('tenant_admin')), await status(holder('verifier'))]).toEqual([200, 200]);
    expect([await status(holder('organization_head')), await status(holder('innovator'))]).toEqual([404, 404]);
    expect([await status(actorWith([], { platformAdministrator: true })), await status(null)]).toEqual([404, 303]);
  }
});
