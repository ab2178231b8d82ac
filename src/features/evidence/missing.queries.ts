import { type RawBuilder, sql } from 'kysely';
import { currentEdition, type Indicator } from '#features/innovation-index/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { codesForLinks, innovationsPerPage, type MissingSearch } from './missing.ts';
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
  /** Innovations that lack evidence, and how many levels of them do. */
  innovations: number;
  levels: number;
  /** The whole region is looked at, not the person's own organisations. */
  whole: boolean;
}

/** @throws NotAllowed for who neither checks evidence nor has any of their own */
function requireSight(ctx: Ctx): 'all' | string[] {
  const sight = evidenceInSight(actorOf(ctx));
  if (sight.length === 0) throw new NotAllowed('evidence.errors.mayNotList');
  return sight;
}

/** One page of the innovations whose claimed levels lack evidence, in the order of their organisations' names. */
export async function missingEvidence(ctx: Ctx, search: MissingSearch): Promise<MissingPage> {
  const sight = requireSight(ctx);
  const missing = missingLevels(ctx, search, sight);
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<{ innovations: number; levels: number }>`
      select count(distinct innovation_id)::integer as innovations, count(*)::integer as levels
      from (${missing}) m`.execute(tx);
    const { innovations = 0, levels = 0 } = rows[0] ?? {};
    const lines = innovations === 0 ? [] : await readLines(tx, ctx, missing, search.page);
    return { lines, innovations, levels, whole: sight === 'all' };
  });
}

async function readLines(tx: Tx, ctx: Ctx, missing: RawBuilder<unknown>, page: number): Promise<MissingLine[]> {
  const { rows } = await sql<MissingLine>`
    with page as (
      select i.id, i.title, i.example, o.name as organization_name from (select distinct innovation_id from (${missing}) m) m
      join innovations i on i.tenant_id = ${tenantOf(ctx).id} and i.id = m.innovation_id
      join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      order by o.name, i.title, i.id limit ${innovationsPerPage} offset ${(page - 1) * innovationsPerPage})
    select p.*, (select json_agg(json_build_object('code', m.code, 'level', m.level) order by m.code)
      from (${missing}) m where m.innovation_id = p.id) as missing
    from page p order by p.organization_name, p.title, p.id`.execute(tx);
  return rows;
}

/** A row of the list as it leaves the platform: one claimed level. */
export interface MissingRow extends Omit<MissingLine, 'missing'>, MissingLevel {}

/** Everything that is missing, organisation by organisation, so that never more than one of them is held. */
export async function* missingRows(ctx: Ctx, search: MissingSearch): AsyncGenerator<MissingRow> {
  const sight = requireSight(ctx);
  for (const organizationId of await organizationsAsked(ctx, search, sight)) {
    const missing = missingLevels(ctx, search, [organizationId]);
    const { rows } = await inTenant(ctx, (tx) =>
      sql<MissingRow>`
        select i.id, i.title, i.example, o.name as organization_name, m.code, m.level from (${missing}) m
        join innovations i on i.tenant_id = ${tenantOf(ctx).id} and i.id = m.innovation_id
        join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
        order by i.title, i.id, m.code`.execute(tx),
    );
    yield* rows;
  }
}

async function organizationsAsked(ctx: Ctx, search: MissingSearch, sight: 'all' | string[]): Promise<string[]> {
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

/** Levels above 0 of accepted innovations, in the edition in force, for which nothing is stored that could prove them. */
function missingLevels(ctx: Ctx, { organization, code }: MissingSearch, sight: 'all' | string[]): RawBuilder<unknown> {
  const { edition, sid } = currentEdition();
  const codes = sid.indicators.map((one) => one.code).filter((one) => code === null || one === code);
  const conditions = [
    sql`l.tenant_id = ${tenantOf(ctx).id} and l.edition = ${edition} and l.claimed > 0 and l.code = any(${codes})`,
    sql`i.state = 'accepted'`,
    sql`not exists (select from evidence e join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
      where e.tenant_id = l.tenant_id and e.innovation_id = l.innovation_id and e.indicator = l.code
        and ${provesLevel(sid.indicators)})`,
  ];
  if (sight !== 'all') conditions.push(sql`i.organization_id = any(${sight})`);
  if (organization !== '') {
    conditions.push(sql`exists (select from organizations o
      where o.tenant_id = i.tenant_id and o.id = i.organization_id and o.name ilike ${likeOf(organization)})`);
  }
  return sql`select l.innovation_id, l.code, l.claimed as level from innovation_levels l
    join innovations i on i.tenant_id = l.tenant_id and i.id = l.innovation_id
    where ${sql.join(conditions, sql` and `)}`;
}

/** The rule `proves`, of evidence `e` and its document `d`. */
const provesLevel = (indicators: readonly Indicator[]) =>
  sql`(d.kind = 'file' or e.indicator = any(${codesForLinks(indicators)}))`;

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
