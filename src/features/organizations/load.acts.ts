import { type Area, areaSource, areasWithin, kindOfArea, titleOf } from '#features/areas/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type ListedOrganization, organizationKey } from './listed.ts';
import { knownIds } from './load.queries.ts';
import type { OrganizationKind } from './organization.ts';

/**
 * Adds the organisations of a list that the tenant does not have yet; rows that are there stay as people left them.
 * Ids follow from tenant, kind and reference, so that a repeated or interrupted load makes nothing twice.
 * @param officeId the office in which somebody brought the list; null for the installation itself
 * @returns how many were added
 */
export function loadOrganizations(
  ctx: Ctx,
  list: string,
  organizations: readonly ListedOrganization[],
  officeId: string | null = null,
): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const known = await knownIds(tx);
    const idOf = (one: Pick<ListedOrganization, 'kind' | 'name' | 'reference'>) =>
      known.get(organizationKey(one)) ?? derivedId('organization', tenantOf(ctx).id, organizationKey(one));
    const missing = organizations.filter((one) => !known.has(organizationKey(one)));
    const rows = missing.map(({ parent, ...one }) => ({
      ...one,
      id: idOf(one),
      parentId: parent ? idOf(parent) : null,
    }));
    const added = await insertAll(tx, tenantOf(ctx).id, rows);
    if (added > 0) {
      await recordEvent(tx, ctx, {
        act: 'organizations.loaded',
        subject: { kind: 'list', id: list },
        officeId,
        changes: { added },
      });
    }
    return added;
  });
}

/** The offices of the districts and the villages and wards of the tenant's own regency, from the list of areas. */
export async function loadAreaOrganizations(ctx: Ctx): Promise<number> {
  const { areaCode } = tenantOf(ctx);
  if (areaCode === null) return 0;
  const areas = await inTenant(ctx, (tx) => areasWithin(tx, areaCode));
  return loadOrganizations(ctx, areaSource.name, organizationsOfAreas(areas));
}

const kinds: Partial<Record<ReturnType<typeof kindOfArea>, OrganizationKind>> = {
  district: 'district_office',
  village: 'village',
  ward: 'ward',
};

/** Areas of another level are left out. */
export function organizationsOfAreas(areas: readonly Area[]): ListedOrganization[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  return areas.flatMap((area) => {
    const kind = kinds[kindOfArea(area.code)];
    const around = kind === 'district_office' ? undefined : byCode.get(area.parentCode ?? '');
    return kind ? [{ ...ofArea(kind, area), parent: around ? ofArea('district_office', around) : null }] : [];
  });
}

function ofArea(kind: OrganizationKind, area: Area): ListedOrganization {
  return { kind, name: titleOf(area), reference: area.code, areaCode: area.code, source: areaSource.name };
}

type Row = Omit<ListedOrganization, 'parent'> & { id: string; parentId: string | null };

/** Parents stand before what is under them, in one statement or in an earlier one. */
async function insertAll(tx: Tx, tenantId: string, rows: readonly Row[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < rows.length; from += 500) {
    const values = rows.slice(from, from + 500).map((row) => ({ ...row, tenantId }));
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('organizations')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}
