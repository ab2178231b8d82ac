import { newId } from '#platform/ids.ts';
import type { Actor, HeldOffice, Tenant } from '#platform/tenancy.ts';
import { actorWith, type TestDatabase } from '#platform/testing/database.ts';

/** Holders of offices at one agency of a tenant, as real rows. */
export async function arrangeAgency(db: TestDatabase, tenant: Tenant = db.tenants.bekasikab) {
  const organizationId = newId();
  await db.owner.query(
    `insert into organizations (tenant_id, id, kind, name, fictional) values ($1, $2, 'agency', 'Balitbangda Contoh', true)`,
    [tenant.id, organizationId],
  );
  const person = async (role: string, name: string): Promise<Actor> => {
    const officeId = await officeOf(db, tenant, organizationId, role);
    const office: HeldOffice = {
      id: officeId,
      role,
      kind: 'definitive',
      organizationId,
      organizationName: 'Balitbangda Contoh',
      organizationKind: 'agency',
    };
    const actor = actorWith([office], { name });
    await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
      tenant.id,
      actor.userId,
      name,
      actor.username,
    ]);
    return actor;
  };
  return { organizationId, person };
}

async function officeOf(db: TestDatabase, tenant: Tenant, organizationId: string, role: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    `insert into offices (tenant_id, id, organization_id, role) values ($1, $2, $3, $4)
     on conflict (tenant_id, organization_id, role) do update set role = excluded.role returning id`,
    [tenant.id, newId(), organizationId, role],
  );
  return rows[0]?.id ?? '';
}
