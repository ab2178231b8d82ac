import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { type Ctx, type HeldOffice, inTenant, outsideTenants, tenantOf } from '#platform/tenancy.ts';
import { isRole, roles } from './office.ts';

/**
 * Offices the person holds in the tenant today, heads first. An administrator's or verifier's organisation goes by its short
 * name, as their titles do ("Administrator Balitbangda").
 */
export async function heldOffices(ctx: Ctx, userId: string): Promise<HeldOffice[]> {
  const today = dayInWib(ctx.now);
  const rows = await inTenant(ctx, (tx) =>
    termsOf(tx, ctx)
      .innerJoin('organizations as organization', (join) =>
        join
          .onRef('organization.tenantId', '=', 'office.tenantId')
          .onRef('organization.id', '=', 'office.organizationId'),
      )
      .select(['office.id', 'held.role', 'held.kind', 'organization.kind as organizationKind'])
      .select(['organization.id as organizationId', 'organization.name', 'organization.shortName'])
      .where('held.userId', '=', userId)
      .where('held.validFrom', '<=', today)
      .where((where) => where.or([where('held.validTo', 'is', null), where('held.validTo', '>=', today)]))
      .orderBy('organization.name')
      .orderBy('office.id')
      .execute(),
  );
  return rows
    .map(({ name, shortName, kind, ...office }) => ({
      ...office,
      kind: kind as HeldOffice['kind'],
      organizationName: titleName(office.role, name, shortName),
    }))
    .sort((a, b) => rank(a.role) - rank(b.role));
}

/** Policies of own offices let a person's rows of other tenants through: every query names its tenant. */
export function termsOf(tx: Tx, ctx: Ctx) {
  return tx
    .selectFrom('officeHolders as held')
    .innerJoin('offices as office', (join) =>
      join.onRef('office.tenantId', '=', 'held.tenantId').onRef('office.id', '=', 'held.officeId'),
    )
    .where('held.tenantId', '=', tenantOf(ctx).id);
}

export function titleName(role: string, name: string, shortName: string | null): string {
  return role === 'organization_head' || role === 'innovator' ? name : (shortName ?? name);
}

const rank = (role: string) => (isRole(role) ? roles.indexOf(role) : roles.length);

/** Somebody's term in an office, for a page. */
export interface HolderTerm {
  id: string;
  userId: string;
  name: string;
  username: string;
  kind: HeldOffice['kind'];
  from: string;
  to: string | null;
  when: 'past' | 'current' | 'future' | 'cancelled';
}

export interface OfficeWithHolders {
  /** null while nobody ever entered it. */
  officeId: string | null;
  role: string;
  terms: HolderTerm[];
}

export function whenOf(from: string, to: string | null, today: string): HolderTerm['when'] {
  if (to !== null && to < from) return 'cancelled';
  if (to !== null && to < today) return 'past';
  return from > today ? 'future' : 'current';
}

/** Offices of the given organisations with all terms, newest first. */
export async function officesWithHolders(
  tx: Tx,
  ctx: Ctx,
  organizationIds: readonly string[],
): Promise<Map<string, OfficeWithHolders[]>> {
  const found = new Map<string, OfficeWithHolders[]>(organizationIds.map((id) => [id, []]));
  if (organizationIds.length === 0) return found;
  const rows = await termsOf(tx, ctx)
    .innerJoin('people as person', (join) =>
      join.onRef('person.tenantId', '=', 'held.tenantId').onRef('person.userId', '=', 'held.userId'),
    )
    .select(['held.id', 'held.officeId', 'held.role', 'held.kind', 'office.organizationId'])
    .select(['held.validFrom as from', 'held.validTo as to', 'person.userId', 'person.name', 'person.username'])
    .where('office.organizationId', 'in', [...organizationIds])
    .orderBy('held.validFrom', 'desc')
    .orderBy('held.id')
    .execute();
  const today = dayInWib(ctx.now);
  for (const { organizationId, officeId, role, ...row } of rows) {
    const offices = found.get(organizationId) ?? [];
    let office = offices.find((one) => one.officeId === officeId);
    if (!office) {
      office = { officeId, role, terms: [] };
      offices.push(office);
    }
    office.terms.push({ ...row, kind: row.kind as HeldOffice['kind'], when: whenOf(row.from, row.to, today) });
  }
  return found;
}

/** Offices of one organisation that somebody holds or held, with their holders. */
export async function officesOfOrganization(ctx: Ctx, organizationId: string): Promise<OfficeWithHolders[]> {
  const found = await inTenant(ctx, (tx) => officesWithHolders(tx, ctx, [organizationId]));
  return (found.get(organizationId) ?? []).sort((a, b) => rank(a.role) - rank(b.role));
}

/** Slugs of the tenants in which the person holds an office today. */
export function tenantsOf(ctx: Pick<Ctx, 'pool' | 'actor' | 'now'>): Promise<{ slug: string; name: string }[]> {
  const today = dayInWib(ctx.now);
  return outsideTenants(ctx, (tx) =>
    tx
      .selectFrom('tenants')
      .select(['slug', 'name'])
      .where('reserved', '=', false)
      .where('id', 'in', (from) =>
        from
          .selectFrom('officeHolders')
          .select('tenantId')
          .where('userId', '=', ctx.actor?.userId ?? null)
          .where('validFrom', '<=', today)
          .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>=', today)])),
      )
      .orderBy('name')
      .execute(),
  );
}
