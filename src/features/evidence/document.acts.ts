import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Place, record, type Writer, writeEvidence } from './writing.acts.ts';

/** What a document is, apart from who it belongs to. */
export interface DocumentRow {
  kind: 'file' | 'video';
  title: string;
  sha256: string | null;
  thumbnailSha256: string | null;
  mediaType: string | null;
  bytes: number | null;
  address: string | null;
  isPublic: boolean;
}

/** Whether the public sees the document on the pages of the accepted innovations that it serves. */
export async function setPublic(ctx: Ctx, input: Place & { documentId: string; isPublic: boolean }): Promise<void> {
  await writeEvidence(ctx, [input.innovationId], input.indicator, async (tx, writer) => {
    await requireOwn(tx, ctx, writer, input.documentId);
    await show(tx, ctx, writer, input, input.documentId, input.isPublic);
  });
}

async function show(tx: Tx, ctx: Ctx, writer: Writer, place: Place, documentId: string, isPublic: boolean) {
  const { numUpdatedRows } = await tx
    .updateTable('documents')
    .set({ isPublic })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', documentId)
    .where('isPublic', '!=', isPublic)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n)
    await record(tx, ctx, writer, isPublic ? 'document.published' : 'document.hidden', place, documentId);
}

/** @returns the id of the new document, or of the one with the same content or address, locked against going away */
export async function ensureDocument(
  tx: Tx,
  ctx: Ctx,
  writer: Writer,
  place: Place,
  row: DocumentRow,
): Promise<string> {
  const tenantId = tenantOf(ctx).id;
  const { organizationId } = writer;
  const made = { createdAt: ctx.now, createdBy: ctx.actor?.userId ?? null };
  const inserted = await tx
    .insertInto('documents')
    .values({ tenantId, id: newId(), organizationId, ...row, ...made })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return inserted.id;
  const known = await tx
    .selectFrom('documents')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('organizationId', '=', organizationId)
    .where('kind', '=', row.kind)
    .where(row.kind === 'file' ? 'sha256' : 'address', '=', row.kind === 'file' ? row.sha256 : row.address)
    .forNoKeyUpdate()
    .executeTakeFirst();
  // It was taken away between the two statements: once more it can be inserted.
  if (!known) return ensureDocument(tx, ctx, writer, place, row);
  if (row.isPublic) await show(tx, ctx, writer, place, known.id, true);
  return known.id;
}

/** @throws NotFound when the organisation has no such document */
export async function requireOwn(tx: Tx, ctx: Ctx, writer: Writer, documentId: string): Promise<void> {
  const own = await tx
    .selectFrom('documents')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', documentId)
    .where('organizationId', '=', writer.organizationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!own) throw new NotFound(`no document ${documentId}`);
}

/**
 * Forgets the document when it serves nowhere any more. Whoever lets it serve again at this moment waits for the
 * lock and then makes it anew.
 */
export async function forgetUnused(tx: Tx, ctx: Ctx, documentId: string): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  await tx
    .selectFrom('documents')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .forUpdate()
    .execute();
  const use = await tx
    .selectFrom('evidence')
    .select('documentId')
    .where('tenantId', '=', tenantId)
    .where('documentId', '=', documentId)
    .limit(1)
    .executeTakeFirst();
  if (use) return;
  await tx.deleteFrom('documents').where('tenantId', '=', tenantId).where('id', '=', documentId).execute();
}

/** Forgets documents whose innovations were discarded. For the job that sweeps. @returns how many went */
export async function forgetAllUnused(ctx: Ctx, before: Date): Promise<number> {
  const tenantId = tenantOf(ctx).id;
  return inTenant(ctx, async (tx) => {
    const unused = await tx
      .selectFrom('documents as d')
      .select('d.id')
      .where('d.tenantId', '=', tenantId)
      .where('d.createdAt', '<', before)
      .where(({ not, exists, selectFrom }) => {
        const uses = selectFrom('evidence as e').select('e.documentId').whereRef('e.tenantId', '=', 'd.tenantId');
        return not(exists(uses.whereRef('e.documentId', '=', 'd.id')));
      })
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id } of unused) {
      await forgetUnused(tx, ctx, id);
      await recordEvent(tx, ctx, { act: 'document.forgotten', subject: { kind: 'document', id }, officeId: null });
    }
    return unused.length;
  });
}
