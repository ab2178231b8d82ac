import { newId } from '#platform/ids.ts';
import type { Actor, Ctx, HeldOffice, Tenant } from '#platform/tenancy.ts';
import { actorWith, type TestDatabase } from '#platform/testing/database.ts';
import { createDraft } from './innovation.acts.ts';
import { fieldText, type Proposal, type ProposalPatch, proposalFields } from './innovation.ts';
import type { Role } from './life-cycle.ts';
import { saveFields } from './save.acts.ts';
import { completeProposal } from './testing.ts';

export interface TestOrganization {
  id: string;
  name: string;
  kind: string;
}

/** Two villages and the agency that checks, with an office of every role each, in one tenant. */
export interface TestRegion {
  tenant: Tenant;
  village: TestOrganization;
  other: TestOrganization;
  agency: TestOrganization;
  /** Somebody who holds that office there. */
  person(role: Role, organization: TestOrganization, more?: HeldOffice[]): Promise<Actor>;
  office(role: Role, organization: TestOrganization): HeldOffice;
}

const roles: readonly Role[] = ['innovator', 'organization_head', 'verifier', 'tenant_admin'];

const named = (name: string, kind: string): TestOrganization => ({ id: newId(), name, kind });

export async function arrangeRegion(db: TestDatabase, tenant: Tenant = db.tenants.bekasikab): Promise<TestRegion> {
  const village = named('Desa Harapan Contoh', 'village');
  const other = named('Desa Makmur Contoh', 'village');
  const agency = named('Balitbangda Contoh', 'agency');
  const offices = new Map<string, HeldOffice>();
  for (const one of [village, other, agency]) await establish(db, tenant, one, offices);
  await db.owner.query(
    `insert into topics (tenant_id, slug, name, position)
     values ($1, 'lingkungan-hidup', 'lingkungan hidup', 1), ($1, 'pelayanan', 'pelayanan', 2)`,
    [tenant.id],
  );
  const office: TestRegion['office'] = (role, organization) => {
    const found = offices.get(`${organization.id} ${role}`);
    if (!found) throw new Error(`no office ${role} in ${organization.name}`);
    return found;
  };
  const person: TestRegion['person'] = async (role, organization, more = []) => {
    const actor = actorWith([office(role, organization), ...more]);
    await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
      tenant.id,
      actor.userId,
      actor.name,
      actor.username,
    ]);
    return actor;
  };
  return { tenant, village, other, agency, person, office };
}

/** The organisation with an office of every role. */
async function establish(db: TestDatabase, tenant: Tenant, one: TestOrganization, offices: Map<string, HeldOffice>) {
  await db.owner.query(
    'insert into organizations (tenant_id, id, kind, name, fictional) values ($1, $2, $3, $4, true)',
    [tenant.id, one.id, one.kind, one.name],
  );
  for (const role of roles) {
    const id = newId();
    await db.owner.query('insert into offices (tenant_id, id, organization_id, role) values ($1, $2, $3, $4)', [
      tenant.id,
      id,
      one.id,
      role,
    ]);
    offices.set(`${one.id} ${role}`, {
      id,
      role,
      kind: 'definitive',
      organizationId: one.id,
      organizationName: one.name,
      organizationKind: one.kind,
    });
  }
}

/** A draft of the region's village, filled in completely. */
export async function writtenDraft(ctx: Ctx, organizationId: string, changes: Partial<Proposal> = {}): Promise<string> {
  const id = newId();
  await createDraft(ctx, { id, organizationId, title: completeProposal.title });
  await saveFields(ctx, { id, version: 1, patch: { ...completeProposal, ...changes } });
  return id;
}

export function typed(patch: ProposalPatch): Record<string, string | string[]> {
  const filled = proposalFields.filter((field) => patch[field] !== undefined);
  return Object.fromEntries(filled.map((field) => [field, fieldText(patch[field] as Proposal[typeof field])]));
}
