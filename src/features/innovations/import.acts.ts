import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import type { Accepted } from '#platform/files/intake.ts';
import type { FileStore } from '#platform/files/store.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { importOffice, readImport } from './import.queries.ts';
import type { ImportState } from './import.ts';

/**
 * Takes a sheet in; the job looks through it. The same form sent again is the same import.
 * @param id made by the form
 * @throws Invalid when it is no sheet
 */
export async function startImport(ctx: Ctx, files: FileStore, id: string, file: Accepted): Promise<void> {
  const office = importOffice(ctx);
  const { mediaType, name, content } = file;
  if (mediaType !== 'text/csv' && !mediaType.endsWith('spreadsheetml.sheet')) {
    throw new Invalid([{ field: 'file', message: 'innovations.imports.faults.kind' }]);
  }
  const tenantId = tenantOf(ctx).id;
  await files.keep(tenantId, content);
  await inTenant(ctx, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('imports')
      .values({
        tenantId,
        id,
        state: 'checking',
        fileName: name,
        fileSha256: content.sha256,
        mediaType,
        createdBy: actorOf(ctx).userId,
        officeId: office.id,
        createdAt: ctx.now,
        movedAt: ctx.now,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) return;
    await recordEvent(tx, ctx, {
      act: 'import.started',
      subject: { kind: 'import', id },
      officeId: office.id,
      changes: { file: content.sha256 },
    });
  });
}

/** Lets the job write what was looked through. Repeating it changes nothing. @throws Conflict */
export function confirmImport(ctx: Ctx, id: string): Promise<void> {
  return move(ctx, id, 'writing', ['writing', 'done']);
}

/** Nothing more of it is written; what was written already stays. @throws Conflict when it is over */
export function discardImport(ctx: Ctx, id: string): Promise<void> {
  return move(ctx, id, 'discarded', ['discarded']);
}

async function move(ctx: Ctx, id: string, to: 'writing' | 'discarded', already: readonly ImportState[]): Promise<void> {
  const office = importOffice(ctx);
  await inTenant(ctx, async (tx) => {
    const run = await readImport(tx, ctx, id, 'for update');
    if (already.includes(run.state)) return;
    const from: readonly ImportState[] = to === 'writing' ? ['checked'] : ['checked', 'checking', 'writing'];
    if (!from.includes(run.state)) throw new Conflict('innovations.imports.errors.moved');
    await tx
      .updateTable('imports')
      .set({ state: to, movedAt: ctx.now, ...(to === 'writing' ? begin : {}) })
      .where('tenantId', '=', run.tenantId)
      .where('id', '=', id)
      .execute();
    if (to === 'writing')
      await tx.deleteFrom('importFaults').where('tenantId', '=', run.tenantId).where('importId', '=', id).execute();
    const act = to === 'writing' ? 'import.confirmed' : 'import.discarded';
    await recordEvent(tx, ctx, { act, subject: { kind: 'import', id }, officeId: office.id });
  });
}

/** Counted anew while it is written: meanwhile others may have changed what a row meets. */
const begin = { done: 0, tries: 0, added: 0, changed: 0, same: 0, wrong: 0, firstRows: '[]' };
