import { sql } from 'kysely';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { conditions, wordsFor } from './catalogue.queries.ts';
import type { PublishedRow } from './published.queries.ts';
import type { CatalogueSearch } from './search.ts';
import type { SearchNames } from './search-words.ts';

/** Rows fetched at once: few enough to be forgotten before the next memory tidying. */
const batch = 250;

/** A row with what only a file has room for. */
export interface CatalogueFileRow extends PublishedRow {
  /** Names, in the order of the region's list. */
  topics: string[];
  implementedOn: string | null;
}

type Fetched = CatalogueFileRow & { key: string };

/**
 * Every row that the catalogue finds for a search, without its ceiling: newest first, or by title when that was asked.
 * Fetched along the index behind the last row, so that the hundred-thousandth costs what the first does.
 */
export async function* catalogueRows(ctx: Ctx, search: CatalogueSearch): AsyncGenerator<CatalogueFileRow> {
  const tenantId = tenantOf(ctx).id;
  const words = await inTenant(ctx, (tx) => wordsFor(tx, tenantId, search));
  const chosen = conditions(tenantId, search, words);
  for (let last: Fetched | undefined; ; ) {
    const rows = await fetchAfter(ctx, search, chosen, last);
    for (const { key: _, ...row } of rows) yield row;
    last = rows.at(-1);
    if (!last || rows.length < batch) return;
  }
}

function fetchAfter(ctx: Ctx, { sort }: CatalogueSearch, chosen: ReturnType<typeof conditions>, last?: Fetched) {
  const byTitle = sort === 'title';
  // As text: an instant of JavaScript has no microseconds, and rows would be skipped.
  const key = byTitle ? sql`lower(p.title)` : sql`p.dated_at::text`;
  const order = byTitle ? sql`lower(p.title), p.id` : sql`p.dated_at desc, p.id desc`;
  const behind = byTitle
    ? sql`(lower(p.title), p.id) > (${last?.key}, ${last?.id}::uuid)`
    : sql`(p.dated_at, p.id) < (${last?.key}::timestamptz, ${last?.id}::uuid)`;
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<Fetched>`
      select p.id, p.title, p.summary, p.organization_name, p.organization_kind, d.name as district_name, p.affair,
        p.stage, p.year, p.state, p.called_innovation, p.example, i.implemented_on,
        array(select t.name from topics t where t.tenant_id = p.tenant_id and t.slug = any(p.topics)
          order by t.position, t.name) as topics, ${key} as key
      from published_innovations p left join areas d on d.code = p.district_code
      left join innovations i on i.tenant_id = p.tenant_id and i.id = p.id
      where ${chosen} ${last ? sql`and ${behind}` : sql``}
      order by ${order} limit ${batch}`.execute(tx);
    return rows;
  });
}

/** The names of the topic and the district that a search asks for. */
export function namesIn(ctx: Ctx, { topic, district }: CatalogueSearch): Promise<SearchNames> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<SearchNames>`
      select (select name from topics where tenant_id = ${tenantOf(ctx).id} and slug = ${topic}) as topic,
        (select name from areas where code = ${district}) as district`.execute(tx);
    return rows[0] ?? { topic: null, district: null };
  });
}
