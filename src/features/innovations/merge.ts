import { isProposalField, type Proposal, type ProposalField, type ProposalPatch } from './innovation.ts';

/** One field as it stood before a save. */
export interface Edit {
  /** The version that the save made. */
  version: number;
  field: ProposalField;
  before: Proposal[ProposalField];
}

export interface Merge {
  /** What is to be written: what the sender changed and nobody else did. */
  apply: ProposalPatch;
  /** Fields that both changed, each in another way. */
  conflicts: ProposalField[];
  /** Fields where somebody else's newer value stands and the sender sent the one before. */
  outdated: ProposalField[];
}

/**
 * Brings together what was typed on top of an older version and what has been saved since.
 * @param seen version on which the sender typed
 * @param edits every save after `seen`; `null` when they are no longer known, then each difference is a conflict
 */
export function mergePatch(
  current: Proposal,
  patch: ProposalPatch,
  seen: number,
  edits: readonly Edit[] | null,
): Merge {
  const merge: Merge = { apply: {}, conflicts: [], outdated: [] };
  for (const field of Object.keys(patch).filter(isProposalField)) {
    const sent = patch[field];
    if (sent === undefined || isSame(sent, current[field])) continue;
    if (edits === null) merge.conflicts.push(field);
    else judge(merge, field, sent, baseOf(field, seen, edits));
  }
  return merge;
}

function judge(merge: Merge, field: ProposalField, sent: Proposal[ProposalField], base: Edit | undefined): void {
  if (!base) merge.apply = { ...merge.apply, [field]: sent };
  else if (isSame(sent, base.before)) merge.outdated.push(field);
  else merge.conflicts.push(field);
}

/** The first save after `seen` that touched the field knows how it stood at `seen`. */
function baseOf(field: ProposalField, seen: number, edits: readonly Edit[]): Edit | undefined {
  return edits
    .filter((edit) => edit.field === field && edit.version > seen)
    .toSorted((a, b) => a.version - b.version)[0];
}

export function isSame(a: Proposal[ProposalField], b: Proposal[ProposalField]): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.toSorted().join('\n') === b.toSorted().join('\n');
  return a === b;
}
