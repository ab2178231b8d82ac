import { NotAllowed } from '#platform/errors.ts';
import { type Ctx, outsideTenants } from '#platform/tenancy.ts';
import { mayAdministerPlatform } from './policy.ts';

export interface Region {
  slug: string;
  name: string;
  areaCode: string | null;
  demonstration: boolean;
  hosts: string[];
}

/** Every tenant of the installation. @throws NotAllowed for anybody but a platform administrator */
export async function regionsOfPlatform(ctx: Ctx): Promise<Region[]> {
  if (!mayAdministerPlatform(ctx.actor)) {
    throw new NotAllowed(ctx.actor ? 'people.errors.platformOnly' : 'common.errors.signInFirst');
  }
  return outsideTenants(ctx, async (tx) => {
    const tenants = await tx
      .selectFrom('tenants')
      .select(['slug', 'name', 'areaCode', 'demonstration'])
      .where('reserved', '=', false)
      .orderBy('name')
      .execute();
    const hosts = await tx.selectFrom('hosts').select(['host', 'tenantSlug']).orderBy('host').execute();
    return tenants.map((tenant) => ({
      ...tenant,
      hosts: hosts.filter((host) => host.tenantSlug === tenant.slug).map((host) => host.host),
    }));
  });
}
