import { newId } from '#platform/ids.ts';
import type { Actor, Ctx, Tenant } from '#platform/tenancy.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import type { Appointment, Role } from './office.ts';
import { heldOffices } from './offices.queries.ts';

// Arranges what the tests of this feature need, past row-level security.

export async function addOrganization(db: TestDatabase, kind: string, name: string, tenant?: Tenant): Promise<string> {
  const id = newId();
  await db.owner.query('insert into organizations (tenant_id, id, kind, name) values ($1, $2, $3, $4)', [
    (tenant ?? db.tenants.bekasikab).id,
    id,
    kind,
    name,
  ]);
  return id;
}

let count = 0;

/** A person without an account. */
export async function addPersonRow(db: TestDatabase, name = 'Sari (contoh)', tenant?: Tenant) {
  const person = { userId: newId(), name, username: `orang.${++count}` };
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
    (tenant ?? db.tenants.bekasikab).id,
    person.userId,
    person.name,
    person.username,
  ]);
  return person;
}

export async function addTerm(
  db: TestDatabase,
  term: { userId: string; organizationId: string; role: Role; kind?: string; from?: string; to?: string | null },
  tenant?: Tenant,
): Promise<string> {
  const id = newId();
  const tenantId = (tenant ?? db.tenants.bekasikab).id;
  await db.owner.query(
    'insert into offices (tenant_id, id, organization_id, role) values ($1, $2, $3, $4) on conflict do nothing',
    [tenantId, newId(), term.organizationId, term.role],
  );
  await db.owner.query(
    `insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from, valid_to)
     select tenant_id, $2, id, role, $5, $6, $7, $8 from offices where tenant_id = $1 and organization_id = $3 and role = $4`,
    [
      tenantId,
      id,
      term.organizationId,
      term.role,
      term.userId,
      term.kind ?? 'definitive',
      term.from ?? '2026-01-01',
      term.to ?? null,
    ],
  );
  return id;
}

/** A context in which that person acts with the offices held at that time. */
export async function ctxOf(db: TestDatabase, userId: string, now = new Date(), tenant?: Tenant): Promise<Ctx> {
  const ctx = db.ctx({ now, tenant: tenant ?? db.tenants.bekasikab });
  const actor: Actor = { userId, name: 'Sari', username: 'sari', offices: [], platformAdministrator: false };
  return { ...ctx, actor: { ...actor, offices: await heldOffices({ ...ctx, actor }, userId) } };
}

/** A tenant administrator at work. */
export async function administratorCtx(db: TestDatabase, now = new Date(), tenant?: Tenant): Promise<Ctx> {
  const organizationId = await addOrganization(db, 'agency', `Badan ${newId()}`, tenant);
  const { userId } = await addPersonRow(db, 'Admin (contoh)', tenant);
  await addTerm(db, { userId, organizationId, role: 'tenant_admin' }, tenant);
  return ctxOf(db, userId, now, tenant);
}

export function appointment(
  sent: Partial<Appointment> & Pick<Appointment, 'organizationId' | 'username'>,
): Appointment {
  return { id: newId(), role: 'organization_head', kind: 'definitive', from: '2026-03-01', to: null, ...sent };
}

/** Acts and their changes in the tenant's audit, oldest first. */
export async function auditOf(db: TestDatabase, tenant?: Tenant) {
  const { rows } = await db.owner.query<{ act: string; subject_id: string; changes: Record<string, unknown> }>(
    'select act, subject_id, changes from audit_events where tenant_id = $1 order by at, id',
    [(tenant ?? db.tenants.bekasikab).id],
  );
  return rows;
}
