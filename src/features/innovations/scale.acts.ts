import type { PoolClient } from 'pg';
import { bindClient } from '#platform/database/bound.ts';
import { type DatabaseAddress, openPool } from '#platform/database/pool.ts';
import { derivedId, newId } from '#platform/ids.ts';
import { createTenant, type NewTenant } from '#platform/tenants.ts';
import { proposalEdition } from './proposal.ts';
import { republishTenant } from './published.acts.ts';
import { type ScaleOrganization, scaleOrganizations, scaleRow, scaleTopics } from './scale.ts';

/** The invented government that holds the invented innovations, so that the demonstration is not drowned in them. */
export const scaleTenant: NewTenant = {
  slug: 'skala',
  name: 'Kabupaten Skala (contoh)',
  shortName: 'Kab. Skala',
  areaCode: null,
  operatorName: 'Balitbangda Kabupaten Skala (contoh)',
  helpLabel: '0812-0000-0000 (contoh)',
  demonstration: true,
};

export interface ScaleProgress {
  done: number;
  of: number;
}

const chunk = 10_000;
const fastSettings = `set local statement_timeout = 0; set local maintenance_work_mem = '256MB'; set local work_mem = '128MB';
  set local jit = off`;

/**
 * Makes the tenant `skala` hold `count` invented innovations, all accepted and marked as examples. Repeating it adds what
 * is missing and leaves the rest.
 * @param owner the owning role: it writes a tenant
 * @returns how many innovations were added
 */
export async function seedScale(
  owner: DatabaseAddress,
  count: number,
  report: (progress: ScaleProgress) => void,
): Promise<number> {
  const pool = openPool(owner, { max: 1 });
  const client = await pool.connect();
  try {
    const { id } = await createTenant(client, scaleTenant);
    const added = await inOneTransaction(client, () => seedTenant(client, id, count, report));
    for (const table of analyzed) await client.query(`vacuum analyze ${table}`);
    return added;
  } finally {
    client.release();
    await pool.end();
  }
}

/** Fresh statistics and visibility maps: without them the first searches take the wrong way. */
const analyzed = ['innovations', 'innovation_topics', 'published_innovations', 'published_words', 'published_counts'];

async function inOneTransaction<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(fastSettings);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function seedTenant(
  client: PoolClient,
  tenantId: string,
  count: number,
  report: (progress: ScaleProgress) => void,
): Promise<number> {
  const organizations = await writeOrganizations(client, tenantId);
  await client.query(
    'insert into topics (tenant_id, slug, name, position) select $1, * from unnest($2::text[], $3::text[], $4::int[]) on conflict do nothing',
    [
      tenantId,
      scaleTopics.map((topic) => topic.slug),
      scaleTopics.map((topic) => topic.name),
      scaleTopics.map((_, i) => i),
    ],
  );
  let added = 0;
  for (let from = 0; from < count; from += chunk) {
    added += await writeInnovations(client, tenantId, organizations, from, Math.min(count, from + chunk));
    report({ done: Math.min(count, from + chunk), of: count });
  }
  if (added === 0) return 0;
  await withoutSlowIndexes(client, () => republishTenant(bindClient(client), tenantId));
  await client.query(
    `insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes)
     values ($1, $2, 'innovations.invented', 'list', 'scale', jsonb_build_object('added', $3::int))`,
    [tenantId, newId(), added],
  );
  return added;
}

/** Building these once is ten times as fast as growing them row by row; searches wait meanwhile. */
async function withoutSlowIndexes(client: PoolClient, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition from pg_class c
     where c.oid in ('published_search'::regclass, 'published_words_trigram'::regclass)`,
  );
  for (const index of rows) await client.query(`drop index ${index.name}`);
  await work();
  for (const index of rows) await client.query(index.definition);
}

async function writeOrganizations(client: PoolClient, tenantId: string): Promise<ScaleOrganization[]> {
  const { rows } = await client.query<{ code: string }>(
    "select code from areas where level = 4 and code ^@ '32.16.' order by code",
  );
  const organizations = scaleOrganizations(rows.map((row) => row.code));
  await client.query(
    `insert into organizations (tenant_id, id, kind, name, area_code, fictional)
     select $1, x.id, x.kind, x.name, x.area_code, true from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as x (id, kind, name, area_code)
     on conflict do nothing`,
    [
      tenantId,
      organizations.map((one) => one.id),
      organizations.map((one) => one.kind),
      organizations.map((one) => one.name),
      organizations.map((one) => one.areaCode),
    ],
  );
  return organizations;
}

const insertInnovations = `
  insert into innovations (tenant_id, id, organization_id, state, example, title, summary, stage, kind, main_affair, implemented_on, accepted_at)
  select $1, x.id, x.organization_id, 'accepted', true, x.title, x.summary, x.stage, 'Non Digital', x.affair, make_date(x.year, 1, 1), x.accepted_at
  from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::timestamptz[])
    as x (id, organization_id, title, summary, stage, affair, year, accepted_at)
  on conflict do nothing`;

/** Oldest first, as a registry grows. */
async function writeInnovations(
  client: PoolClient,
  tenantId: string,
  organizations: readonly ScaleOrganization[],
  from: number,
  to: number,
): Promise<number> {
  const choices = { affairs: proposalEdition.affairs, organizations: organizations.length };
  const rows = Array.from({ length: to - from }, (_, i) => ({
    id: derivedId('scale', String(from + i)),
    ...scaleRow(from + i, choices),
  }));
  const { rowCount } = await client.query(insertInnovations, [
    tenantId,
    rows.map((row) => row.id),
    rows.map((row) => organizations[row.organization]?.id),
    rows.map((row) => row.title),
    rows.map((row) => row.summary),
    rows.map((row) => row.stage),
    rows.map((row) => row.affair),
    rows.map((row) => row.acceptedAt.getUTCFullYear()),
    rows.map((row) => row.acceptedAt),
  ]);
  const topics = rows.flatMap((row) => row.topics.map((slug) => ({ id: row.id, slug })));
  await client.query(
    `insert into innovation_topics (tenant_id, innovation_id, topic_slug) select $1, * from unnest($2::uuid[], $3::text[]) on conflict do nothing`,
    [tenantId, topics.map((topic) => topic.id), topics.map((topic) => topic.slug)],
  );
  return rowCount ?? 0;
}
