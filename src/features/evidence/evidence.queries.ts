import { sql } from 'kysely';
import { innovationForLevels } from '#features/innovations/index.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

/** A document as a list shows it. */
export interface ShownDocument {
  id: string;
  title: string;
  kind: 'file' | 'video';
  mediaType: string | null;
  bytes: number | null;
  hasThumbnail: boolean;
  address: string | null;
  isPublic: boolean;
  addedAt: Date;
}

/** Documents by place: code of an indicator, '' for the innovation itself. */
export type EvidenceByPlace = ReadonlyMap<string, readonly ShownDocument[]>;

const shown = sql`d.id, d.title, d.kind, d.media_type, d.bytes, d.thumbnail_sha256 is not null as has_thumbnail,
  d.address, d.is_public, e.added_at`;

/** All evidence of an innovation. Who may see it is asked of the innovation by the caller. */
export async function evidenceOf(ctx: Ctx, innovationId: string): Promise<EvidenceByPlace> {
  const { rows } = await inTenant(ctx, (tx) =>
    sql<ShownDocument & { indicator: string }>`
      select e.indicator, ${shown} from evidence e
      join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
      where e.tenant_id = ${tenantOf(ctx).id} and e.innovation_id = ${innovationId}
      order by e.indicator, e.added_at, d.title, d.id`.execute(tx),
  );
  return Map.groupBy(
    rows.map(({ indicator, ...document }) => ({ indicator, document })),
    ({ indicator }) => indicator,
  )
    .entries()
    .reduce(
      (all, [place, found]) => all.set(place, found.map(({ document }) => document)),
      new Map<string, readonly ShownDocument[]>(),
    );
}

/** What the public sees of an accepted innovation: each document once. */
export async function publicDocuments(ctx: Ctx, innovationId: string): Promise<ShownDocument[]> {
  const { rows } = await inTenant(ctx, (tx) =>
    sql<ShownDocument>`
      select distinct on (d.created_at, d.id) ${shown} from evidence e
      join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
      join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
      where e.tenant_id = ${tenantOf(ctx).id} and e.innovation_id = ${innovationId} and d.is_public and i.state = 'accepted'
      order by d.created_at, d.id`.execute(tx),
  );
  return rows;
}

/** Documents of the organisation that do not serve in the place yet: to be used again instead of sent again. */
export async function reusableDocuments(ctx: Ctx, organizationId: string): Promise<{ id: string; title: string }[]> {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('documents')
      .select(['id', 'title'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('organizationId', '=', organizationId)
      .orderBy('createdAt', 'desc')
      .limit(200)
      .execute(),
  );
}

export interface StoredFile {
  title: string;
  mediaType: string;
  sha256: string;
  thumbnailSha256: string | null;
}

/**
 * The file behind a document, for somebody who may see one of the innovations that it serves: the public where the
 * organisation shows it and the innovation is accepted, else whoever may see the innovation.
 * @throws NotFound for everybody else, as if there were none
 */
export async function fileFor(ctx: Ctx, documentId: string): Promise<StoredFile> {
  const { rows } = await inTenant(ctx, (tx) =>
    sql<StoredFile & { isPublic: boolean; innovationId: string; state: string }>`
      select d.title, d.media_type, d.sha256, d.thumbnail_sha256, d.is_public, e.innovation_id, i.state
      from documents d
      join evidence e on e.tenant_id = d.tenant_id and e.document_id = d.id
      join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
      where d.tenant_id = ${tenantOf(ctx).id} and d.id = ${documentId} and d.kind = 'file'`.execute(tx),
  );
  for (const { isPublic, innovationId, state, ...file } of rows) {
    if ((isPublic && state === 'accepted') || (await maySeeWork(ctx, innovationId))) return file;
  }
  throw new NotFound(`no document ${documentId}`);
}

/** Sees the innovation as its organisation and its checkers do; that it is public does not suffice. */
async function maySeeWork(ctx: Ctx, innovationId: string): Promise<boolean> {
  if (!ctx.actor) return false;
  try {
    return await seesEvidence(ctx, innovationId);
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** @throws NotFound when there is no such innovation for this person */
export async function seesEvidence(ctx: Ctx, innovationId: string): Promise<boolean> {
  const { organizationId } = await innovationForLevels(ctx, innovationId);
  const offices = ctx.actor?.offices ?? [];
  return offices.some(
    (office) => office.organizationId === organizationId || ['verifier', 'tenant_admin'].includes(office.role),
  );
}

/** Of these contents, those that no document of the tenant needs. For the job that sweeps. */
export async function unneeded(ctx: Ctx, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await inTenant(ctx, (tx) =>
    sql<{ hash: string }>`
      select h.hash from unnest(${[...hashes]}::text[]) as h (hash)
      where not exists (select from documents d where d.tenant_id = ${tenantOf(ctx).id} and d.sha256 = h.hash)
        and not exists (select from documents d where d.tenant_id = ${tenantOf(ctx).id} and d.thumbnail_sha256 = h.hash)`.execute(
      tx,
    ),
  );
  return rows.map((row) => row.hash);
}
