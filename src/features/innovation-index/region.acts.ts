import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Edition, spdIndicators } from './edition.ts';
import { totalFaults } from './level.ts';
import { changesOf, editionToClaim, type LevelChanges, type LevelClaim, requireLevels } from './level-changes.ts';
import { officeForRegion } from './policy.ts';

/** The region states the levels of its own indicators. */
export async function claimRegionLevels(ctx: Ctx, claim: LevelClaim): Promise<void> {
  const office = requireRegionOffice(ctx);
  const edition = editionToClaim(claim.edition);
  if (edition.spd.entry !== 'rows') throw new Invalid([{ field: 'edition', message: 'indexPages.errors.noRows' }]);
  requireLevels(spdIndicators(edition), claim.levels);
  await inTenant(ctx, async (tx) => {
    await lockRegion(tx, ctx, edition);
    const changes = changesOf(await storedRegionLevels(tx, ctx, edition), claim);
    if (Object.keys(changes).length === 0) return;
    await writeRegionLevels(tx, ctx, edition, changes);
    await recordEvent(tx, ctx, {
      act: 'region.levels_claimed',
      subject: { kind: 'region-index', id: String(edition.edition) },
      officeId: office.id,
      changes: { levels: changes },
    });
  });
}

export interface TotalClaim {
  edition: number;
  total: number;
  /** What the form showed, null for nothing; absent: whatever is there is replaced. */
  seen?: number | null;
}

/** The region states its SPD score as one total, for editions whose rows are not known. */
export async function claimRegionTotal(ctx: Ctx, { edition: year, total, seen }: TotalClaim): Promise<void> {
  const office = requireRegionOffice(ctx);
  const edition = editionToClaim(year);
  if (edition.spd.entry !== 'total') throw new Invalid([{ field: 'edition', message: 'indexPages.errors.noTotal' }]);
  const faults = totalFaults(edition, total);
  if (faults.length > 0) throw new Invalid(faults);
  await inTenant(ctx, async (tx) => {
    await lockRegion(tx, ctx, edition);
    const before = await storedTotal(tx, ctx, year);
    if (before === total) return;
    if (seen !== undefined && before !== seen) throw new Conflict('indexPages.errors.totalChanged');
    await writeTotal(tx, ctx, year, total);
    await recordEvent(tx, ctx, {
      act: 'region.total_claimed',
      subject: { kind: 'region-index', id: String(year) },
      officeId: office.id,
      changes: { total: [before, total] },
    });
  });
}

function requireRegionOffice(ctx: Ctx) {
  const office = officeForRegion(actorOf(ctx));
  if (!office) throw new NotAllowed('indexPages.errors.adminOnly');
  return office;
}

async function lockRegion(tx: Tx, ctx: Ctx, { edition }: Edition): Promise<void> {
  const key = `region index ${tenantOf(ctx).id} ${edition}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

async function storedRegionLevels(tx: Tx, ctx: Ctx, { edition }: Edition): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('regionLevels')
    .select(['code', 'claimed'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('edition', '=', edition)
    .execute();
  return new Map(rows.map((row) => [row.code, row.claimed]));
}

async function storedTotal(tx: Tx, ctx: Ctx, edition: number): Promise<number | null> {
  const row = await tx
    .selectFrom('regionTotals')
    .select('claimed')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row ? Number(row.claimed) : null;
}

async function writeRegionLevels(tx: Tx, ctx: Ctx, edition: Edition, changes: LevelChanges): Promise<void> {
  await tx
    .insertInto('regionLevels')
    .values(
      Object.entries(changes).map(([code, [, claimed]]) => ({
        tenantId: tenantOf(ctx).id,
        edition: edition.edition,
        code,
        claimed,
        updatedAt: ctx.now,
        updatedBy: ctx.actor?.userId ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'edition', 'code']).doUpdateSet((eb) => ({
        claimed: eb.ref('excluded.claimed'),
        updatedAt: eb.ref('excluded.updatedAt'),
        updatedBy: eb.ref('excluded.updatedBy'),
      })),
    )
    .execute();
}

async function writeTotal(tx: Tx, ctx: Ctx, edition: number, claimed: number): Promise<void> {
  const row = { claimed, updatedAt: ctx.now, updatedBy: ctx.actor?.userId ?? null };
  await tx
    .insertInto('regionTotals')
    .values({ ...row, tenantId: tenantOf(ctx).id, edition })
    .onConflict((conflict) => conflict.columns(['tenantId', 'edition']).doUpdateSet(row))
    .execute();
}
