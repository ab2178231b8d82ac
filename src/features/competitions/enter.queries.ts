import { sql } from 'kysely';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Deadlines, deadlinesOf } from './deadline.queries.ts';
import { judgeEligibility, type RuleOutcome } from './eligibility.ts';
import { entryFacts } from './entry-facts.queries.ts';
import { type CategoryRow, districtOfficeOf } from './entry-stored.queries.ts';
import { enteringOffice } from './policy.ts';

export interface Choice {
  category: CategoryRow;
  rules: RuleOutcome[];
}

export interface EnterableInnovation {
  id: string;
  title: string;
  example: boolean;
  organizationName: string;
  /** Its entry in this contest. */
  entryId: string | null;
  choices: Choice[];
}

export interface ShortChoice {
  category: CategoryRow;
  organizations: { id: string; name: string }[];
}

export interface EnterPage {
  id: string;
  name: string;
  deadlines: Deadlines;
  innovations: EnterableInnovation[];
  short: ShortChoice[];
}

const writers = ['innovator', 'organization_head'];

/** Offices in which the person enters innovations at all. */
export const entrantOffices = (ctx: Ctx): HeldOffice[] =>
  actorOf(ctx).offices.filter(({ role }) => writers.includes(role));

/** The villages and wards below the person's district offices, and the person's own organisations, of these kinds. */
async function organizationsOf(ctx: Ctx, tx: Parameters<Parameters<typeof inTenant>[1]>[0]) {
  const own = entrantOffices(ctx).map(({ organizationId }) => organizationId);
  const clerk = entrantOffices(ctx).filter(({ role }) => role === 'innovator');
  const districts = clerk
    .filter(({ organizationKind }) => organizationKind === 'district_office')
    .map(({ organizationId }) => organizationId);
  const { rows } = await sql<{ id: string; name: string; kind: string; writes: boolean }>`
    select o.id, o.name, o.kind, o.id = any(${clerk.map((one) => one.organizationId)}::uuid[])
      or ${districtOfficeOf('o')} = any(${districts}::uuid[]) as writes from organizations o
    where o.tenant_id = ${tenantOf(ctx).id} and (o.id = any(${own}::uuid[]) or ${districtOfficeOf('o')} = any(${districts}::uuid[]))
    order by o.name limit 200`.execute(tx);
  return rows;
}

/**
 * What the person may enter into a contest: accepted innovations of their organisations with what the rules say, and the
 * categories with a short form.
 * @throws NotAllowed for who enters nothing, NotFound for a contest that was not announced
 */
export async function enterPage(ctx: Ctx, id: string): Promise<EnterPage> {
  if (entrantOffices(ctx).length === 0) throw new NotAllowed('entries.errors.notYours');
  if (!isId(id)) throw new NotFound(`no contest ${id}`);
  return inTenant(ctx, async (tx) => {
    const tenantId = tenantOf(ctx).id;
    const contest = await tx
      .selectFrom('competitions')
      .select(['name', 'state'])
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!contest || contest.state === 'draft') throw new NotFound(`no contest ${id}`);
    const categories = await tx
      .selectFrom('competitionCategories')
      .selectAll()
      .where('tenantId', '=', tenantId)
      .where('competitionId', '=', id)
      .orderBy('position')
      .orderBy('id')
      .execute();
    const all = categories.map((row): CategoryRow => ({ ...row, form: row.form === 'short' ? 'short' : 'official' }));
    const organizations = await organizationsOf(ctx, tx);
    const { rows } = await sql<Omit<EnterableInnovation, 'choices'> & { organizationId: string; kind: string }>`
      select i.id, i.title, i.example, o.name as organization_name, o.id as organization_id, o.kind,
        (select e.id from entries e where e.tenant_id = i.tenant_id and e.competition_id = ${id} and e.innovation_id = i.id
          and e.state <> 'withdrawn') as entry_id
      from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where i.tenant_id = ${tenantId} and i.state = 'accepted' and o.id = any(${organizations.map((one) => one.id)}::uuid[])
      order by i.title, i.id limit 100`.execute(tx);
    const innovations: EnterableInnovation[] = [];
    for (const row of rows) {
      const choices: Choice[] = [];
      for (const category of row.entryId ? [] : all.filter((one) => one.organizationKinds.includes(row.kind))) {
        const of = { entryId: null, competitionId: id, innovationId: row.id, organizationId: row.organizationId };
        const facts = await entryFacts(tx, ctx, category, { ...of, persons: [ctx.actor?.userId ?? null] });
        choices.push({ category, rules: judgeEligibility(facts).filter(({ rule }) => rule !== 'team') });
      }
      if (row.entryId || choices.length > 0) innovations.push({ ...row, choices });
    }
    const short = all
      .filter(({ form }) => form === 'short')
      .map((category) => ({
        category,
        organizations: organizations.filter(({ kind, writes }) => writes && category.organizationKinds.includes(kind)),
      }))
      .filter((choice) => choice.organizations.length > 0);
    return { id, name: contest.name, deadlines: await deadlinesOf(tx, ctx, id, null), innovations, short };
  });
}

/** Contests that take entries now, by the database's clock. */
export async function contestsTakingEntries(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  const { rows } = await inTenant(ctx, (tx) =>
    sql<{ id: string; name: string }>`
      select c.id, c.name from competitions c ${takingEntries(ctx)} order by s.ends_at, c.id limit 20`.execute(tx),
  );
  return rows;
}

const takingEntries = (ctx: Ctx) => sql`
  join competition_stages s on s.tenant_id = c.tenant_id and s.competition_id = c.id and s.kind = 'entry'
  where c.tenant_id = ${tenantOf(ctx).id} and c.state = 'announced'
    and s.starts_at <= clock_timestamp() and clock_timestamp() < s.ends_at`;

/** Of them those that an accepted innovation has not entered and that have a category for its kind of organisation. */
export async function contestsForInnovation(ctx: Ctx, innovationId: string): Promise<{ id: string; name: string }[]> {
  if (!ctx.actor) return [];
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<{ organizationId: string; districtOfficeId: string | null; kind: string }>`
      select o.id as organization_id, o.kind, ${districtOfficeOf('o')} as district_office_id from innovations i
      join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where i.tenant_id = ${tenantOf(ctx).id} and i.id = ${innovationId} and i.state = 'accepted'`.execute(tx);
    const [owner] = rows;
    if (!owner || !enteringOffice(ctx.actor, owner)) return [];
    const found = await sql<{ id: string; name: string }>`
      select c.id, c.name from competitions c ${takingEntries(ctx)}
        and exists (select from competition_categories g where g.tenant_id = c.tenant_id and g.competition_id = c.id
          and ${owner.kind} = any(g.organization_kinds))
        and not exists (select from entries e where e.tenant_id = c.tenant_id and e.competition_id = c.id
          and e.innovation_id = ${innovationId} and e.state <> 'withdrawn')
      order by s.ends_at, c.id limit 5`.execute(tx);
    return found.rows;
  });
}
