import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstTopics } from '#features/innovations/index.ts';
import { loadOrganizations } from '#features/organizations/index.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { contentsOf } from '#platform/testing/faults.ts';
import { fictionalBekasi } from '../bekasikab/fictional.ts';
import { listBekasiOrganizations } from '../bekasikab/organizations.ts';
import { tarumasariOrganizations } from '../tarumasari/organizations.ts';
import { demonstrationInnovations, inventedInnovations, listedInnovations } from './load.ts';

let db: TestDatabase;
let both: { bekasikab: Ctx; tarumasari: Ctx };

beforeAll(async () => {
  db = await freshDatabase();
  both = { bekasikab: db.ctx(), tarumasari: db.ctx({ tenant: db.tenants.tetangga }) };
  await loadOrganizations(both.bekasikab, 'bekasikab', [...listBekasiOrganizations(), ...fictionalBekasi]);
  await loadOrganizations(both.tarumasari, 'contoh', tarumasariOrganizations);
  await demonstrationInnovations.load(both);
});
afterAll(() => db.close());

const rows = async (sql: string) => (await db.owner.query(sql)).rows;

describe('real entries', () => {
  it('are the 45 of the list, 16 of them called innovations, none marked as an example', async () => {
    expect(
      await rows(
        "select called_innovation, count(*)::int as n from innovations where state = 'listed' and not example group by 1 order by 1",
      ),
    ).toEqual([
      { called_innovation: false, n: 29 },
      { called_innovation: true, n: 16 },
    ]);
  });

  it('say where they come from', () => {
    for (const { title, sources } of listedInnovations())
      expect(
        sources.every((one) => one.startsWith('http')),
        title,
      ).toBe(true);
  });

  it('belong to the one organisation that the source means, or to none', async () => {
    const owners = await rows(
      `select i.title, o.name from innovations i left join organizations o on (o.tenant_id, o.id) = (i.tenant_id, i.organization_id)
       where i.title in ('Gelang Emas', 'Kreasi ban bekas menjadi kursi dan pot', 'Bebeli (Bekasi Berani Beli)', 'iPBB') order by 1`,
    );
    expect(owners).toEqual([
      { title: 'Bebeli (Bekasi Berani Beli)', name: null },
      { title: 'Gelang Emas', name: 'Puskesmas Sukadami' },
      { title: 'Kreasi ban bekas menjadi kursi dan pot', name: null },
      { title: 'iPBB', name: 'Badan Pendapatan Daerah' },
    ]);
  });

  it('use topics that the list has', () => {
    const slugs = firstTopics.map((name) => name.replaceAll(' ', '-'));
    for (const { title, topics: chosen } of listedInnovations()) {
      expect(
        chosen.filter((topic) => !slugs.includes(topic)),
        title,
      ).toEqual([]);
    }
  });
});

describe('invented innovations', () => {
  it('belong to fictional organisations and are marked', async () => {
    expect(
      await rows(
        `select count(*)::int as n from innovations i join organizations o on (o.tenant_id, o.id) = (i.tenant_id, i.organization_id)
         where i.state <> 'listed' and not (o.fictional and i.example)`,
      ),
    ).toEqual([{ n: 0 }]);
  });

  it('stand in every state, and the accepted ones count for all six basic-service affairs', async () => {
    expect(
      await rows(
        `select state, count(*)::int as n from innovations i join tenants t on t.id = tenant_id
         where t.slug = 'bekasikab' and state <> 'listed' group by 1 order by 1`,
      ),
    ).toEqual([
      { state: 'accepted', n: 14 },
      { state: 'archived', n: 1 },
      { state: 'draft', n: 1 },
      { state: 'proposed', n: 1 },
      { state: 'returned', n: 1 },
      { state: 'submitted', n: 1 },
    ]);
    const affairs = await rows(
      `select count(distinct main_affair)::int as n from innovations where state = 'accepted' and main_affair in ('Pendidikan', 'Kesehatan',
       'Pekerjaan Umum dan Penataan Ruang', 'Perumahan Rakyat dan Kawasan Permukiman', 'Ketenteraman, Ketertiban Umum, dan Pelindungan Masyarakat', 'Sosial')`,
    );
    expect(affairs).toEqual([{ n: 6 }]);
  });

  it('have the history that leads to where they stand', async () => {
    expect(
      await rows(
        `select string_agg(t.to_state, ' ' order by t.at) as way, max(t.at) = max(i.updated_at) as ends from innovations i
         join innovation_transitions t on (t.tenant_id, t.innovation_id) = (i.tenant_id, i.id) where i.title like 'PARKIR RAPI%'`,
      ),
    ).toEqual([{ way: 'draft proposed submitted returned', ends: true }]);
    expect((await rows('select field from innovation_remarks order by 1')).map((row) => row.field)).toEqual([
      'designLegalBasis',
      'result',
    ]);
  });

  it('are 20 files with different names', () => {
    const all = [...inventedInnovations('bekasikab'), ...inventedInnovations('tarumasari')];
    expect(new Set(all.map((one) => one.slug)).size).toBe(20);
  });
});

it('what the public sees is what is listed or accepted, of both governments', async () => {
  expect(
    await rows(
      'select t.slug, p.state, count(*)::int as n from published_innovations p join tenants t on t.id = tenant_id group by 1, 2 order by 1, 2',
    ),
  ).toEqual([
    { slug: 'bekasikab', state: 'accepted', n: 14 },
    { slug: 'bekasikab', state: 'listed', n: 48 },
    { slug: 'tetangga', state: 'accepted', n: 1 },
  ]);
});

it('loading again changes nothing', async () => {
  const tables = [
    'innovations',
    'innovation_topics',
    'innovation_transitions',
    'innovation_remarks',
    'topics',
    'audit_events',
    'published_innovations',
  ];
  const before = await contentsOf(db.owner, tables);
  await demonstrationInnovations.load(both);
  expect(await contentsOf(db.owner, tables)).toEqual(before);
});
