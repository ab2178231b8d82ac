import { recordEvent, recordEvents } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Invalid } from '#platform/errors.ts';
import type { Accepted } from '#platform/files/intake.ts';
import type { FileStore } from '#platform/files/store.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Edition } from './edition.ts';
import { editionToClaim } from './level-changes.ts';
import { lockWorkbook, matchInnovations, workbookOffice } from './workbook.queries.ts';
import type { Workbook } from './workbook-rows.ts';

/** Keeps a workbook to be computed. The same form sent again is the same workbook. @throws Invalid when it is no sheet */
export async function startWorkbook(ctx: Ctx, files: FileStore, id: string, file: Accepted): Promise<void> {
  const office = workbookOffice(ctx);
  const { mediaType, name, content } = file;
  if (mediaType !== 'text/csv' && !mediaType.endsWith('spreadsheetml.sheet')) {
    throw new Invalid([{ field: 'file', message: 'innovations.imports.faults.kind' }]);
  }
  const tenantId = tenantOf(ctx).id;
  await files.keep(tenantId, content);
  await inTenant(ctx, async (tx) => {
    const row = { tenantId, id, fileName: name, fileSha256: content.sha256, mediaType };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('indexWorkbooks')
      .values({ ...row, createdBy: actorOf(ctx).userId, createdAt: ctx.now })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) return;
    const subject = { kind: 'index-workbook', id };
    await recordEvent(tx, ctx, {
      act: 'workbook.started',
      subject,
      officeId: office.id,
      changes: { file: content.sha256 },
    });
  });
}

export interface TakenOver {
  /** Innovations that got levels, and levels of them and of the region. */
  innovations: number;
  levels: number;
}

/**
 * Makes the levels of a workbook claims of the innovations that it names, and of the region. What was stated already
 * stays: the unit knows better. Repeating it changes nothing.
 */
export function takeOverWorkbook(ctx: Ctx, id: string, edition: Edition, book: Workbook): Promise<TakenOver> {
  const office = workbookOffice(ctx);
  const { edition: year } = editionToClaim(edition.edition);
  return inTenant(ctx, async (tx) => {
    const { tenantId } = await lockWorkbook(tx, ctx, id);
    const matched = await matchInnovations(tx, ctx, book.innovations);
    const rows = [...matched].flatMap(([at, innovationId]) =>
      claimsOf(ctx, book.innovations[at]?.levels ?? {}).map((row) => ({
        ...row,
        tenantId,
        innovationId,
        edition: year,
      })),
    );
    const added = await insertLevels(tx, rows);
    const region = await insertRegion(tx, ctx, year, book);
    const changed = Map.groupBy(added, ({ innovationId }) => innovationId);
    await recordClaims(tx, ctx, changed, { officeId: office.id, edition: year, workbookId: id });
    const taken = { innovations: changed.size, levels: added.length + region };
    if (taken.levels === 0) return taken;
    await tx
      .updateTable('indexWorkbooks')
      .set({ takenOverAt: ctx.now })
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .execute();
    const subject = { kind: 'index-workbook', id };
    const changes = { edition: year, ...taken };
    await recordEvent(tx, ctx, { act: 'workbook.taken_over', subject, officeId: office.id, changes });
    return taken;
  });
}

async function recordClaims(
  tx: Tx,
  ctx: Ctx,
  claims: ReadonlyMap<string, readonly { code: string; claimed: number }[]>,
  { officeId, ...of }: { officeId: string; edition: number; workbookId: string },
): Promise<void> {
  const events = [...claims].map(([innovationId, levels]) => ({
    act: 'innovation.levels_claimed',
    subject: { kind: 'innovation', id: innovationId },
    officeId,
    changes: { ...of, levels: Object.fromEntries(levels.map((one) => [one.code, [null, one.claimed]])) },
  }));
  await recordEvents(tx, ctx, events);
}

const claimsOf = (ctx: Ctx, levels: Readonly<Record<string, number | undefined>>) =>
  Object.entries(levels).flatMap(([code, claimed]) =>
    claimed === undefined ? [] : [{ code, claimed, updatedAt: ctx.now, updatedBy: actorOf(ctx).userId }],
  );

type LevelRow = ReturnType<typeof claimsOf>[number] & { tenantId: string; innovationId: string; edition: number };

async function insertLevels(tx: Tx, rows: readonly LevelRow[]) {
  const added: { innovationId: string; code: string; claimed: number }[] = [];
  for (let from = 0; from < rows.length; from += 2000) {
    const some = await tx
      .insertInto('innovationLevels')
      .values(rows.slice(from, from + 2000))
      .onConflict((conflict) => conflict.doNothing())
      .returning(['innovationId', 'code', 'claimed'])
      .execute();
    added.push(...some);
  }
  return added;
}

async function insertRegion(tx: Tx, ctx: Ctx, edition: number, { spd }: Workbook): Promise<number> {
  const tenantId = tenantOf(ctx).id;
  if (typeof spd === 'number') {
    if (spd === 0) return 0;
    const total = await tx
      .insertInto('regionTotals')
      .values({ tenantId, edition, claimed: spd, updatedAt: ctx.now, updatedBy: actorOf(ctx).userId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return Number(total.numInsertedOrUpdatedRows ?? 0);
  }
  const rows = claimsOf(ctx, spd).map((row) => ({ ...row, tenantId, edition }));
  if (rows.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('regionLevels')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}
