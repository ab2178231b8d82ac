import { sql } from 'kysely';
import { areaByCode } from '#features/areas/index.ts';
import { loadFirstTopics } from '#features/innovations/index.ts';
import { loadAreaOrganizations, loadOrganizations } from '#features/organizations/index.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import { derivedId, newId } from '#platform/ids.ts';
import { type Ctx, outsideTenants, type Tenant } from '#platform/tenancy.ts';
import { isReservedSlug } from '#platform/tenants.ts';
import { mayOpenRegions } from './policy.ts';
import type { RegionInput } from './region.ts';

/**
 * Opens a region with topics to choose from, the organisations that follow from its area and the agency that runs it. Repeating it goes on where an
 * interrupted one stopped.
 * @returns the tenant, which the directory of a running server learns of a little later
 * @throws NotAllowed for everybody but platform administrators, Invalid for a taken address or area
 */
export async function openRegion(ctx: Ctx, input: RegionInput): Promise<Tenant> {
  if (!mayOpenRegions(ctx.actor))
    throw new NotAllowed(ctx.actor ? 'regions.errors.platformOnly' : 'common.errors.signInFirst');
  if (isReservedSlug(input.slug)) throw new Invalid([{ field: 'slug', message: 'regions.errors.slugReserved' }]);
  const tenant = await openTenant(ctx, input);
  await loadFirstTopics({ ...ctx, tenant });
  await loadFirstOrganizations({ ...ctx, tenant });
  return tenant;
}

async function openTenant(ctx: Ctx, { areaCode, slug, operatorName, helpLabel }: RegionInput): Promise<Tenant> {
  const id = derivedId('tenant', slug);
  return outsideTenants(ctx, async (tx) => {
    const area = await areaByCode(tx, areaCode);
    if (!area) throw new Invalid([{ field: 'areaCode', message: 'regions.errors.area' }]);
    const { rows } = await sql<{ outcome: string }>`select open_tenant(${id}::uuid, ${slug}, ${area.name}, ${areaCode},
      ${operatorName}, ${helpLabel}, ${newId()}::uuid) as outcome`.execute(tx);
    const outcome = rows[0]?.outcome;
    if (outcome === 'slug') throw new Invalid([{ field: 'slug', message: 'common.errors.tenantSlugTaken' }]);
    if (outcome === 'area') throw new Invalid([{ field: 'areaCode', message: 'common.errors.tenantAreaTaken' }]);
    return {
      id,
      slug,
      name: area.name,
      shortName: area.name,
      areaCode,
      operatorName,
      helpLabel,
      helpHref: null,
      demonstration: false,
    };
  });
}

/** Of a region just opened: offices of its districts, villages and wards, and the agency that runs it. */
async function loadFirstOrganizations(ctx: Ctx & { tenant: Tenant }): Promise<void> {
  await loadAreaOrganizations(ctx);
  await loadOrganizations(ctx, 'operator', [
    { kind: 'agency', name: ctx.tenant.operatorName, areaCode: null, source: 'Gelar' },
  ]);
}
