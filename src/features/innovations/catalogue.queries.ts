import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { keepByVersion } from '#platform/kept.ts';
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
    const { version, ...found } = await find(tx, tenantId, search, words);
    const facets = await facetsOf(tx, ctx, tenantId, version);
    if (found.total > 0 || words.length === 0 || search.exact) return { ...found, corrected: null, facets };
    const better = await correctWords(tx, tenantId, words);
    if (!better) return { ...found, corrected: null, facets };
    const { version: _, ...meant } = await find(tx, tenantId, search, better);
    return { ...meant, corrected: better.join(' '), facets };
  });
}

interface Found {
  rows: PublishedRow[];
  total: number;
  capped: boolean;
  hasNext: boolean;
  /** State of the tenant's public data; null before anything was published. */
  version: number | null;
}

async function find(tx: Tx, tenantId: string, search: CatalogueSearch, words: readonly string[]): Promise<Found> {
  const offset = (search.page - 1) * pageSize;
  const chosen = conditions(tenantId, search, words);
  const kept = keptTotal(tenantId, search, words);
  const plan = kept ? pageInOrder(chosen, search, kept) : planFor(chosen, search, words);
  const { rows } = await statement(tenantId, plan, offset).execute(tx);
  const total = rows[0]?.total ?? 0;
  const listed = rows.flatMap(({ total: _, version: __, ...row }) => (row.id === null ? [] : [row]));
  const capped = kept === null && total > countCeiling;
  const deepest = plan.stopsAtCeiling ? countCeiling : Number.POSITIVE_INFINITY;
  return {
    rows: listed.slice(0, Math.min(pageSize, Math.max(0, deepest - offset))),
    total: capped ? countCeiling : total,
    capped,
    hasNext: listed.length > pageSize && offset + pageSize < deepest,
    version: rows[0]?.version ?? null,
  };
}

/** The words to look for: those typed, or the meant ones when nothing has those typed. */
export async function wordsFor(tx: Tx, tenantId: string, search: CatalogueSearch): Promise<readonly string[]> {
  const words = searchedWords(search.text);
  if (words.length === 0 || search.exact) return words;
  const { rows } =
    await sql`select from published_innovations p where ${conditions(tenantId, search, words)} limit 1`.execute(tx);
  return rows.length > 0 ? words : ((await correctWords(tx, tenantId, words)) ?? words);
}

/** Conditions on `p`. Index predicates stand as written in migration 0008, or the indexes would go unused. */
export function conditions(tenantId: string, search: CatalogueSearch, words: readonly string[]): RawBuilder<unknown> {
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

/** How one page is found: common table expressions of which `page` holds the ids, in `order`, and what tells the total. */
interface Plan {
  with: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
  total: RawBuilder<unknown>;
  stopsAtCeiling: boolean;
}

function planFor(chosen: RawBuilder<unknown>, search: CatalogueSearch, words: readonly string[]): Plan {
  const ranked = words.length > 0 && search.sort === 'best';
  if (ranked || (search.sort !== 'title' && search.page * pageSize < countCeiling)) {
    return pageOfHits(chosen, ranked ? sql`ts_rank(p.document, ${queryOf(words)})` : sql`0`, ranked);
  }
  const counted = sql`select count(*)::integer as total from (
    select from published_innovations p where ${chosen} limit ${countCeiling + 1}) counted`;
  return pageInOrder(chosen, search, counted);
}

/** The newest thousand and one that fit are looked at once: to count them, and to take those that fit best. */
function pageOfHits(chosen: RawBuilder<unknown>, rank: RawBuilder<unknown>, stopsAtCeiling: boolean): Plan {
  return {
    with: sql`hits as materialized (
      select p.id, p.dated_at, ${rank} as rank from published_innovations p
      where ${chosen} order by p.dated_at desc, p.id desc limit ${countCeiling + 1}),
    page as (select id, rank from hits order by rank desc, dated_at desc, id desc`,
    order: sql`page.rank desc, p.dated_at desc, p.id desc`,
    total: sql`select count(*)::integer as total from hits`,
    stopsAtCeiling,
  };
}

/** Along an index that has the order: ids first, from the index alone where it can, then the rows of one page only. */
function pageInOrder(chosen: RawBuilder<unknown>, search: CatalogueSearch, total: RawBuilder<unknown>): Plan {
  const order = search.sort === 'title' ? sql`lower(p.title), p.id` : sql`p.dated_at desc, p.id desc`;
  return {
    with: sql`page as (select p.id from published_innovations p where ${chosen} order by ${order}`,
    order,
    total,
    stopsAtCeiling: false,
  };
}

/** Kept counts answer for the whole list and for one filter; null for anything else. */
function keptTotal(tenantId: string, search: CatalogueSearch, words: readonly string[]): RawBuilder<unknown> | null {
  const [filter, ...more] = activeFilters(search);
  if (words.length > 0 || more.length > 0 || (search.programs && filter)) return null;
  const facet = search.programs ? 'programs' : (filter ?? 'all');
  const value = filter ? String(search[filter]) : '';
  return sql`select coalesce(sum(uses), 0)::integer as total from published_counts
    where tenant_id = ${tenantId} and facet = ${facet} and value = ${value}`;
}

type FoundRow = { total: number; version: number | null } & (PublishedRow | { id: null });

/** One row at least, so that the total of an empty page is known too. One more than a page, to know of the next. */
function statement(tenantId: string, plan: Plan, offset: number) {
  return sql<FoundRow>`
    with ${plan.with} limit ${pageSize + 1} offset ${offset})
    select t.total, (select version from published_versions where tenant_id = ${tenantId}) as version, p.id, p.title, p.summary, p.organization_name, p.organization_kind, d.name as district_name,
      p.affair, p.stage, p.year, p.state, p.called_innovation, p.example
    from (${plan.total}) t
    left join (page join published_innovations p on p.tenant_id = ${tenantId} and p.id = page.id) on true
    left join areas d on d.code = p.district_code
    order by ${plan.order}`;
}

const keptFacets = keepByVersion<Facets>(200);

/** Read once a version, the version that the page itself read. */
async function facetsOf(tx: Tx, { pool }: Ctx, tenantId: string, version: number | null): Promise<Facets> {
  if (version === null) return {};
  const known = keptFacets.get(pool, tenantId, String(version));
  if (known) return known;
  const facets = await readFacets(tx, tenantId);
  keptFacets.set(pool, tenantId, String(version), facets);
  return facets;
}

/** What the filters offer, each value with the number of innovations that have it. */
async function readFacets(tx: Tx, tenantId: string): Promise<Facets> {
  const { rows } = await sql<{ facet: string; offered: FacetValue[] }>`
    select c.facet, json_agg(json_build_object('value', c.value, 'name', coalesce(d.name, t.name, c.value), 'uses', c.uses)) as offered
    from published_counts c
    left join areas d on c.facet = 'district' and d.code = c.value
    left join topics t on c.facet = 'topic' and t.tenant_id = c.tenant_id and t.slug = c.value
    where c.tenant_id = ${tenantId} and c.facet <> 'village' group by c.facet`.execute(tx);
  return Object.fromEntries(rows.map(({ facet, offered }) => [facet, offered]));
}
