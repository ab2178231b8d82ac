import { sql } from 'kysely';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { searchedWords } from './search.ts';

/** What anybody may ask of the published innovations, page after page. null is "all". */
export interface OpenSearch {
  text: string;
  /** true: innovations; false: entries that their source does not call so. */
  calledInnovation: boolean | null;
  affair: string | null;
  topic: string | null;
  organizationKind: string | null;
  district: string | null;
  stage: string | null;
  year: number | null;
  /** The entry after which to go on. */
  after: OpenPlace | null;
  limit: number;
}

/** Where an entry stands in the order: newest first. */
export interface OpenPlace {
  /** To the microsecond, "2026-11-24T02:30:00.000000Z". */
  datedAt: string;
  id: string;
}

export interface OpenInnovation extends OpenPlace {
  title: string;
  summary: string;
  state: 'listed' | 'accepted';
  calledInnovation: boolean;
  example: boolean;
  organizationId: string | null;
  organizationName: string;
  organizationKind: string | null;
  districtCode: string | null;
  villageCode: string | null;
  affair: string | null;
  stage: string | null;
  /** Slugs. */
  topics: string[];
  year: number | null;
}

export const openToAll: Omit<OpenSearch, 'after' | 'limit'> = {
  text: '',
  calledInnovation: null,
  affair: null,
  topic: null,
  organizationKind: null,
  district: null,
  stage: null,
  year: null,
};

/** One page of what is published, from the projection of published fields alone, in an order in which nothing is skipped. */
export function openInnovations(ctx: Ctx, search: OpenSearch): Promise<OpenInnovation[]> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<OpenInnovation>`
      select to_char(p.dated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as dated_at, p.id, p.title, p.summary,
        p.state, p.called_innovation, p.example, p.organization_id, p.organization_name, p.organization_kind,
        p.district_code, p.village_code, p.affair, p.stage, p.topics, p.year
      from published_innovations p where ${conditionsOf(tenantOf(ctx).id, search)}
      order by p.dated_at desc, p.id desc limit ${search.limit}`.execute(tx);
    return rows;
  });
}

function conditionsOf(tenantId: string, search: OpenSearch) {
  const words = searchedWords(search.text);
  const parts = [sql`p.tenant_id = ${tenantId}`];
  if (search.after)
    parts.push(sql`(p.dated_at, p.id) < (${search.after.datedAt}::timestamptz, ${search.after.id}::uuid)`);
  if (search.calledInnovation !== null)
    parts.push(search.calledInnovation ? sql`p.called_innovation` : sql`not p.called_innovation`);
  if (words.length > 0) parts.push(sql`p.document @@ plainto_tsquery('indonesian', ${words.join(' ')})`);
  if (search.affair !== null) parts.push(sql`p.affair = ${search.affair}`);
  if (search.topic !== null) parts.push(sql`p.topics @> array[${search.topic}]`);
  if (search.organizationKind !== null) parts.push(sql`p.organization_kind = ${search.organizationKind}`);
  if (search.district !== null) parts.push(sql`p.district_code = ${search.district}`);
  if (search.stage !== null) parts.push(sql`p.stage = ${search.stage}`);
  if (search.year !== null) parts.push(sql`p.year = ${search.year}`);
  return sql.join(parts, sql` and `);
}

/** When something that is public last changed; null while nothing is public. */
export async function innovationsChangedAt(ctx: Ctx): Promise<Date | null> {
  const row = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('innovations')
      .select((eb) => eb.fn.max('updatedAt').as('at'))
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('state', 'in', ['accepted', 'listed', 'archived'])
      .executeTakeFirst(),
  );
  return row?.at ?? null;
}

export interface OpenTopic {
  slug: string;
  name: string;
  retired: boolean;
  /** Published innovations that bear it. */
  innovations: number;
}

/** The regency's topics in its order, with what is published of each. */
export function openTopics(ctx: Ctx): Promise<OpenTopic[]> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<OpenTopic>`
      select t.slug, t.name, t.retired, coalesce(c.uses, 0) as innovations from topics t
      left join published_counts c on c.tenant_id = t.tenant_id and c.facet = 'topic' and c.value = t.slug
      where t.tenant_id = ${tenantOf(ctx).id} order by t.position, t.name`.execute(tx);
    return rows;
  });
}
