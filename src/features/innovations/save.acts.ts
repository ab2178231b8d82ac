import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { unreadable } from '#platform/secrets.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { filledBy } from './innovation.acts.ts';
import { fieldText, isProposalField, type Proposal, type ProposalField, type ProposalPatch } from './innovation.ts';
import { editableStates } from './life-cycle.ts';
import { type Edit, mergePatch } from './merge.ts';
import { officeFor } from './policy.ts';
import { type InnovationRow, lockInnovation, storedProposal } from './stored.queries.ts';
import { firstEditsAfter } from './version.queries.ts';
import { writeChange } from './write.acts.ts';

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

/**
 * Saves fields of a draft. Two people on different fields both keep what they typed; on the same field nothing is
 * saved and the newer values come back (`saved: false`). A repeat changes nothing.
 */
export async function saveFields(ctx: Ctx, { id, version, patch: sent }: SaveInput): Promise<SaveOutcome> {
  const patch = written(sent);
  return inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, id);
    if (!officeFor('view', actorOf(ctx), row)) throw new NotFound(`no innovation ${id}`);
    const office = officeFor('edit', ctx.actor, row);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    if (!editableStates.includes(row.state)) throw new Conflict('innovations.errors.notEditable');
    if (version > row.version) throw new Conflict('innovations.errors.changedMeanwhile');
    const current = await storedProposal(tx, ctx, row);
    const fields = Object.keys(patch).filter(isProposalField);
    const merge = mergePatch(current, patch, version, await editsSince(tx, ctx, row, version, fields));
    const merged = { ...current, ...merge.apply };
    const outcome = { savedAt: row.updatedAt, fields: differing(merged, [...merge.conflicts, ...merge.outdated]) };
    if (merge.conflicts.length > 0) return { saved: false, version: row.version, ...outcome };
    if (Object.keys(merge.apply).length === 0) return { saved: true, version: row.version, ...outcome };
    await refuseUnknownTopics(tx, ctx, merge.apply.topics?.filter((slug) => !current.topics.includes(slug)) ?? []);
    const change = { patch: merge.apply, filledBy: row.filledBy ?? filledBy(office, row.organizationId) };
    await writeChange(tx, ctx, row, current, change, { cause: 'save', office });
    await recordEvent(tx, ctx, {
      act: 'innovation.saved',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: auditedChanges(ctx, merge.apply),
    });
    return { saved: true, version: row.version + 1, savedAt: ctx.now, fields: outcome.fields };
  });
}

/** A name that came back as the words that it cannot be read was not written by anybody. */
function written({ initiatorName, ...rest }: ProposalPatch): ProposalPatch {
  return initiatorName === undefined || initiatorName === unreadable ? rest : { ...rest, initiatorName };
}

/** null when it is not known how the draft stood at `seen`. */
async function editsSince(
  tx: Tx,
  ctx: Ctx,
  row: InnovationRow,
  seen: number,
  fields: readonly ProposalField[],
): Promise<Edit[] | null> {
  if (seen === row.version) return [];
  const edits = await firstEditsAfter(tx, ctx, row.id, seen, fields);
  return edits?.flatMap((edit) => (isProposalField(edit.field) ? [{ ...edit, field: edit.field }] : [])) ?? null;
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

/** The name is personal: a digest says that it changed, and to the same or another. */
export function auditedChanges(ctx: Ctx, patch: ProposalPatch): Record<string, unknown> {
  const name = patch.initiatorName;
  return {
    fields: Object.keys(patch),
    ...(name === undefined ? {} : { initiatorName: name && ctx.secrets.digest('initiator name', name) }),
  };
}
