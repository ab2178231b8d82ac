import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict, codeOf, Invalid, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { coversAllDays, type HolderKind, type Role, rolesAt } from './office.ts';

/** Somebody's time in an office, as it is written. */
export interface Term {
  id: string;
  officeId: string;
  role: Role;
  userId: string;
  kind: HolderKind;
  from: string;
  to: string | null;
}

/**
 * The office of an organisation, made when it is the first time that somebody enters it, and locked: all that happens to one
 * office happens one after the other.
 * @throws NotFound when there is no such organisation, Invalid when that kind has no such office
 */
export async function lockOffice(tx: Tx, ctx: Ctx, organizationId: string, role: Role): Promise<string> {
  const tenantId = tenantOf(ctx).id;
  const organization = await tx
    .selectFrom('organizations')
    .select('kind')
    .where('tenantId', '=', tenantId)
    .where('id', '=', organizationId)
    .executeTakeFirst();
  if (!organization) throw new NotFound('organization');
  if (!rolesAt(organization.kind).includes(role)) {
    throw new Invalid([{ field: 'role', message: 'people.errors.roleNotHere' }]);
  }
  await tx
    .insertInto('offices')
    .values({ tenantId, id: newId(), organizationId, role })
    .onConflict((conflict) => conflict.columns(['tenantId', 'organizationId', 'role']).doNothing())
    .execute();
  const office = await tx
    .selectFrom('offices')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('organizationId', '=', organizationId)
    .where('role', '=', role)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return office.id;
}

/** Writes a term, unless it stands there already. @returns false when this is the repeat of an earlier request */
export async function writeTerm(tx: Tx, ctx: Ctx, term: Term): Promise<boolean> {
  const tenantId = tenantOf(ctx).id;
  const known = await findTerm(tx, ctx, term.id);
  if (known) {
    if (!isSame(known, term)) throw new Conflict('people.errors.sentOtherContent');
    return false;
  }
  const { id, officeId, role, userId, kind, from, to } = term;
  await tx
    .insertInto('officeHolders')
    .values({ tenantId, id, officeId, role, userId, kind, validFrom: from, validTo: to })
    .execute();
  return true;
}

function isSame(known: Term, sent: Term): boolean {
  const told = ({ officeId, userId, kind, from, to }: Term) => [officeId, userId, kind, from, to].join();
  return told(known) === told(sent);
}

export async function findTerm(tx: Tx, ctx: Ctx, id: string): Promise<(Term & { organizationId: string }) | undefined> {
  const row = await tx
    .selectFrom('officeHolders as held')
    .innerJoin('offices as office', (join) =>
      join.onRef('office.tenantId', '=', 'held.tenantId').onRef('office.id', '=', 'held.officeId'),
    )
    .select(['held.id', 'held.officeId', 'held.role', 'held.userId', 'held.kind', 'office.organizationId'])
    .select(['held.validFrom as from', 'held.validTo as to'])
    .where('held.tenantId', '=', tenantOf(ctx).id)
    .where('held.id', '=', id)
    .executeTakeFirst();
  return row && { ...row, role: row.role as Role, kind: row.kind as HolderKind };
}

/** Locks every office of tenant administrators, in one order, before one of them is left. */
export async function lockAdministrators(tx: Tx, ctx: Ctx): Promise<void> {
  await tx
    .selectFrom('offices')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('role', '=', 'tenant_admin')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/**
 * There is somebody on every day from now on: terms without an end cover what follows their first day, those before it must
 * follow each other without a gap.
 * @throws Conflict when on some day nobody would administer the tenant
 */
export async function requireAdministratorLeft(tx: Tx, ctx: Ctx): Promise<void> {
  const today = dayInWib(ctx.now);
  const terms = await tx
    .selectFrom('officeHolders')
    .select(['validFrom as from', 'validTo as to'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('role', '=', 'tenant_admin')
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>=', today)]))
    .orderBy('validFrom')
    .execute();
  if (!coversAllDays(terms, today)) throw new Conflict('people.errors.lastAdministrator');
}

/** @throws Invalid when the tenant knows nobody of that user name */
export async function personByUsername(tx: Tx, ctx: Ctx, username: string): Promise<string> {
  const person = await tx
    .selectFrom('people')
    .select('userId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('username', '=', username)
    .executeTakeFirst();
  if (!person) throw new Invalid([{ field: 'username', message: 'people.errors.usernameUnknown' }]);
  return person.userId;
}

const overlaps: Readonly<Record<string, { field: string; message: string }>> = {
  office_has_one_head: { field: 'from', message: 'people.errors.headTaken' },
  office_has_one_stand_in: { field: 'from', message: 'people.errors.standInTaken' },
  office_held_once_by_a_person: { field: 'username', message: 'people.errors.heldAlready' },
};

/** Says beside the field what the database's exclusion constraints refuse. */
export async function explainOverlap<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = codeOf(error) === '23P01' && error instanceof Error && 'constraint' in error && error.constraint;
    const fault = overlaps[String(name)];
    throw fault ? new Invalid([fault]) : error;
  }
}
