import { type RawBuilder, sql } from 'kysely';
import { currentEdition, type Indicator } from '#features/innovation-index/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  codesForAnyFile,
  codesForLinks,
  countCeiling,
  innovationsPerPage,
  type MissingSearch,
  pairsForFiles,
} from './missing.ts';
import { evidenceInSight } from './policy.ts';

/** A level that was claimed and has no evidence. */
export interface MissingLevel {
  code: string;
  level: number;
}

/** An accepted innovation that lacks evidence. */
export interface MissingLine {
  id: string;
  title: string;
  example: boolean;
  organizationName: string;
  missing: MissingLevel[];
}

export interface MissingPage {
  lines: MissingLine[];
  /** Innovations that lack evidence, and how many levels of them do; when `capped`, there are more. */
  innovations: number;
  levels: number;
  capped: boolean;
  /** The whole region is looked at, not the person's own organisations. */
  whole: boolean;
}

/** @throws NotAllowed for who neither checks evidence nor has any of their own */
function requireSight(ctx: Ctx): Sight {
  const sight = evidenceInSight(actorOf(ctx));
  if (sight.length === 0) throw new NotAllowed('evidence.errors.mayNotList');
  return sight;
}

/** One page of the innovations whose claimed levels lack evidence, in the order of their organisations' names. */
export async function missingEvidence(ctx: Ctx, search: MissingSearch): Promise<MissingPage> {
  const sight = requireSight(ctx);
  return inTenant(ctx, async (tx) => {
    const counts = await count(tx, ctx, search, sight);
    const lines = counts.innovations === 0 ? [] : await readLines(tx, ctx, search, sight);
    return { lines, ...counts, whole: sight === 'all' };
  });
}

type Sight = 'all' | string[];

async function count(tx: Tx, ctx: Ctx, search: MissingSearch, sight: Sight) {
  const { rows } = await sql<{ innovations: number; levels: number }>`
    select count(*)::integer as innovations, coalesce(sum(n), 0)::integer as levels from (
      select m.n from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      cross join lateral (select count(*) as n ${missingOf(search)}) m
      where ${asked(ctx, search, sight)} and m.n > 0 limit ${countCeiling + 1}) counted`.execute(tx);
  const { innovations = 0, levels = 0 } = rows[0] ?? {};
  return { innovations: Math.min(innovations, countCeiling), levels, capped: innovations > countCeiling };
}

/** In order first, then looked into until the page is full: only as many as are shown are asked for their evidence. */
async function readLines(tx: Tx, ctx: Ctx, search: MissingSearch, sight: Sight): Promise<MissingLine[]> {
  const { rows } = await sql<MissingLine>`
    select i.id, i.title, i.example, i.organization_name, m.missing from (
      select i.tenant_id, i.id, i.title, i.example, o.name as organization_name
      from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where ${asked(ctx, search, sight)} order by o.name, i.title, i.id offset 0) i
    cross join lateral (select json_agg(json_build_object('code', l.code, 'level', l.claimed) order by l.code) as missing
      ${missingOf(search)}) m
    where m.missing is not null order by i.organization_name, i.title, i.id
    limit ${innovationsPerPage} offset ${(search.page - 1) * innovationsPerPage}`.execute(tx);
  return rows;
}

/** A row of the list as it leaves the platform: one claimed level. */
export interface MissingRow extends Omit<MissingLine, 'missing'>, MissingLevel {}

/** Everything that is missing, organisation by organisation, so that never more than one of them is held. */
export async function* missingRows(ctx: Ctx, search: MissingSearch): AsyncGenerator<MissingRow> {
  const sight = requireSight(ctx);
  for (const organizationId of await organizationsAsked(ctx, search, sight)) {
    const { rows } = await inTenant(ctx, (tx) =>
      sql<MissingRow>`
        select i.id, i.title, i.example, o.name as organization_name, m.code, m.level
        from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
        cross join lateral (select l.code, l.claimed as level ${missingOf(search)}) m
        where ${asked(ctx, search, [organizationId])} order by i.title, i.id, m.code`.execute(tx),
    );
    yield* rows;
  }
}

async function organizationsAsked(ctx: Ctx, search: MissingSearch, sight: Sight): Promise<string[]> {
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select('id')
      .where('tenantId', '=', tenantOf(ctx).id)
      .$if(sight !== 'all', (query) => query.where('id', 'in', sight as string[]))
      .$if(search.organization !== '', (query) => query.where('name', 'ilike', likeOf(search.organization)))
      .orderBy('name')
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ id }) => id);
}

const likeOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Accepted innovations `i` of organisations `o` that are asked for and in sight. */
function asked(ctx: Ctx, { organization }: MissingSearch, sight: Sight): RawBuilder<unknown> {
  const conditions = [sql`i.tenant_id = ${tenantOf(ctx).id} and i.state = 'accepted'`];
  if (sight !== 'all') conditions.push(sql`i.organization_id = any(${sight}::uuid[])`);
  if (organization !== '') conditions.push(sql`o.name ilike ${likeOf(organization)}`);
  return sql.join(conditions, sql` and `);
}

/** Levels `l` above 0 of the innovation `i`, in the edition in force, for which nothing is stored that could prove them. */
function missingOf({ code }: MissingSearch): RawBuilder<unknown> {
  const { edition, sid } = currentEdition();
  const codes = sid.indicators.map((one) => one.code).filter((one) => code === null || one === code);
  return sql`from innovation_levels l
    where l.tenant_id = i.tenant_id and l.innovation_id = i.id and l.edition = ${edition} and l.claimed > 0
      and l.code = any(${codes})
      and not exists (select from evidence e join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
        where e.tenant_id = l.tenant_id and e.innovation_id = l.innovation_id and e.indicator = l.code
          and ${provesLevel(sid.indicators)})`;
}

/** The rule `proves`, of evidence `e` and its document `d`. */
const provesLevel = (indicators: readonly Indicator[]) =>
  sql`case d.kind when 'video' then e.indicator = any(${codesForLinks(indicators)})
    else e.indicator = any(${codesForAnyFile(indicators)})
      or e.indicator || ' ' || d.media_type = any(${pairsForFiles(indicators)}) end`;

/**
 * Of these innovations, the indicators of the edition for which something is stored that proves a level. An innovation
 * that was not sent to the region yet is left out: it is its organisation's own affair.
 * @throws NotAllowed for everybody but those who check
 */
export async function provenIndicators(
  ctx: Ctx,
  innovationIds: readonly string[],
  indicators: readonly Indicator[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (requireSight(ctx) !== 'all') throw new NotAllowed('evidence.errors.mayNotList');
  const { rows } = await inTenant(ctx, (tx) =>
    sql<{ id: string; codes: string[] }>`
      select i.id, array(select distinct e.indicator from evidence e
        join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
        where e.tenant_id = i.tenant_id and e.innovation_id = i.id and ${provesLevel(indicators)}) as codes
      from innovations i where i.tenant_id = ${tenantOf(ctx).id} and i.id = any(${[...innovationIds]}::uuid[])
        and i.state not in ('listed', 'draft', 'proposed')`.execute(tx),
  );
  return new Map(rows.map(({ id, codes }) => [id, new Set(codes)]));
}
