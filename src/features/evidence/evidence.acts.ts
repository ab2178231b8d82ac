import { officeForLevels } from '#features/innovation-index/index.ts';
import { innovationForLevels, type LeveledInnovation } from '#features/innovations/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import type { Accepted } from '#platform/files/intake.ts';
import type { FileStore } from '#platform/files/store.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { isPlace, mostInOnePlace, titleOf, type Video } from './document.ts';
import { indicatorCodes } from './places.ts';

export interface Place {
  innovationId: string;
  /** Code of an indicator, '' for the innovation itself. */
  indicator: string;
}

interface Writer {
  innovation: LeveledInnovation & { organizationId: string };
  office: HeldOffice;
}

/** Who may add evidence to this innovation, and in which office. @throws NotFound, NotAllowed */
export async function openEvidence(ctx: Ctx, innovationId: string): Promise<Writer> {
  const actor = actorOf(ctx);
  const innovation = await innovationForLevels(ctx, innovationId);
  const office = officeForLevels(actor, innovation);
  if (!office || !innovation.organizationId) throw new NotAllowed('evidence.errors.notYours');
  return { innovation: { ...innovation, organizationId: innovation.organizationId }, office };
}

/**
 * Keeps the files and lets them serve in the place. A content that the organisation has already is not stored again;
 * sending all once more changes nothing.
 */
export async function addFiles(
  ctx: Ctx,
  store: FileStore,
  place: Place & { files: readonly Accepted[]; isPublic: boolean },
): Promise<void> {
  const writer = await openEvidence(ctx, place.innovationId);
  requirePlace(place);
  const tenantId = tenantOf(ctx).id;
  // Contents first: a row never tells of a file that is not there. A content without a row is swept away later.
  for (const { content, thumbnail } of place.files) {
    await store.keep(tenantId, content);
    if (thumbnail) await store.keep(tenantId, thumbnail);
  }
  await inTenant(ctx, async (tx) => {
    await lockPlaces(tx, ctx, place.innovationId);
    for (const file of place.files) {
      const { name, mediaType, content, thumbnail } = file;
      const values = { title: titleOf(name), sha256: content.sha256, mediaType, bytes: content.bytes };
      const row = { kind: 'file', ...values, thumbnailSha256: thumbnail?.sha256 ?? null, address: null };
      const documentId = await ensureDocument(tx, ctx, writer, { ...row, isPublic: place.isPublic });
      await attach(tx, ctx, writer, place, documentId);
    }
    await requireRoom(tx, ctx, place);
  });
}

export async function addVideo(ctx: Ctx, place: Place & { video: Video; isPublic: boolean }): Promise<void> {
  const writer = await openEvidence(ctx, place.innovationId);
  requirePlace(place);
  await inTenant(ctx, async (tx) => {
    await lockPlaces(tx, ctx, place.innovationId);
    const none = { sha256: null, thumbnailSha256: null, mediaType: null, bytes: null };
    const row = { kind: 'video', ...place.video, ...none, isPublic: place.isPublic };
    await attach(tx, ctx, writer, place, await ensureDocument(tx, ctx, writer, row));
    await requireRoom(tx, ctx, place);
  });
}

/** Lets documents that the organisation has already serve in another place too. */
export async function reuseDocument(ctx: Ctx, place: Place & { documentId: string }): Promise<void> {
  const writer = await openEvidence(ctx, place.innovationId);
  requirePlace(place);
  await inTenant(ctx, async (tx) => {
    await lockPlaces(tx, ctx, place.innovationId);
    await requireOwn(tx, ctx, writer, place.documentId);
    await attach(tx, ctx, writer, place, place.documentId);
    await requireRoom(tx, ctx, place);
  });
}

/** Takes the document out of the place; one that serves nowhere any more is gone. Repeating it changes nothing. */
export async function detachDocument(ctx: Ctx, place: Place & { documentId: string }): Promise<void> {
  const writer = await openEvidence(ctx, place.innovationId);
  await inTenant(ctx, async (tx) => {
    await lockPlaces(tx, ctx, place.innovationId);
    const at = { tenantId: tenantOf(ctx).id, innovationId: place.innovationId, indicator: place.indicator };
    const { numDeletedRows } = await tx
      .deleteFrom('evidence')
      .where('tenantId', '=', at.tenantId)
      .where('innovationId', '=', at.innovationId)
      .where('indicator', '=', at.indicator)
      .where('documentId', '=', place.documentId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return;
    // Waits for whoever lets it serve elsewhere at this moment.
    await tx
      .selectFrom('documents')
      .select('id')
      .where('tenantId', '=', at.tenantId)
      .where('id', '=', place.documentId)
      .forUpdate()
      .execute();
    await tx
      .deleteFrom('documents as d')
      .where('d.tenantId', '=', at.tenantId)
      .where('d.id', '=', place.documentId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('evidence as e')
              .select('e.documentId')
              .whereRef('e.tenantId', '=', 'd.tenantId')
              .whereRef('e.documentId', '=', 'd.id'),
          ),
        ),
      )
      .execute();
    await record(tx, ctx, writer, 'evidence.detached', place, place.documentId);
  });
}

/** Whether the public sees the document on the pages of the accepted innovations that it serves. */
export async function setPublic(ctx: Ctx, input: Place & { documentId: string; isPublic: boolean }): Promise<void> {
  const writer = await openEvidence(ctx, input.innovationId);
  await inTenant(ctx, async (tx) => {
    await requireOwn(tx, ctx, writer, input.documentId);
    const { numUpdatedRows } = await tx
      .updateTable('documents')
      .set({ isPublic: input.isPublic })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', input.documentId)
      .where('isPublic', '!=', input.isPublic)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    await record(tx, ctx, writer, input.isPublic ? 'document.published' : 'document.hidden', input, input.documentId);
  });
}

function requirePlace({ indicator }: Place): void {
  if (!isPlace(indicator, indicatorCodes())) {
    throw new Invalid([{ field: 'indicator', message: 'evidence.errors.place' }]);
  }
}

/** Acts on the evidence of one innovation come one after the other. */
async function lockPlaces(tx: Tx, ctx: Ctx, innovationId: string): Promise<void> {
  await tx
    .selectFrom('innovations')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', innovationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

interface DocumentRow {
  kind: string;
  title: string;
  sha256: string | null;
  thumbnailSha256: string | null;
  mediaType: string | null;
  bytes: number | null;
  address: string | null;
  isPublic: boolean;
}

/** @returns the id of the new document, or of the one with the same content or address */
async function ensureDocument(tx: Tx, ctx: Ctx, { innovation }: Writer, row: DocumentRow): Promise<string> {
  const tenantId = tenantOf(ctx).id;
  const { organizationId } = innovation;
  const inserted = await tx
    .insertInto('documents')
    .values({
      tenantId,
      id: newId(),
      organizationId,
      ...row,
      createdAt: ctx.now,
      createdBy: ctx.actor?.userId ?? null,
    })
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
    .executeTakeFirstOrThrow();
  return known.id;
}

async function attach(tx: Tx, ctx: Ctx, writer: Writer, place: Place, documentId: string): Promise<void> {
  const inserted = await tx
    .insertInto('evidence')
    .values({
      tenantId: tenantOf(ctx).id,
      innovationId: place.innovationId,
      indicator: place.indicator,
      documentId,
      addedAt: ctx.now,
      addedBy: ctx.actor?.userId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('documentId')
    .executeTakeFirst();
  if (inserted) await record(tx, ctx, writer, 'evidence.attached', place, documentId);
}

async function requireRoom(tx: Tx, ctx: Ctx, place: Place): Promise<void> {
  const { count } = await tx
    .selectFrom('evidence')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('innovationId', '=', place.innovationId)
    .where('indicator', '=', place.indicator)
    .executeTakeFirstOrThrow();
  if (Number(count) > mostInOnePlace) {
    throw new Invalid([{ field: 'files', message: 'evidence.errors.tooMany', values: { most: mostInOnePlace } }]);
  }
}

async function requireOwn(tx: Tx, ctx: Ctx, { innovation }: Writer, documentId: string): Promise<void> {
  const own = await tx
    .selectFrom('documents')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', documentId)
    .where('organizationId', '=', innovation.organizationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!own) throw new NotFound(`no document ${documentId}`);
}

function record(tx: Tx, ctx: Ctx, { office }: Writer, act: string, { innovationId, indicator }: Place, id: string) {
  return recordEvent(tx, ctx, {
    act,
    subject: { kind: 'innovation', id: innovationId },
    officeId: office.id,
    changes: { document: id, indicator },
  });
}
