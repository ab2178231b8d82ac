import type { Tx } from '#platform/database/bound.ts';
import type { Accepted } from '#platform/files/intake.ts';
import type { FileStore } from '#platform/files/store.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type DocumentRow, ensureDocument, forgetUnused, requireOwn } from './document.acts.ts';
import { titleOf, type Video } from './document.ts';
import { openEvidence, type Place, record, requireRoom, type Writer, writeEvidence } from './writing.acts.ts';

/**
 * Keeps the files and lets them serve in the place. A content that the organisation has already is not stored again;
 * sending all once more changes nothing.
 */
export async function addFiles(
  ctx: Ctx,
  store: FileStore,
  place: Place & { files: readonly Accepted[]; isPublic: boolean },
): Promise<void> {
  await openEvidence(ctx, place.innovationId);
  const tenantId = tenantOf(ctx).id;
  // Contents first: a row never tells of a file that is not there. A content without a row is swept away later.
  for (const { content, thumbnail } of place.files) {
    await store.keep(tenantId, content);
    if (thumbnail) await store.keep(tenantId, thumbnail);
  }
  await addDocuments(
    ctx,
    place,
    place.files.map(({ name, mediaType, content, thumbnail }) => ({
      kind: 'file',
      title: titleOf(name),
      sha256: content.sha256,
      thumbnailSha256: thumbnail?.sha256 ?? null,
      mediaType,
      bytes: content.bytes,
      address: null,
      isPublic: place.isPublic,
    })),
  );
}

export async function addVideo(ctx: Ctx, place: Place & { video: Video; isPublic: boolean }): Promise<void> {
  const none = { sha256: null, thumbnailSha256: null, mediaType: null, bytes: null };
  await addDocuments(ctx, place, [{ kind: 'video', ...place.video, ...none, isPublic: place.isPublic }]);
}

async function addDocuments(ctx: Ctx, place: Place, rows: readonly DocumentRow[]): Promise<void> {
  await writeEvidence(ctx, [place.innovationId], place.indicator, async (tx, writer) => {
    // In one order, so that two who send the same files at once do not wait for each other crosswise.
    const ordered = [...rows].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
    for (const row of ordered) {
      await attach(tx, ctx, writer, place, await ensureDocument(tx, ctx, writer, place, row));
    }
    await requireRoom(tx, ctx, place);
  });
}

const keyOf = ({ sha256, address }: DocumentRow) => `${sha256} ${address}`;

export interface Sharing {
  documentId: string;
  indicator: string;
  innovationIds: readonly [string, ...string[]];
}

/**
 * Lets a document that the organisation has already serve in the same place of several of its innovations: a decree
 * names many. All of them, or none.
 */
export async function shareDocument(ctx: Ctx, { documentId, indicator, innovationIds }: Sharing): Promise<void> {
  await writeEvidence(ctx, innovationIds, indicator, async (tx, writer) => {
    await requireOwn(tx, ctx, writer, documentId);
    for (const innovationId of innovationIds) {
      await attach(tx, ctx, writer, { innovationId, indicator }, documentId);
      await requireRoom(tx, ctx, { innovationId, indicator });
    }
  });
}

/** Takes the document out of the place; one that serves nowhere any more is gone. Repeating it changes nothing. */
export async function detachDocument(ctx: Ctx, place: Place & { documentId: string }): Promise<void> {
  const { innovationId, indicator, documentId } = place;
  await writeEvidence(ctx, [innovationId], indicator, async (tx, writer) => {
    const { numDeletedRows } = await tx
      .deleteFrom('evidence')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('innovationId', '=', innovationId)
      .where('indicator', '=', indicator)
      .where('documentId', '=', documentId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return;
    await forgetUnused(tx, ctx, documentId);
    await record(tx, ctx, writer, 'evidence.detached', place, documentId);
  });
}

async function attach(tx: Tx, ctx: Ctx, writer: Writer, place: Place, documentId: string): Promise<void> {
  const { innovationId, indicator } = place;
  const added = { addedAt: ctx.now, addedBy: ctx.actor?.userId ?? null };
  const inserted = await tx
    .insertInto('evidence')
    .values({ tenantId: tenantOf(ctx).id, innovationId, indicator, documentId, ...added })
    .onConflict((conflict) => conflict.doNothing())
    .returning('documentId')
    .executeTakeFirst();
  if (inserted) await record(tx, ctx, writer, 'evidence.attached', place, documentId);
}
