import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { filledBy } from './innovation.acts.ts';
import { fieldText, isProposalField, type Proposal, type ProposalField, type ProposalPatch } from './innovation.ts';
import { editableStates } from './life-cycle.ts';
import { type Edit, mergePatch } from './merge.ts';
import { officeFor } from './policy.ts';
import { columnsOf, type InnovationRow, lockInnovation, storedProposal } from './stored.queries.ts';

export interface SaveInput {
  id: string;
  /** Version of the draft on which this was typed. */
  version: number;
  /** Any of the proposal's fields, parsed with the schema of a patch. */
  patch: ProposalPatch;
}

/** `fields` hold what now stands where it differs from what was sent, as form fields show it. */
export interface SaveOutcome {
  saved: boolean;
  version: number;
  savedAt: Date;
  fields: Record<string, string | string[]>;
}

/** So many saves back, what was typed on an older version can still be merged. */
const rememberedSaves = 100;

/**
 * Saves fields of a draft. Two people on different fields both keep what they typed; on the same field nothing is
 * saved and the newer values come back (`saved: false`). A repeat changes nothing.
 */
export async function saveFields(ctx: Ctx, { id, version, patch }: SaveInput): Promise<SaveOutcome> {
  return inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, id);
    if (!officeFor('view', actorOf(ctx), row)) throw new NotFound(`no innovation ${id}`);
    const office = officeFor('edit', ctx.actor, row);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    if (!editableStates.includes(row.state)) throw new Conflict('innovations.errors.notEditable');
    if (version > row.version) throw new Conflict('innovations.errors.changedMeanwhile');
    const current = await storedProposal(tx, ctx, row);
    const merge = mergePatch(current, patch, version, await editsSince(tx, ctx, row, version));
    const merged = { ...current, ...merge.apply };
    const outcome = { savedAt: row.updatedAt, fields: differing(merged, [...merge.conflicts, ...merge.outdated]) };
    if (merge.conflicts.length > 0) return { saved: false, version: row.version, ...outcome };
    if (Object.keys(merge.apply).length === 0) return { saved: true, version: row.version, ...outcome };
    await refuseUnknownTopics(tx, ctx, merge.apply.topics?.filter((slug) => !current.topics.includes(slug)) ?? []);
    await writePatch(tx, ctx, row, current, merge.apply, row.filledBy ?? filledBy(office, row.organizationId));
    await recordEvent(tx, ctx, {
      act: 'innovation.saved',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: changesOf(ctx, merge.apply),
    });
    return { saved: true, version: row.version + 1, savedAt: ctx.now, fields: outcome.fields };
  });
}

/** null when the saves since `seen` are no longer all known. */
async function editsSince(tx: Tx, ctx: Ctx, row: InnovationRow, seen: number): Promise<Edit[] | null> {
  if (seen === row.version) return [];
  if (row.version - seen >= rememberedSaves) return null;
  const rows = await tx
    .selectFrom('innovationEdits')
    .select(['version', 'field', 'before'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('innovationId', '=', row.id)
    .where('version', '>', seen)
    .execute();
  return rows.flatMap(({ version, field, before }) =>
    isProposalField(field) ? [{ version, field, before: openBefore(ctx, field, before) }] : [],
  );
}

function openBefore(ctx: Ctx, field: ProposalField, before: unknown): Proposal[ProposalField] {
  const value = before as Proposal[ProposalField];
  return field === 'initiatorName' && typeof value === 'string' ? ctx.secrets.open(value) : value;
}

function sealBefore(ctx: Ctx, field: ProposalField, value: Proposal[ProposalField]): Proposal[ProposalField] {
  return field === 'initiatorName' && typeof value === 'string' ? ctx.secrets.seal(value) : value;
}

function differing(proposal: Proposal, fields: readonly ProposalField[]): Record<string, string | string[]> {
  return Object.fromEntries(fields.map((field) => [field, fieldText(proposal[field])]));
}

async function refuseUnknownTopics(tx: Tx, ctx: Ctx, added: readonly string[]): Promise<void> {
  if (added.length === 0) return;
  const known = await tx
    .selectFrom('topics')
    .select('slug')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('slug', 'in', added)
    .where('retired', '=', false)
    .execute();
  if (known.length < added.length) throw new Invalid([{ field: 'topics', message: 'innovations.errors.topicUnknown' }]);
}

async function writePatch(
  tx: Tx,
  ctx: Ctx,
  row: InnovationRow,
  current: Proposal,
  patch: ProposalPatch,
  filledBy: string | null,
): Promise<void> {
  const at = { tenantId: row.tenantId, innovationId: row.id };
  const version = row.version + 1;
  await tx
    .updateTable('innovations')
    .set({ ...columnsOf(ctx, patch), version, updatedAt: ctx.now, filledBy })
    .where('tenantId', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute();
  if (patch.topics) await replaceTopics(tx, at, patch.topics);
  const fields = Object.keys(patch).filter(isProposalField);
  await tx
    .insertInto('innovationEdits')
    .values(
      fields.map((field) => ({
        ...at,
        version,
        field,
        before: JSON.stringify(sealBefore(ctx, field, current[field])),
      })),
    )
    .execute();
  await tx
    .deleteFrom('innovationEdits')
    .where('tenantId', '=', row.tenantId)
    .where('innovationId', '=', row.id)
    .where('version', '<=', version - rememberedSaves)
    .execute();
}

async function replaceTopics(tx: Tx, at: { tenantId: string; innovationId: string }, topics: readonly string[]) {
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

/** The name is personal: a digest says that it changed, and to the same or another. */
function changesOf(ctx: Ctx, patch: ProposalPatch): Record<string, unknown> {
  const name = patch.initiatorName;
  return {
    fields: Object.keys(patch),
    ...(name === undefined ? {} : { initiatorName: name && ctx.secrets.digest('initiator name', name) }),
  };
}
