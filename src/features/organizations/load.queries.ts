import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { type ListedOrganization, organizationKey } from './listed.ts';
import type { OrganizationKind } from './organization.ts';

/** Ids of the tenant's organisations by what a list knows them by. */
export async function knownIds(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('organizations').select(['id', 'kind', 'name', 'reference']).execute();
  return new Map(rows.map((row) => [organizationKey({ ...row, kind: row.kind as OrganizationKind }), row.id]));
}

/** Those of a list that the tenant does not have yet: what `loadOrganizations` would add. */
export async function missingOrganizations<T extends ListedOrganization>(ctx: Ctx, listed: readonly T[]): Promise<T[]> {
  const known = await inTenant(ctx, knownIds);
  return listed.filter((one) => !known.has(organizationKey(one)));
}
