import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { PublishedRow } from './published.queries.ts';
import { activeFilters, type CatalogueSearch, countCeiling, pageSize, searchedWords } from './search.ts';
import { correctWords } from './spelling.queries.ts';

export interface FacetValue {
  value: string;
  /** Words for it where the database knows them: districts and topics. */
  name: string;
  uses: number;
}

export type Facets = Readonly<Record<string, readonly FacetValue[]>>;

export interface CataloguePage {
  rows: PublishedRow[];
  /** How many fit; when `capped`, more than so many. */
  total: number;
  capped: boolean;
  hasNext: boolean;
  /** The words searched for instead of those typed, when none of the typed ones was found. */
  corrected: string | null;
  facets: Facets;
}

/** One page of the catalogue and what its filters offer. When nothing fits, the words are read with typing errors forgiven. */
export function cataloguePage(ctx: Ctx, search: CatalogueSearch): Promise<CataloguePage> {
  const tenantId = tenantOf(ctx).id;
  return inTenant(ctx, async (tx) => {
    const words = searchedWords(search.text);
    const [found, facets] = await Promise.all([find(tx, tenantId, search, words), facetsOf(tx, tenantId)]);
    if (found.total > 0 || words.length === 0 || search.exact) return { ...found, corrected: null, facets };
    const better = await correctWords(tx, tenantId, words);
    if (!better) return { ...found, corrected: null, facets };
    return { ...(await find(tx, tenantId, search, better)), corrected: better.join(' '), facets };
  });
}

interface Found {
  rows: PublishedRow[];
  total: number;
  capped: boolean;
  hasNext: boolean;
}

async function find(tx: Tx, tenantId: string, search: CatalogueSearch, words: readonly string[]): Promise<Found> {
  const offset = (search.page - 1) * pageSize;
  const ranked = words.length > 0 && search.sort === 'best';
  const chosen = conditions(tenantId, search, words);
  const kept = ranked ? null : keptTotal(tenantId, search, words);
  const page = ranked ? rankedPage(chosen, words, offset) : orderedPage(chosen, search, offset);
  const { rows } = await statement(tenantId, page, ranked ? totalOfHits : (kept ?? countedTotal(chosen))).execute(tx);
  const total = rows[0]?.total ?? 0;
  const listed = rows.flatMap(({ total: _, ...row }) => (row.id === null ? [] : [row]));
  const capped = kept === null && total > countCeiling;
  const shown = ranked ? Math.min(pageSize, Math.max(0, countCeiling - offset)) : pageSize;
  return {
    rows: listed.slice(0, shown),
    total: capped ? countCeiling : total,
    capped,
    hasNext: listed.length > pageSize && (!ranked || offset + pageSize < countCeiling),
  };
}

/** Conditions on `p`. Index predicates stand as written in migration 0008, or the indexes would go unused. */
function conditions(tenantId: string, search: CatalogueSearch, words: readonly string[]): RawBuilder<unknown> {
  const parts = [
    sql`p.tenant_id = ${tenantId}`,
    search.programs ? sql`not p.called_innovation` : sql`p.called_innovation`,
  ];
  if (words.length > 0) parts.push(sql`p.document @@ ${queryOf(words)}`);
  if (search.affair !== null) parts.push(sql`p.affair = ${search.affair}`);
  if (search.topic !== null) parts.push(sql`p.topics @> array[${search.topic}]`);
  if (search.organizationKind !== null) parts.push(sql`p.organization_kind = ${search.organizationKind}`);
  if (search.district !== null) parts.push(sql`p.district_code = ${search.district}`);
  if (search.stage !== null) parts.push(sql`p.stage = ${search.stage}`);
  if (search.year !== null) parts.push(sql`p.year = ${search.year}`);
  return sql.join(parts, sql` and `);
}

const queryOf = (words: readonly string[]) => sql`plainto_tsquery('indonesian', ${words.join(' ')})`;

/** Of the newest thousand and one that fit, those that fit best first. The rest of the statement counts the same rows. */
function rankedPage(chosen: RawBuilder<unknown>, words: readonly string[], offset: number): RawBuilder<unknown> {
  return sql`
    with hits as materialized (
      select p.id, p.dated_at, ts_rank(p.document, ${queryOf(words)}) as rank from published_innovations p
      where ${chosen} order by p.dated_at desc, p.id desc limit ${countCeiling + 1}),
    page as (
      select id, row_number() over (order by rank desc, dated_at desc, id desc) as place from hits
      order by place limit ${pageSize + 1} offset ${offset})`;
}

/** Ids first, from the index alone; the rows of one page only. */
function orderedPage(chosen: RawBuilder<unknown>, search: CatalogueSearch, offset: number): RawBuilder<unknown> {
  const order = search.sort === 'title' ? sql`lower(p.title), p.id` : sql`p.dated_at desc, p.id desc`;
  return sql`
    with page as (
      select id, row_number() over () as place from (
        select p.id from published_innovations p where ${chosen} order by ${order} limit ${pageSize + 1} offset ${offset}) ordered)`;
}

const totalOfHits = sql`select count(*)::integer as total from hits`;

/** Counts up to the ceiling and one more. */
const countedTotal = (chosen: RawBuilder<unknown>) => sql`select count(*)::integer as total from (
  select from published_innovations p where ${chosen} limit ${countCeiling + 1}) counted`;

/** Kept counts answer for the whole list and for one filter; null for anything else. */
function keptTotal(tenantId: string, search: CatalogueSearch, words: readonly string[]): RawBuilder<unknown> | null {
  const [filter, ...more] = activeFilters(search);
  if (words.length > 0 || more.length > 0 || (search.programs && filter)) return null;
  const facet = search.programs ? 'programs' : (filter ?? 'all');
  const value = filter ? String(search[filter]) : '';
  return sql`select coalesce(sum(uses), 0)::integer as total from published_counts
    where tenant_id = ${tenantId} and facet = ${facet} and value = ${value}`;
}

type FoundRow = { total: number } & (PublishedRow | { id: null });

function statement(tenantId: string, page: RawBuilder<unknown>, total: RawBuilder<unknown>) {
  return sql<FoundRow>`${page}
    select t.total, p.id, p.title, p.summary, p.organization_name, p.organization_kind, d.name as district_name,
      p.affair, p.stage, p.year, p.state, p.called_innovation, p.example
    from (${total}) t
    left join (page join published_innovations p on p.tenant_id = ${tenantId} and p.id = page.id) on true
    left join areas d on d.code = p.district_code
    order by page.place`;
}

/** What the filters offer, each value with the number of innovations that have it. */
async function facetsOf(tx: Tx, tenantId: string): Promise<Facets> {
  const { rows } = await sql<{ facet: string; offered: FacetValue[] }>`
    select c.facet, json_agg(json_build_object('value', c.value, 'name', coalesce(d.name, t.name, c.value), 'uses', c.uses)) as offered
    from published_counts c
    left join areas d on c.facet = 'district' and d.code = c.value
    left join topics t on c.facet = 'topic' and t.tenant_id = c.tenant_id and t.slug = c.value
    where c.tenant_id = ${tenantId} and c.facet <> 'village' group by c.facet`.execute(tx);
  return Object.fromEntries(rows.map(({ facet, offered }) => [facet, offered]));
}
