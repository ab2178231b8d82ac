/** The value of a field of a review: a score, a remark, or what stands for private notes (their digest). */
export type Value = number | string | null;

/** One field as a save after the one that the device had read found it and left it. */
export interface ReviewEdit {
  saveId: string;
  version: number;
  at: Date;
  field: string;
  before: Value;
  after: Value;
}

export interface ReviewMerge {
  /** To be written: changed here and nowhere else. */
  apply: string[];
  /** Changed here and elsewhere, each in another way; when the other one was saved. */
  conflicts: { field: string; at: Date }[];
  /** A newer value stands, and here nothing was changed. */
  outdated: string[];
}

/**
 * Brings together what a device sent on top of an older version and what has been saved since.
 * @param edits every save after that version, oldest first
 * @param saveId the save itself: what it changed already, when it comes a second time, is no conflict
 */
export function mergeReview(
  current: ReadonlyMap<string, Value>,
  sent: ReadonlyMap<string, Value>,
  edits: readonly ReviewEdit[],
  saveId: string,
): ReviewMerge {
  const merge: ReviewMerge = { apply: [], conflicts: [], outdated: [] };
  for (const [field, value] of sent) {
    if (value === (current.get(field) ?? null)) continue;
    const since = edits.filter((edit) => edit.field === field);
    const [first] = since;
    const last = since.at(-1);
    if (!first || !last) merge.apply.push(field);
    else if (value === first.before || since.some((edit) => edit.saveId === saveId && edit.after === value)) {
      merge.outdated.push(field);
    } else merge.conflicts.push({ field, at: last.at });
  }
  return merge;
}
