import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { inTenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { type CataloguePage, cataloguePage } from './catalogue.queries.ts';
import { publishInnovation, republishTenant, withdrawInnovation } from './published.acts.ts';
import { innovationsOfArea, innovationsOfOrganization, newestInnovations } from './published.queries.ts';
import { type CatalogueSearch, everything, pageSize, parseSearch } from './search.ts';
import { arrangeRegion, type TestRegion } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;

const affairs = ['Kesehatan', 'Pendidikan', 'Lingkungan Hidup'];
/** Enough for three pages; title and summary by position, so that every test knows what fits. */
const rows = Array.from({ length: 50 }, (_, i) => ({
  id: newId(),
  title: i === 7 ? 'Bank Sampah Melati' : `Gerakan ${i % 2 ? 'Sehat' : 'Cerdas'} nomor ${i}`,
  summary: i % 5 === 0 ? 'Warga memilah sampah dari rumah.' : 'Melayani warga dengan hidroponik di pekarangan.',
  affair: affairs[i % 3] ?? '',
  year: 2020 + (i % 4),
  called: i !== 49,
}));

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  await db.owner.query("update organizations set area_code = '32.16.11.2002', fictional = false where id = $1", [
    region.village.id,
  ]);
  await db.owner.query(
    `insert into innovations (tenant_id, id, state, title, summary, main_affair, year, called_innovation, stage, organization_id, created_at)
     select $1, x.id, 'listed', x.title, x.summary, x.affair, x.year, x.called, 'penerapan', $2, '2026-01-01'
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bool[]) as x (id, title, summary, affair, year, called)`,
    [
      region.tenant.id,
      region.village.id,
      rows.map((row) => row.id),
      rows.map((row) => row.title),
      rows.map((row) => row.summary),
      rows.map((row) => row.affair),
      rows.map((row) => row.year),
      rows.map((row) => row.called),
    ],
  );
  await inTenant(db.ctx(), (tx) => republishTenant(tx, region.tenant.id));
});
afterAll(() => db.close());

const find = (query: string | Partial<CatalogueSearch>): Promise<CataloguePage> => {
  const asked = new URLSearchParams(typeof query === 'string' ? query : '');
  const read = parseSearch((name) => asked.get(name) ?? undefined);
  return cataloguePage(db.ctx(), typeof query === 'string' ? read : { ...everything, ...query });
};
const titles = async (query: string) => (await find(query)).rows.map((row) => row.title);

describe('a search', () => {
  it('finds words in any form, those in the title first', async () => {
    const found = await find('q=sampah');
    expect(found.rows[0]?.title).toBe('Bank Sampah Melati');
    expect({ total: found.total, corrected: found.corrected }).toEqual({ total: 11, corrected: null });
    expect((await find('q=pelayanan+hidroponik')).total).toBe(39);
    expect(await titles('q=melati')).toEqual(['Bank Sampah Melati']);
  });

  it.each([
    ['smapah', 'sampah', 11],
    ['hidropnik', 'hidroponik', 39],
    ['bank+smpah', 'bank sampah', 1],
    ['hidro', 'hidroponik', 39],
    ['mlati', 'melati', 1],
  ])('forgives %s', async (typed, meant, total) => {
    const found = await find(`q=${typed}`);
    expect({ corrected: found.corrected, total: found.total }).toEqual({ corrected: meant, total });
    expect(await find(`q=${typed}&persis=1`)).toMatchObject({ corrected: null, total: 0, rows: [] });
  });

  it('finds nothing for what nothing resembles', async () => {
    expect(await find('q=qqqqqqqq')).toMatchObject({ corrected: null, total: 0, rows: [], hasNext: false });
    expect(await find('q=melati+rumah')).toMatchObject({ corrected: null, total: 0, rows: [] });
  });

  it('shows everything for words that stand everywhere', async () => {
    expect(await find('q=dan+yang')).toMatchObject({ total: 49, capped: false, hasNext: true });
  });

  it('narrows by every filter, alone and together', async () => {
    expect((await find('urusan=Kesehatan')).total).toBe(
      rows.filter((row) => row.called && row.affair === 'Kesehatan').length,
    );
    expect((await find('tahun=2021')).total).toBe(rows.filter((row) => row.called && row.year === 2021).length);
    expect((await find('kecamatan=32.16.11&organisasi=village&tahap=penerapan')).total).toBe(49);
    expect((await find('q=sampah&urusan=Kesehatan&tahun=2020')).total).toBe(
      rows.filter((row) => /sampah/i.test(row.title + row.summary) && row.affair === 'Kesehatan' && row.year === 2020)
        .length,
    );
    expect((await find('kecamatan=32.16.12')).total).toBe(0);
  });

  it('never counts or shows as an innovation what its source does not call one', async () => {
    const all = await Promise.all([1, 2, 3].map((hal) => find(`hal=${hal}`)));
    expect(all.flatMap((page) => page.rows).filter((row) => !row.calledInnovation)).toEqual([]);
    const programs = await find('tampilkan=program');
    expect(programs.rows.map((row) => row.id)).toEqual([rows[49]?.id]);
    expect(programs.total).toBe(1);
  });

  it('orders by date or by title', async () => {
    const newest = (await find({})).rows.map((row) => row.year ?? 0);
    expect(newest).toEqual(newest.toSorted((a, b) => b - a));
    const byTitle = await titles('urut=judul');
    expect(byTitle).toEqual(
      rows
        .filter((row) => row.called)
        .map((row) => row.title)
        .toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
        .slice(0, pageSize),
    );
  });

  it.each(['', 'q=warga', 'q=warga&urut=judul', 'urut=judul', 'urusan=Kesehatan', 'q=hidroponk'])(
    'pages through %s without a gap or a repetition',
    async (query) => {
      const pages = await Promise.all([1, 2, 3, 4].map((hal) => find(`${query}&hal=${hal}`)));
      const ids = pages.flatMap((page) => page.rows.map((row) => row.id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(pages[0]?.total);
      for (const page of pages) expect(page.total).toBe(pages[0]?.total);
    },
  );

  it('answers anything that can be typed with at most a page of rows', async () => {
    const anything = fc.record({
      q: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom("'", 'a & | ! <->', ':*', '\\', '%', 'desa:A', '((', '\u0301', 'İ'),
      ),
      urut: fc.constantFrom('', 'judul', 'terbaru', 'cocok', 'x'),
      urusan: fc.string({ maxLength: 10 }),
      topik: fc.string({ maxLength: 10 }),
      tahun: fc.oneof(fc.string({ maxLength: 5 }), fc.integer().map(String)),
      hal: fc.oneof(fc.string({ maxLength: 5 }), fc.integer().map(String)),
    });
    await fc.assert(
      fc.asyncProperty(anything, async (query) => {
        const search = parseSearch((name) => query[name as keyof typeof query]);
        const found = await cataloguePage(db.ctx(), search);
        expect(found.rows.length).toBeLessThanOrEqual(pageSize);
        expect(found.total).toBeGreaterThanOrEqual(found.rows.length);
      }),
      { numRuns: 150 },
    );
  });

  it('stays within the tenant', async () => {
    const other = { ...everything, text: 'sampah', sort: 'best' as const };
    expect(await cataloguePage(db.ctx({ tenant: db.tenants.tetangga }), other)).toMatchObject({
      rows: [],
      total: 0,
      facets: {},
    });
  });

  it('offers what is there with its numbers', async () => {
    const { facets } = await find('');
    expect(facets.affair?.toSorted((a, b) => (a.value < b.value ? -1 : 1))).toEqual(
      affairs.toSorted().map((affair) => ({
        value: affair,
        name: affair,
        uses: rows.filter((row) => row.called && row.affair === affair).length,
      })),
    );
    expect(facets.district).toEqual([{ value: '32.16.11', name: 'Cikarang Timur', uses: 49 }]);
    expect(facets.programs).toEqual([{ value: '', name: '', uses: 1 }]);
  });

  it('offers at once what was published or renamed a moment ago', async () => {
    const [ctx, id] = [db.ctx(), newId()];
    const topics = async () => (await find('')).facets.topic ?? [];
    expect(await topics()).toEqual([]);
    await db.owner.query("insert into innovations (tenant_id, id, state, title) values ($1, $2, 'listed', 'Baru')", [
      region.tenant.id,
      id,
    ]);
    await db.owner.query("insert into innovation_topics values ($1, $2, 'pelayanan')", [region.tenant.id, id]);
    await inTenant(ctx, (tx) => publishInnovation(tx, ctx, id));
    // Not called an innovation, so that the other tests count on; its topic is offered once it is.
    expect((await find('tampilkan=program')).total).toBe(2);
    await db.owner.query('update innovations set called_innovation = true where id = $1', [id]);
    await inTenant(ctx, (tx) => publishInnovation(tx, ctx, id));
    expect(await topics()).toEqual([{ value: 'pelayanan', name: 'pelayanan', uses: 1 }]);
    await db.owner.query("update topics set name = 'layanan warga' where slug = 'pelayanan'");
    expect(await topics()).toEqual([{ value: 'pelayanan', name: 'layanan warga', uses: 1 }]);
    await inTenant(ctx, (tx) => withdrawInnovation(tx, ctx, id));
    expect(await topics()).toEqual([]);
  });
});

describe('lists of other pages', () => {
  it('hold the newest first, of the whole, an organisation or an area', async () => {
    const ctx = db.ctx();
    expect((await newestInnovations(ctx, 3)).map((row) => row.year)).toEqual([2023, 2023, 2023]);
    expect(await innovationsOfOrganization(ctx, region.village.id)).toHaveLength(50);
    expect(await innovationsOfArea(ctx, '32.16.11')).toHaveLength(49);
    expect(await innovationsOfArea(ctx, '32.16.11.2002')).toHaveLength(49);
    expect(await innovationsOfArea(ctx, '32.16.11.2003')).toEqual([]);
  });

  it('lose an entry that gave way to an accepted innovation', async () => {
    const listed = newId();
    const accepted = newId();
    await db.owner.query(
      `insert into innovations (tenant_id, id, state, title, called_innovation, organization_id, accepted_at) values
       ($1, $2, 'accepted', 'Penerus', false, $4, now()), ($1, $3, 'listed', 'Pendahulu', true, $4, null)`,
      [region.tenant.id, accepted, listed, region.village.id],
    );
    await db.owner.query('update innovations set replaced_by = $2 where id = $1', [listed, accepted]);
    const ctx = db.ctx();
    for (const id of [listed, accepted]) await inTenant(ctx, (tx) => publishInnovation(tx, ctx, id));
    expect(await titles('q=penerus')).toEqual(['Penerus']);
    expect(await find('q=pendahulu&persis=1')).toMatchObject({ total: 0 });
  });
});
