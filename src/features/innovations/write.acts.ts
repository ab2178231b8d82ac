import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, type HeldOffice, tenantOf } from '#platform/tenancy.ts';
import { isProposalField, type Proposal, type ProposalPatch } from './innovation.ts';
import type { State } from './life-cycle.ts';
import { columnsOf, type InnovationRow } from './stored.queries.ts';
import { type Cause, runs, type VersionedField } from './version.ts';

export interface Made {
  cause: Cause;
  office: HeldOffice;
  restoredFrom?: number;
}

export interface Change {
  patch: ProposalPatch;
  /** undefined: stays as it is. */
  basedOn?: string | null | undefined;
  /** The district's office that fills in for a village; undefined: stays as it is. */
  filledBy?: string | null | undefined;
}

/**
 * Writes a change as the next version: the row, its topics, the fields as they stood before, and who made it. The row
 * is locked by the caller.
 */
export async function writeChange(
  tx: Tx,
  ctx: Ctx,
  row: InnovationRow,
  current: Proposal,
  { patch, basedOn, filledBy }: Change,
  made: Made,
): Promise<void> {
  await tx
    .updateTable('innovations')
    .set({
      ...columnsOf(ctx, patch),
      ...(basedOn === undefined ? {} : { basedOn }),
      ...(filledBy === undefined ? {} : { filledBy }),
      version: row.version + 1,
      updatedAt: ctx.now,
    })
    .where('tenantId', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute();
  if (patch.topics) await replaceTopics(tx, row, patch.topics);
  const before = Object.keys(patch)
    .filter(isProposalField)
    .map((field): [VersionedField, unknown] => [field, stored(row, field, current[field])]);
  if (basedOn !== undefined) before.push(['basedOn', row.basedOn]);
  await recordEdits(tx, row, before);
  await recordVersion(tx, ctx, { innovationId: row.id, before: row, state: row.state, ...made });
}

/** The name goes as it lies in the row, so that the history keeps also what this key does not open. */
function stored(row: InnovationRow, field: VersionedField, value: unknown): unknown {
  return field === 'initiatorName' ? row.initiatorNameSealed : value;
}

async function replaceTopics(tx: Tx, row: InnovationRow, topics: readonly string[]): Promise<void> {
  const at = { tenantId: row.tenantId, innovationId: row.id };
  await tx
    .deleteFrom('innovationTopics')
    .where('tenantId', '=', at.tenantId)
    .where('innovationId', '=', at.innovationId)
    .execute();
  if (topics.length > 0) {
    await tx
      .insertInto('innovationTopics')
      .values(topics.map((topicSlug) => ({ ...at, topicSlug })))
      .execute();
  }
}

async function recordEdits(tx: Tx, row: InnovationRow, before: readonly [VersionedField, unknown][]): Promise<void> {
  await tx
    .insertInto('innovationEdits')
    .values(
      before.map(([field, value]) => ({
        tenantId: row.tenantId,
        innovationId: row.id,
        version: row.version + 1,
        field,
        before: JSON.stringify(value),
      })),
    )
    .execute();
}

export interface NewVersion extends Made {
  innovationId: string;
  /** The row as it stood before; null when it begins now. */
  before: Pick<InnovationRow, 'version' | 'state' | 'updatedAt'> | null;
  /** Where it stands now. */
  state: State;
}

/** Writes who made the next version, in which office, when and by what; with it the version before, if that is not known yet. */
export async function recordVersion(tx: Tx, ctx: Ctx, made: NewVersion): Promise<void> {
  const { before, cause, office } = made;
  const [tenantId, id, version, userId] = [
    tenantOf(ctx).id,
    made.innovationId,
    (before?.version ?? 0) + 1,
    ctx.actor?.userId ?? null,
  ];
  await sql`
    with known as (
      insert into innovation_versions (tenant_id, innovation_id, version, state, cause, run, run_began_at, at)
      select ${tenantId}::uuid, ${id}::uuid, b.version, b.state, 'known', b.version, b.at, b.at
      from (values (${before?.version ?? 0}::integer, ${before?.state ?? ''}, ${before?.updatedAt ?? ctx.now}::timestamptz))
        as b (version, state, at)
      where b.version > 0
      on conflict do nothing)
    insert into innovation_versions (tenant_id, innovation_id, version, state, cause, restored_from, run, run_began_at,
      user_id, office_id, office_role, office_kind, office_organization, at)
    select ${tenantId}, ${id}, ${version}, ${made.state}, ${cause}, ${made.restoredFrom ?? null}::integer,
      coalesce(p.run, ${version}), coalesce(p.run_began_at, ${ctx.now}),
      ${userId}::uuid, ${office.id}::uuid, ${office.role}, ${office.kind}, ${office.organizationName}, ${ctx.now}
    from (select) once
    left join innovation_versions p on p.tenant_id = ${tenantId} and p.innovation_id = ${id}
      and p.version = ${version} - 1 and p.cause = 'save' and ${cause}::text = 'save' and p.state = ${made.state}
      and p.user_id = ${userId} and p.office_id = ${office.id}
      and p.at > ${ctx.now}::timestamptz - make_interval(mins => ${runs.pauseMinutes})
      and p.run_began_at > ${ctx.now}::timestamptz - make_interval(mins => ${runs.lengthMinutes})`.execute(tx);
}
