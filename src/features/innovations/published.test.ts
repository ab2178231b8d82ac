import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { acceptInnovation, archiveInnovation, confirmInnovation, proposeInnovation } from './life-cycle.acts.ts';
import { publishInnovation, republishOrganization, withdrawInnovation } from './published.acts.ts';
import { registryFigures } from './published.queries.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
});
afterAll(() => db.close());

const ctx = () => db.ctx();
const tenantId = () => region.tenant.id;

interface Source {
  state?: string;
  title?: string;
  summary?: string;
  called?: boolean;
  organization?: string | null;
  year?: number | null;
}

/** A row of the source, as a load writes it. */
async function writeSource(
  id: string,
  { state = 'listed', title = 'Judul', summary = '', called = true, ...more }: Source = {},
) {
  await db.owner.query(
    `insert into innovations (tenant_id, id, state, title, summary, called_innovation, organization_id, owner_in_source, year, main_affair, stage)
     values ($1, $2, $3, $4, $5, $6, $7, 'Pemilik', $8, 'Kesehatan', 'penerapan')
     on conflict (tenant_id, id) do update set state = excluded.state, title = excluded.title, summary = excluded.summary,
       called_innovation = excluded.called_innovation, organization_id = excluded.organization_id, year = excluded.year`,
    [
      tenantId(),
      id,
      state,
      title,
      summary,
      called,
      more.organization ?? (state === 'listed' ? null : region.village.id),
      more.year ?? null,
    ],
  );
}

const publish = (id: string, as: Ctx = ctx()) => inTenant(as, (tx) => publishInnovation(tx, as, id));
const withdraw = (id: string, as: Ctx = ctx()) => inTenant(as, (tx) => withdrawInnovation(tx, as, id));

async function published(id: string) {
  const { rows } = await db.owner.query(
    `select state, called_innovation, example, dated_at, year, organization_kind, organization_name, affair, stage, topics, title, summary
     from published_innovations where tenant_id = $1 and id = $2`,
    [tenantId(), id],
  );
  return rows[0];
}

/** Words and counts as they follow from the projection, beside those kept. */
async function kept() {
  const words = await db.owner.query(`select word, uses from published_words where tenant_id = $1 order by word`, [
    tenantId(),
  ]);
  const counts = await db.owner.query(
    `select facet, value, uses from published_counts where tenant_id = $1 order by facet, value`,
    [tenantId()],
  );
  return { words: words.rows, counts: counts.rows };
}

async function derived() {
  const { rows } = await db.owner.query(
    `select *, string_to_array(trim(lower(plain_words(concat_ws(' ', title, summary, organization_name)))), ' ') as said
     from published_innovations where tenant_id = $1`,
    [tenantId()],
  );
  const words = tally(
    rows.flatMap((row) => [...new Set<string>(row.said)].filter((word) => /^\p{L}{3,40}$/u.test(word))),
  );
  const called = rows.filter((row) => row.called_innovation);
  const facets = called.flatMap((row) => [
    ['all', ''],
    ['affair', row.affair],
    ['organizationKind', row.organization_kind],
    ['district', row.district_code],
    ['village', ['village', 'ward'].includes(row.organization_kind) ? row.village_code : null],
    ['stage', row.stage],
    ['year', row.year === null ? null : String(row.year)],
    ['example', row.example ? '' : null],
    ...row.topics.map((topic: string) => ['topic', topic]),
  ]);
  const programs = rows.filter((row) => !row.called_innovation).map(() => ['programs', '']);
  const counts = tally(
    [...facets, ...programs].filter(([, value]) => value !== null).map((pair) => JSON.stringify(pair)),
  );
  return {
    words: words.map(([word, uses]) => ({ word, uses })),
    counts: counts.map(([pair, uses]) => ({ facet: JSON.parse(pair)[0], value: JSON.parse(pair)[1], uses })),
  };
}

function tally(items: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('the public projection', () => {
  it('holds a listed entry as its source has it, dated by the year the source names', async () => {
    const id = newId();
    await writeSource(id, { title: 'Gelang Emas', summary: 'Cegah stunting', year: 2023 });
    await publish(id);
    expect(await published(id)).toEqual({
      state: 'listed',
      called_innovation: true,
      example: false,
      dated_at: new Date('2022-12-31T17:00:00Z'),
      year: 2023,
      organization_kind: null,
      organization_name: 'Pemilik',
      affair: 'Kesehatan',
      stage: 'penerapan',
      topics: [],
      title: 'Gelang Emas',
      summary: 'Cegah stunting',
    });
    await withdraw(id);
    expect(await published(id)).toBeUndefined();
  });

  it('follows every act: nothing before acceptance, everything after, nothing after archiving', async () => {
    const innovator = db.ctx({ actor: await region.person('innovator', region.village) });
    const head = db.ctx({ actor: await region.person('organization_head', region.village) });
    const verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
    const admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
    const id = await writtenDraft(innovator, region.village.id);
    expect(await published(id)).toBeUndefined();
    await proposeInnovation(innovator, { id, key: newId(), version: 2 });
    await confirmInnovation(head, { id, key: newId(), version: 3 });
    expect(await published(id)).toBeUndefined();
    await acceptInnovation(verifier, { id, key: newId(), version: 4 });
    expect(await published(id)).toMatchObject({
      state: 'accepted',
      called_innovation: true,
      example: true,
      year: 2024,
      organization_kind: 'village',
      organization_name: region.village.name,
      affair: 'Lingkungan Hidup',
      topics: ['lingkungan-hidup'],
    });
    expect(await kept()).toEqual(await derived());
    await archiveInnovation(admin, { id, key: newId(), version: 5, note: 'Tidak berjalan lagi' });
    expect(await published(id)).toBeUndefined();
    expect(await kept()).toEqual(await derived());
  });

  it('shows the new name of an organisation', async () => {
    const id = newId();
    await writeSource(id, { state: 'accepted', organization: region.other.id });
    await publish(id);
    await db.owner.query('update organizations set name = $2 where id = $1', [region.other.id, 'Desa Berganti']);
    await inTenant(ctx(), (tx) => republishOrganization(tx, ctx(), region.other.id));
    expect(await published(id)).toMatchObject({ organization_name: 'Desa Berganti' });
    expect(await kept()).toEqual(await derived());
    await withdraw(id);
  });

  it('keeps words and counts right whatever is published, changed and withdrawn, also at once', async () => {
    const ids = Array.from({ length: 4 }, newId);
    const step = fc.record({
      at: fc.nat({ max: 3 }),
      act: fc.constantFrom('publish', 'withdraw'),
      source: fc.record({
        state: fc.constantFrom('listed', 'accepted', 'draft', 'archived'),
        title: fc.constantFrom('Bank Sampah', 'sampah, SAMPAH; bank', 'Pojok/Baca', '', 'É-Warga 3R'),
        summary: fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('\0', '').toWellFormed()),
        called: fc.boolean(),
        year: fc.constantFrom(null, 2020, 99999),
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, step), { maxLength: 5 }), async (pairs) => {
        for (const pair of pairs) {
          for (const one of pair) await writeSource(ids[one.at] as string, one.source);
          await Promise.all(pair.map((one) => (one.act === 'publish' ? publish : withdraw)(ids[one.at] as string)));
        }
        const { words, counts } = await kept();
        expect({ words: words.filter(({ word }) => /^[a-z]+$/.test(word)), counts }).toEqual(await plain(derived()));
      }),
      { numRuns: 20 },
    );
    for (const id of ids) await withdraw(id);
    expect(await kept()).toEqual({ words: [], counts: [] });
  });

  it('is what the figures say', async () => {
    const ids = Array.from({ length: 3 }, newId);
    await writeSource(ids[0] as string, { year: 2020 });
    await writeSource(ids[1] as string, { year: 2021, state: 'accepted' });
    await writeSource(ids[2] as string, { called: false });
    for (const id of ids) await publish(id);
    expect(await registryFigures(ctx())).toEqual({
      innovations: 2,
      applied: 2,
      examples: 0,
      programs: 1,
      villages: 187,
      villagesWithInnovation: 0,
      byAffair: [{ value: 'Kesehatan', innovations: 2 }],
      byYear: [
        { value: '2020', innovations: 1 },
        { value: '2021', innovations: 1 },
      ],
      byDistrict: [],
    });
  });

  it('cannot be written for another tenant', async () => {
    const id = newId();
    await writeSource(id);
    await publish(id);
    const stranger = db.ctx({ tenant: db.tenants.tetangga });
    await publish(id, stranger);
    await withdraw(id, stranger);
    const asStranger = (statement: string) =>
      inTenant(
        stranger,
        async (tx) =>
          (await tx.executeQuery({ sql: statement, parameters: [], query: {} as never, queryId: {} as never }))
            .numAffectedRows,
      );
    expect(await asStranger(`update published_innovations set title = 'x' where id = '${id}'`)).toBe(0n);
    expect(await asStranger(`delete from published_words`)).toBe(0n);
    await expect(asStranger(`insert into published_words values ('${tenantId()}', 'kata', 1)`)).rejects.toThrow(
      /row-level security/,
    );
    expect(await published(id)).toMatchObject({ title: 'Judul' });
  });
});

/** Of letters outside the alphabet PostgreSQL and JavaScript need not think the same. */
async function plain(of: ReturnType<typeof derived>) {
  const { words, counts } = await of;
  return { words: words.filter(({ word }) => /^[a-z]+$/.test(word)), counts };
}
