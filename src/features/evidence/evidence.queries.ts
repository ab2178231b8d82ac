import { sql } from 'kysely';
import { innovationForLevels, type LeveledInnovation, maySeeEvidence } from '#features/innovations/index.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { EvidenceByPlace, ShownDocument } from './document.ts';

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
  const places = Map.groupBy(rows, ({ indicator }) => indicator);
  return new Map([...places].map(([place, found]) => [place, found.map(({ indicator: _, ...document }) => document)]));
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

/** Documents of the organisation, the newest first: to be used again instead of sent again. */
export async function documentsOfOwner(ctx: Ctx, organizationId: string): Promise<{ id: string; title: string }[]> {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('documents')
      .select(['id', 'title'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('organizationId', '=', organizationId)
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .limit(200)
      .execute(),
  );
}

/** A document with everything of its organisation that it serves or could serve. */
export interface DocumentUses {
  document: ShownDocument;
  uses: { innovationId: string; title: string; indicator: string }[];
  innovations: { id: string; title: string }[];
}

/** @throws NotFound when the organisation has no such document */
export async function documentUses(ctx: Ctx, organizationId: string, documentId: string): Promise<DocumentUses> {
  const tenantId = tenantOf(ctx).id;
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<ShownDocument & { innovationId: string; innovation: string; indicator: string }>`
      select ${shown}, e.indicator, e.innovation_id, i.title as innovation from documents d
      join evidence e on e.tenant_id = d.tenant_id and e.document_id = d.id
      join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
      where d.tenant_id = ${tenantId} and d.id = ${documentId} and d.organization_id = ${organizationId}
      order by i.title, i.id, e.indicator`.execute(tx);
    const [first] = rows;
    if (!first) throw new NotFound(`no document ${documentId}`);
    const innovations = await tx
      .selectFrom('innovations')
      .select(['id', 'title'])
      .where('tenantId', '=', tenantId)
      .where('organizationId', '=', organizationId)
      .where('state', 'not in', ['listed', 'archived'])
      .orderBy('title')
      .orderBy('id')
      .limit(200)
      .execute();
    const { innovationId: _, innovation: __, indicator: ___, ...document } = first;
    const uses = rows.map(({ innovationId, innovation, indicator }) => ({
      innovationId,
      title: innovation,
      indicator,
    }));
    return { document, uses, innovations };
  });
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
export async function maySeeWork(ctx: Ctx, innovationId: string): Promise<boolean> {
  if (!ctx.actor) return false;
  try {
    return await seesEvidence(ctx, innovationId);
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** Whether the person sees all evidence of the innovation. @throws NotFound when they may not know of it */
async function seesEvidence(ctx: Ctx, innovationId: string): Promise<boolean> {
  return maySeeEvidence(ctx.actor, await innovationForLevels(ctx, innovationId));
}

/** The innovation whose evidence is to be shown, to its organisation and those who check. @throws NotFound */
export async function innovationForEvidence(ctx: Ctx, innovationId: string): Promise<LeveledInnovation> {
  if (!(await seesEvidence(ctx, innovationId))) throw new NotFound(`no innovation ${innovationId}`);
  return innovationForLevels(ctx, innovationId);
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
