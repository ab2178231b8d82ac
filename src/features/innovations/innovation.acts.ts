import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { requireBasis } from './basis.queries.ts';
import type { State } from './life-cycle.ts';
import { officeFor } from './policy.ts';
import { districtOfficeOf, lockInnovation, readInnovation } from './stored.queries.ts';
import { recordVersion } from './write.acts.ts';

export interface NewDraft {
  /** Made by the caller: a repeat with the same id makes nothing new. */
  id: string;
  organizationId: string;
  title: string;
  /** The accepted innovation or listed entry that it develops further. */
  basedOn?: string | null;
}

/** Begins a draft of the organisation in which the person is an innovator. */
export async function createDraft(ctx: Ctx, { id, organizationId, title, basedOn = null }: NewDraft): Promise<void> {
  const actor = actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const organization = await ownerOf(tx, ctx, organizationId);
    const office = officeFor('create', actor, { organizationId, districtOfficeId: organization.districtOfficeId });
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    await refuseDiscarded(tx, ctx, id);
    if (basedOn !== null) await requireBasis(tx, ctx, { id, claimsId: null }, basedOn);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('innovations')
      .values({
        tenantId: tenantOf(ctx).id,
        id,
        organizationId,
        state: 'draft',
        title,
        basedOn,
        filledBy: filledBy(office, organizationId),
        createdBy: ctx.actor?.userId ?? null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
        ...startOf(ctx, organization),
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) return recogniseDraft(tx, ctx, { id, organizationId, title });
    await recordTransition(tx, ctx, { key: newId(), innovationId: id, from: null, to: 'draft', note: '', office });
    await recordVersion(tx, ctx, { innovationId: id, before: null, state: 'draft', cause: 'create', office });
    await recordEvent(tx, ctx, {
      act: 'innovation.created',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: { organizationId, title, basedOn, filledBy: filledBy(office, organizationId) },
    });
  });
}

/** The organisation that wrote in another's place, null when it wrote for itself. */
export function filledBy(office: HeldOffice, organizationId: string | null): string | null {
  return office.organizationId === organizationId ? null : office.organizationId;
}

async function recogniseDraft(tx: Tx, ctx: Ctx, { id, organizationId }: NewDraft): Promise<void> {
  const row = await readInnovation(tx, ctx, id);
  const same = row.organizationId === organizationId && row.createdBy === ctx.actor?.userId && row.claimsId === null;
  if (!same) throw new Conflict('innovations.errors.idTaken');
}

export interface Owner {
  kind: string;
  fictional: boolean;
  latitude: number | null;
  longitude: number | null;
  districtOfficeId: string | null;
}

export async function ownerOf(tx: Tx, ctx: Ctx, organizationId: string): Promise<Owner> {
  const owner = await tx
    .selectFrom('organizations')
    .select(['kind', 'fictional', 'latitude', 'longitude'])
    .select(districtOfficeOf(sql.ref('organizations.id')).as('districtOfficeId'))
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', organizationId)
    .executeTakeFirst();
  // Whoever has no office there learns no more than that it is not theirs.
  if (!owner) throw new NotAllowed('innovations.errors.notYours');
  return owner;
}

/** What a draft begins with. Whatever is written in a demonstration is invented. */
export function startOf(ctx: Ctx, { kind, fictional, latitude, longitude }: Omit<Owner, 'districtOfficeId'>) {
  return {
    example: fictional || tenantOf(ctx).demonstration,
    classification: classificationOf(kind),
    latitude: longitude === null ? null : latitude,
    longitude: latitude === null ? null : longitude,
  };
}

function classificationOf(organizationKind: string): string {
  if (organizationKind === 'village') return 'Inovasi Desa';
  return organizationKind === 'community' || organizationKind === 'business'
    ? 'Inovasi Masyarakat'
    : 'Inovasi Perangkat Daerah';
}

export interface TransitionRecord {
  /** Id of the row, and the key by which a repeat is recognised. */
  key: string;
  innovationId: string;
  from: State | null;
  to: State;
  note: string;
  office: HeldOffice;
}

export async function recordTransition(tx: Tx, ctx: Ctx, step: TransitionRecord): Promise<void> {
  await tx
    .insertInto('innovationTransitions')
    .values({
      tenantId: tenantOf(ctx).id,
      id: step.key,
      innovationId: step.innovationId,
      fromState: step.from,
      toState: step.to,
      note: step.note,
      userId: ctx.actor?.userId ?? null,
      officeId: step.office.id,
      officeRole: step.office.role,
      officeKind: step.office.kind,
      officeOrganization: step.office.organizationName,
      at: ctx.now,
    })
    .execute();
}

/** Deletes a draft that was never proposed. Frees what it claimed. */
export async function discardDraft(ctx: Ctx, id: string): Promise<void> {
  const actor = actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, id).catch(async (error) => {
      if (error instanceof NotFound && (await wasDiscarded(tx, ctx, id))) return null;
      throw error;
    });
    if (!row) return;
    if (!officeFor('view', actor, row)) throw new NotFound(`no innovation ${id}`);
    const office = officeFor('discard', actor, row);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    if (row.state !== 'draft' || (await wasProposed(tx, ctx, id)))
      throw new Conflict('innovations.errors.notDiscardable');
    await tx.deleteFrom('innovations').where('tenantId', '=', row.tenantId).where('id', '=', id).execute();
    await recordEvent(tx, ctx, {
      act: 'innovation.discarded',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: { title: row.title, claimsId: row.claimsId },
    });
  });
}

/** A repeat by the same person is answered like the first. */
async function wasDiscarded(tx: Tx, ctx: Ctx, id: string): Promise<boolean> {
  const discarder = await discarderOf(tx, ctx, id);
  return discarder !== undefined && discarder.userId === actorOf(ctx).userId;
}

/**
 * An old page, sent again, does not bring back what was discarded.
 * @throws Conflict
 */
export async function refuseDiscarded(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  if (await discarderOf(tx, ctx, id)) throw new Conflict('innovations.errors.discarded');
}

function discarderOf(tx: Tx, ctx: Ctx, id: string) {
  return tx
    .selectFrom('auditEvents')
    .select('userId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('subjectKind', '=', 'innovation')
    .where('subjectId', '=', id)
    .where('act', '=', 'innovation.discarded')
    .executeTakeFirst();
}

export async function wasProposed(tx: Tx, ctx: Ctx, id: string): Promise<boolean> {
  const step = await tx
    .selectFrom('innovationTransitions')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('innovationId', '=', id)
    .where('toState', '=', 'proposed')
    .executeTakeFirst();
  return step !== undefined;
}

/** Shows the initiator's name to somebody who may see the proposal; that they looked is recorded. */
export async function revealInitiatorName(ctx: Ctx, id: string): Promise<string | null> {
  const actor = actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const row = await readInnovation(tx, ctx, id);
    const office = officeFor('reveal name', actor, row);
    if (!office) throw new NotFound(`no innovation ${id}`);
    if (row.initiatorNameSealed === null) return null;
    await recordEvent(tx, ctx, {
      act: 'innovation.name_revealed',
      subject: { kind: 'innovation', id },
      officeId: office.id,
    });
    return ctx.secrets.show(row.initiatorNameSealed);
  });
}
