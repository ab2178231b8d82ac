import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';

/** Which innovations of the tenant: one, those of an organisation, or all. The column is the same in source and projection. */
type Chosen = { column: 'id' | 'organization_id'; value: string } | null;

const byId = (id: string): Chosen => ({ column: 'id', value: id });
const ofOrganization = (id: string): Chosen => ({ column: 'organization_id', value: id });

function where(table: 'i' | 'p', tenantId: string, chosen: Chosen): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.ref(`${table}.tenant_id`)} = ${tenantId}`;
  return chosen ? sql`${own} and ${sql.ref(`${table}.${chosen.column}`)} = ${chosen.value}` : own;
}

/**
 * Makes the public projection of one innovation what its source now says: an accepted one and a listed one that gave
 * way to nobody are public, every other is not. Call it last in the act, in the act's transaction, with the
 * innovation's row locked.
 */
export async function publishInnovation(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  await republish(tx, tenantOf(ctx).id, byId(id));
}

/** Takes an innovation out of everything public, whatever its source says. */
export async function withdrawInnovation(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  await lockPublishing(tx, tenantId, byId(id));
  await takeOut(tx, tenantId, byId(id));
  await dropUnused(tx, tenantId);
}

/** After a change of an organisation's name, kind or place: its innovations are shown with the new ones. */
export async function republishOrganization(tx: Tx, ctx: Ctx, organizationId: string): Promise<void> {
  await republish(tx, tenantOf(ctx).id, ofOrganization(organizationId));
}

/** The whole projection of a tenant from its sources; for loads of many rows. */
export function republishTenant(tx: Tx, tenantId: string): Promise<void> {
  return republish(tx, tenantId, null);
}

async function republish(tx: Tx, tenantId: string, chosen: Chosen): Promise<void> {
  await lockPublishing(tx, tenantId, chosen);
  await takeOut(tx, tenantId, chosen);
  await writeRows(tx, tenantId, chosen);
  await countIn(tx, tenantId, chosen, 1);
  await dropUnused(tx, tenantId);
}

/**
 * One publisher a tenant at a time, so that counts never wait for each other in a circle; and the organisations stay
 * as they are until the end, so that a renaming meanwhile finds these rows.
 */
async function lockPublishing(tx: Tx, tenantId: string, chosen: Chosen): Promise<void> {
  await sql`select from organizations o where o.tenant_id = ${tenantId} and o.id in
    (select i.organization_id from innovations i where ${where('i', tenantId, chosen)}) order by o.id for share`.execute(
    tx,
  );
  await sql`insert into published_versions (tenant_id, version) values (${tenantId}, 1)
    on conflict (tenant_id) do update set version = published_versions.version + 1`.execute(tx);
}

async function takeOut(tx: Tx, tenantId: string, chosen: Chosen): Promise<void> {
  await countIn(tx, tenantId, chosen, -1);
  await sql`delete from published_innovations p where ${where('p', tenantId, chosen)}`.execute(tx);
}

const year = sql`case when i.year between 1900 and 2999 then i.year
  else extract(year from coalesce(i.implemented_on, i.trial_on, (i.accepted_at at time zone 'Asia/Jakarta')::date))::integer end`;

/** The projection of its sources. Nothing of the person who had the idea enters it. */
async function writeRows(tx: Tx, tenantId: string, chosen: Chosen): Promise<void> {
  await sql`
    insert into published_innovations (tenant_id, id, state, called_innovation, example, dated_at, year, organization_id,
      organization_kind, district_code, village_code, affair, stage, topics, title, summary, organization_name, document)
    select i.tenant_id, i.id, i.state, i.state = 'accepted' or i.called_innovation, i.example,
      coalesce(i.accepted_at, make_timestamptz(${year}, 1, 1, 0, 0, 0, 'Asia/Jakarta'), i.created_at), ${year}, i.organization_id,
      o.kind, substring(o.area_code from '^\\d{2}\\.\\d{2}\\.\\d{2}'), case when not o.fictional then substring(o.area_code from '^\\d{2}\\.\\d{2}\\.\\d{2}\\.\\d{4}$') end,
      i.main_affair, i.stage,
      array(select t.topic_slug from innovation_topics t where t.tenant_id = i.tenant_id and t.innovation_id = i.id order by 1),
      i.title, i.summary, named.name,
      setweight(to_tsvector('indonesian', plain_words(i.title)), 'A')
        || setweight(to_tsvector('indonesian', plain_words(i.summary)), 'C')
        || setweight(to_tsvector('indonesian', plain_words(named.name)), 'D')
    from innovations i
    left join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
    cross join lateral (select coalesce(o.name, i.owner_in_source, '') as name) named
    where ${where('i', tenantId, chosen)}
      and (i.state = 'accepted' or i.state = 'listed' and i.replaced_by is null)`.execute(tx);
}

/** Adds the chosen rows to, or takes them from, the words and the counts. */
async function countIn(tx: Tx, tenantId: string, chosen: Chosen, sign: 1 | -1): Promise<void> {
  await sql`
    insert into published_words (tenant_id, word, uses)
    select ${tenantId}, word, ${sql.lit(sign)} * ndoc from ts_stat(${vectorsOf(tenantId, chosen)})
    where word ~ '^[[:alpha:]]{3,40}$'
    on conflict (tenant_id, word) do update set uses = published_words.uses + excluded.uses`.execute(tx);
  await sql`
    insert into published_counts (tenant_id, facet, value, uses)
    select ${tenantId}, f.facet, f.value, ${sql.lit(sign)} * count(*) from published_innovations p
    cross join lateral (values ('all', ''), ('affair', p.affair), ('organizationKind', p.organization_kind), ('district', p.district_code),
      ('village', case when p.organization_kind in ('village', 'ward') then p.village_code end), ('stage', p.stage), ('year', p.year::text), ('example', case when p.example then '' end), ('programs', '')
      union all select 'topic', unnest(p.topics)) f (facet, value)
    where ${where('p', tenantId, chosen)} and f.value is not null and p.called_innovation = (f.facet <> 'programs')
    group by f.facet, f.value
    on conflict (tenant_id, facet, value) do update set uses = published_counts.uses + excluded.uses`.execute(tx);
}

/** The statement that ts_stat runs; it counts words several times faster than a join with their rows does. */
function vectorsOf(tenantId: string, chosen: Chosen): RawBuilder<string> {
  const all = sql<string>`format($q$select to_tsvector('simple', plain_words(concat_ws(' ', p.title, p.summary, p.organization_name)))
    from published_innovations p where p.tenant_id = %L$q$, ${tenantId}::text)`;
  return chosen ? sql`${all} || format(' and p.%I = %L', ${chosen.column}::text, ${chosen.value}::text)` : all;
}

async function dropUnused(tx: Tx, tenantId: string): Promise<void> {
  await sql`delete from published_words where tenant_id = ${tenantId} and uses <= 0`.execute(tx);
  await sql`delete from published_counts where tenant_id = ${tenantId} and uses <= 0`.execute(tx);
}
