import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { ClaimedLevels } from './level.ts';

/** Invented levels of one edition, for a demonstration. */
export interface InventedLevels {
  edition: number;
  /** By id. */
  innovations: ReadonlyMap<string, ClaimedLevels>;
  region: ClaimedLevels;
  /** For an edition without SPD rows. */
  total: number | null;
}

/**
 * Gives a demonstration its invented levels. What is there already stays as people left it, so that a repeated or
 * interrupted load makes nothing twice.
 * @throws NotAllowed where the tenant is no demonstration
 */
export async function loadInventedLevels(ctx: Ctx, levels: InventedLevels): Promise<void> {
  if (!tenantOf(ctx).demonstration) throw new NotAllowed();
  await inTenant(ctx, async (tx) => {
    const added =
      (await insertInnovationLevels(tx, ctx, levels)) +
      (await insertRegionLevels(tx, ctx, levels)) +
      (await insertTotal(tx, ctx, levels));
    if (added === 0) return;
    await recordEvent(tx, ctx, {
      act: 'levels.loaded',
      subject: { kind: 'region-index', id: String(levels.edition) },
      officeId: null,
      changes: { added },
    });
  });
}

const rowsOf = (ctx: Ctx, edition: number, levels: ClaimedLevels) =>
  Object.entries(levels).map(([code, claimed]) => ({
    tenantId: tenantOf(ctx).id,
    edition,
    code,
    claimed,
    updatedAt: ctx.now,
  }));

async function insertInnovationLevels(tx: Tx, ctx: Ctx, { edition, innovations }: InventedLevels): Promise<number> {
  const rows = [...innovations].flatMap(([innovationId, levels]) =>
    rowsOf(ctx, edition, levels).map((row) => ({ ...row, innovationId })),
  );
  let added = 0;
  for (let from = 0; from < rows.length; from += 1000) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('innovationLevels')
      .values(rows.slice(from, from + 1000))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}

async function insertRegionLevels(tx: Tx, ctx: Ctx, { edition, region }: InventedLevels): Promise<number> {
  const rows = rowsOf(ctx, edition, region);
  if (rows.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('regionLevels')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

async function insertTotal(tx: Tx, ctx: Ctx, { edition, total }: InventedLevels): Promise<number> {
  if (total === null) return 0;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('regionTotals')
    .values({ tenantId: tenantOf(ctx).id, edition, claimed: total, updatedAt: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}
