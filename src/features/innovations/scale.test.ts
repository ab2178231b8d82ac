import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx, Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { cataloguePage } from './catalogue.queries.ts';
import { seedScale } from './scale.acts.ts';
import { scaleRow } from './scale.ts';
import { scaleWords } from './scale-words.ts';
import { parseSearch } from './search.ts';
import { similarInnovations } from './similar.queries.ts';

const count = 12_000;
let db: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  await seedScale(db.ownerAddress, count, () => {});
  const { rows } = await db.owner.query<Tenant>(
    'select id, slug, name, area_code as "areaCode" from tenants where slug = \'skala\'',
  );
  ctx = db.ctx({ tenant: rows[0] as Tenant });
}, 240_000);
afterAll(() => db.close());

const search = (query: string) => {
  const asked = new URLSearchParams(query);
  return parseSearch((name) => asked.get(name) ?? undefined);
};

describe('the invented innovations for measuring', () => {
  it('are the same in every seed, newer ones later', () => {
    const choices = { affairs: ['Kesehatan', 'Pendidikan'], organizations: 400 };
    expect(scaleRow(7, choices)).toEqual(scaleRow(7, choices));
    expect(scaleRow(8, choices).acceptedAt > scaleRow(7, choices).acceptedAt).toBe(true);
  });

  it('are all there, marked as examples, with words as frequent as said', async () => {
    const page = await cataloguePage(ctx, search(''));
    expect({ total: page.total, examples: page.facets.example?.[0]?.uses }).toEqual({ total: count, examples: count });
    const share = async (word: string) => {
      const { rows } = await db.owner.query(
        "select count(*) / $1::numeric as share from published_innovations where document @@ plainto_tsquery('indonesian', $2)",
        [count, word],
      );
      return rows[0].share as number;
    };
    expect(await share(scaleWords.common[0] ?? '')).toBeGreaterThan(0.38);
    expect(await share(scaleWords.common[0] ?? '')).toBeLessThan(0.48);
    expect(await share(scaleWords.middling)).toBeGreaterThan(0.005);
    expect(await share(scaleWords.middling)).toBeLessThan(0.02);
  });

  it('are not doubled by a second seed', async () => {
    expect(await seedScale(db.ownerAddress, 100, () => {})).toBe(0);
    expect((await cataloguePage(ctx, search(''))).total).toBe(count);
  });
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

/** Every way into a table of the plans of all statements of an answer, as the app's role plans them. */
async function waysOf(answer: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const asked: { text: string; values: unknown[] }[] = [];
  await answer({ ...ctx, pool: listening(ctx.pool, (text, values) => asked.push({ text, values })) });
  const client = await ctx.pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.tenant', $1, true)", [ctx.tenant?.id]);
    const ways: string[] = [];
    for (const { text, values } of asked) {
      const { rows } = await client.query(`explain (format json) ${text}`, values);
      collect(rows[0]['QUERY PLAN'][0].Plan, ways);
    }
    return ways;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

function collect(plan: Plan | undefined, into: string[]): void {
  if (!plan) return;
  const target = plan['Index Name'] ?? plan['Relation Name'];
  if (target?.startsWith('published_')) into.push(`${plan['Node Type']} ${target}`);
  for (const inner of plan.Plans ?? []) collect(inner, into);
}

function listening(pool: Pool, hear: (text: string, values: unknown[]) => void): Pool {
  const connect = async () => {
    const client = await pool.connect();
    return {
      release: (error?: Error) => client.release(error),
      query: (text: string | object, values?: unknown[]) => {
        if (typeof text === 'string' && values) hear(text, values);
        return client.query(text as string, values);
      },
    } as PoolClient;
  };
  return { connect } as Pool;
}

describe('a search among many takes the indexes, under row-level security', () => {
  it.each([
    ['a rare word', `q=${scaleWords.rare}`, 'Bitmap Index Scan published_search'],
    ['a middling word', `q=${scaleWords.middling}`, 'Bitmap Index Scan published_search'],
    ['a very common word', 'q=pelayanan', 'Index Scan published_newest'],
    ['a misspelt word', 'q=hidropnik', 'Bitmap Index Scan published_words_trigram'],
    ['no word', '', 'Index Only Scan published_newest'],
    ['a deep page', 'hal=500', 'Index Only Scan published_newest'],
    ['titles in order', 'urut=judul', 'Index Scan published_title'],
    [
      'a word and filters',
      `q=${scaleWords.middling}&urusan=Kesehatan&tahun=2016`,
      'Bitmap Index Scan published_search',
    ],
    ['rare filters', 'urusan=Kehutanan&kecamatan=32.16.02&tahap=inisiatif', 'Bitmap Index Scan published_search'],
  ])('%s', async (_, query, way) => {
    const ways = await waysOf((heard) => cataloguePage(heard, search(query)));
    expect(ways).toContain(way);
    expect(ways.filter((one) => one === 'Seq Scan published_words')).toEqual([]);
    // Counting to the ceiling may read the table where most rows fit; the page itself never may.
    expect(ways.filter((one) => one === 'Seq Scan published_innovations').length).toBeLessThanOrEqual(
      query === 'q=pelayanan' ? 1 : 0,
    );
  });
});

describe('what is similar', () => {
  it.each([
    ['common words', 'Bank Sampah Warga', 'Sampah dipilah dari rumah dan ditabung setiap pekan.'],
    ['a middling word', 'Kebun hidroponik sekolah', ''],
    ['a misspelt word', 'Kebun hidropnik', ''],
    ['very common words only', 'Pelayanan melayani warga', ''],
    ['a long text', 'Posyandu Keliling', scaleRowsText()],
  ])('to %s is found through the indexes, in bounded work', async (_, title, text) => {
    const found = await similarInnovations(ctx, { title, text });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(5);
    const ways = await waysOf((heard) => similarInnovations(heard, { title, text }));
    // The counts are a page or two.
    expect(ways.filter((one) => /^Seq Scan published_(innovations|words)$/.test(one))).toEqual([]);
    expect(ways).toContain('Bitmap Index Scan published_search');
    expect(ways.some((one) => one.endsWith(' published_words_stem'))).toBe(true);
  });

  it('to one of them is that one first, unless it is the idea’s own record', async () => {
    const { rows } = await db.owner.query('select id, title, summary from published_innovations order by id limit 20');
    for (const { id, title, summary } of rows) {
      const found = await similarInnovations(ctx, { title, text: summary });
      expect(found[0]).toMatchObject({ id, title, state: 'accepted', example: true });
      expect(found[0]?.words.length).toBeGreaterThan(1);
      const others = await similarInnovations(ctx, { title, text: summary, not: [id] });
      expect(others.map((one) => one.id)).not.toContain(id);
    }
  });

  it('keeps what was chosen in sight', async () => {
    const { rows } = await db.owner.query('select id from published_innovations order by id desc limit 1');
    const found = await similarInnovations(ctx, { title: 'Kebun hidroponik', text: '', keep: rows[0].id });
    expect([found[0]?.id, found.length]).toEqual([rows[0].id, 5]);
  });
});

/** Words of many rows, as somebody types a whole design. */
function scaleRowsText(): string {
  const choices = { affairs: ['Kesehatan'], organizations: 1 };
  return Array.from({ length: 40 }, (_, at) => scaleRow(at * 7, choices).summary).join(' ');
}
