import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { governmentOf } from '#platform/tenants.ts';
import type { Letterhead } from './region.ts';

/** What stands on top of the region's letters; its names alone while nobody wrote more. */
export async function letterheadOf(ctx: Ctx): Promise<Letterhead> {
  const tenant = tenantOf(ctx);
  const row = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('letterheads')
      .select(['lines', 'logoSha256', 'logoMediaType', 'version'])
      .where('tenantId', '=', tenant.id)
      .executeTakeFirst(),
  );
  return {
    lines: row && row.lines.length > 0 ? row.lines : [...new Set([governmentOf(tenant.name), tenant.operatorName])],
    logo: row?.logoSha256 && row.logoMediaType ? { sha256: row.logoSha256, mediaType: row.logoMediaType } : null,
    version: row?.version ?? 0,
  };
}

/** The same for a page that is printed, with the path of the logo; null while nobody wrote a letterhead. */
export async function letterheadOnPage(ctx: Ctx): Promise<{ lines: string[]; logo: string | null } | null> {
  const { lines, logo, version } = await letterheadOf(ctx);
  return version === 0 ? null : { lines, logo: logo && `/logo?v=${logo.sha256.slice(0, 12)}` };
}

/** Which of these contents are the logo of the region. */
export async function logosInUse(ctx: Ctx, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const { logo } = await letterheadOf(ctx);
  return new Set(hashes.filter((hash) => hash === logo?.sha256));
}
