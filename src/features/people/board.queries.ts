import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type BoardSearch, pageSize } from './board.ts';
import { isEverywhere, type Role, rolesAt } from './office.ts';
import { type HolderTerm, type OfficeWithHolders, officesWithHolders, titleName } from './offices.queries.ts';
import { officeThatMay, organizationsInSight } from './policy.ts';

export interface BoardOffice {
  role: Role;
  /** The name that its title carries. */
  organizationName: string;
  terms: HolderTerm[];
}

export interface BoardOrganization {
  id: string;
  name: string;
  kind: string;
  fictional: boolean;
  offices: BoardOffice[];
}

export interface Board {
  organizations: BoardOrganization[];
  total: number;
  /** All organisations of the tenant, or those with offices that the person may look at. */
  whole: boolean;
}

function requireSight(ctx: Ctx): 'all' | string[] {
  const sight = organizationsInSight(ctx.actor);
  if (sight.length === 0) throw new NotAllowed(ctx.actor ? 'people.errors.mayNotSee' : 'common.errors.signInFirst');
  return sight;
}

/** Offices by organisation, vacant ones too, as far as the person may look. @throws NotAllowed for who may look at none */
export async function officesBoard(ctx: Ctx, search: BoardSearch): Promise<Board> {
  const sight = requireSight(ctx);
  return inTenant(ctx, async (tx) => {
    const rows = await findOrganizations(tx, ctx, search, sight);
    const page = rows.slice(0, pageSize);
    const offices = await officesWithHolders(
      tx,
      ctx,
      page.map((row) => row.id),
    );
    const organizations = page.map((row) => ({ ...row, offices: boardOffices(ctx, row, offices.get(row.id) ?? []) }));
    return { organizations, total: Number(rows[0]?.total ?? 0), whole: sight === 'all' };
  });
}

const kindOrder = "array['agency','sub_agency','hospital','district_office','puskesmas','village','ward','school']";

function findOrganizations(tx: Tx, ctx: Ctx, { q, page, vacantOnly }: BoardSearch, sight: 'all' | string[]) {
  const today = dayInWib(ctx.now);
  const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const isHeld = sql`held.valid_from <= ${today}::date and (held.valid_to is null or held.valid_to >= ${today}::date)`;
  const office = sql`select from office_holders held join offices office on office.tenant_id = held.tenant_id and office.id = held.office_id
    where office.tenant_id = organization.tenant_id and office.organization_id = organization.id and ${isHeld}`;
  const named = sql<boolean>`(organization.name ilike ${like} or organization.short_name ilike ${like} or exists (${office}
    and exists (select from people person where person.tenant_id = held.tenant_id and person.user_id = held.user_id and person.name ilike ${like})))`;
  return tx
    .selectFrom('organizations as organization')
    .select([
      'organization.id',
      'organization.name',
      'organization.shortName',
      'organization.kind',
      'organization.fictional',
    ])
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('organization.tenantId', '=', tenantOf(ctx).id)
    .$if(sight !== 'all', (query) => query.where('organization.id', 'in', sight as string[]))
    .$if(q.trim() !== '', (query) => query.where(named))
    .$if(vacantOnly, (query) => query.where(sql<boolean>`not exists (${office} and held.role = 'organization_head')`))
    .orderBy(sql`array_position(${sql.raw(kindOrder)}, organization.kind)`)
    .orderBy('organization.name')
    .orderBy('organization.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
}

interface Organization {
  id: string;
  name: string;
  shortName: string | null;
  kind: string;
}

/** What is held now or later, and what should be held but is not. */
function boardOffices(ctx: Ctx, organization: Organization, known: OfficeWithHolders[]): BoardOffice[] {
  return rolesAt(organization.kind).flatMap((role) => {
    if (!officeThatMay(ctx.actor, 'look', { organizationId: organization.id, role })) return [];
    const terms = known
      .filter((office) => office.role === role)
      .flatMap((office) => office.terms)
      .filter((term) => term.when === 'current' || term.when === 'future');
    if (terms.length === 0 && !isEverywhere(role)) return [];
    return [{ role, organizationName: titleName(role, organization.name, organization.shortName), terms }];
  });
}

export interface OfficePage extends BoardOffice {
  organizationId: string;
  organizationKind: string;
  fictional: boolean;
  otherRoles: Role[];
}

/** One office with all its terms. @throws NotFound when there is no such office, NotAllowed when it is out of sight */
export async function officePage(ctx: Ctx, organizationId: string, role: Role): Promise<OfficePage> {
  if (!officeThatMay(ctx.actor, 'look', { organizationId, role })) {
    throw new NotAllowed(ctx.actor ? 'people.errors.mayNotSee' : 'common.errors.signInFirst');
  }
  return inTenant(ctx, async (tx) => {
    const organization = await findOrganization(tx, ctx, organizationId);
    const roles = organization ? rolesAt(organization.kind) : [];
    if (!organization || !roles.includes(role)) throw new NotFound('office');
    const known = await officesWithHolders(tx, ctx, [organizationId]);
    const terms = (known.get(organizationId) ?? [])
      .filter((office) => office.role === role)
      .flatMap((one) => one.terms);
    return {
      role,
      organizationId,
      organizationKind: organization.kind,
      organizationName: titleName(role, organization.name, organization.shortName),
      fictional: organization.fictional,
      terms,
      otherRoles: roles.filter(
        (other) => other !== role && officeThatMay(ctx.actor, 'look', { organizationId, role: other }),
      ),
    };
  });
}

function findOrganization(tx: Tx, ctx: Ctx, organizationId: string) {
  return tx
    .selectFrom('organizations')
    .select(['name', 'shortName', 'kind', 'fictional'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', organizationId)
    .executeTakeFirst();
}

/** The office of a term, for the page that hands it over. @throws NotFound */
export async function officeOfTerm(ctx: Ctx, termId: string): Promise<{ office: OfficePage; term: HolderTerm }> {
  if (!ctx.actor) throw new NotAllowed('common.errors.signInFirst');
  const row = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('officeHolders as held')
      .innerJoin('offices as office', (join) =>
        join.onRef('office.tenantId', '=', 'held.tenantId').onRef('office.id', '=', 'held.officeId'),
      )
      .select(['office.organizationId', 'office.role'])
      .where('held.tenantId', '=', tenantOf(ctx).id)
      .where('held.id', '=', termId)
      .executeTakeFirst(),
  );
  if (!row || !officeThatMay(ctx.actor, 'look', row)) throw new NotFound('term');
  const office = await officePage(ctx, row.organizationId, row.role as Role);
  const term = office.terms.find((one) => one.id === termId);
  if (!term) throw new NotFound('term');
  return { office, term };
}
