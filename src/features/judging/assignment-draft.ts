import type { Problem } from './assignment-problem.ts';
import { loadsOf } from './assignment-refusal.ts';
import { real, whole } from './flow-problem.ts';

/** An assignment under way: changed in place. */
export interface Draft {
  problem: Problem;
  /** By entry, without the fixed ones. */
  jurorsOf: number[][];
  /** By juror. */
  entriesOf: Set<number>[];
  load: Int32Array;
  /** By entry: similarity of all its jurors, fixed ones too. */
  sums: Float64Array;
}

export function draftOf(problem: Problem, jurorsOf: readonly (readonly number[])[]): Draft {
  const entriesOf = Array.from({ length: problem.jurors }, () => new Set<number>());
  for (const [entry, own] of jurorsOf.entries()) for (const juror of own) entriesOf[juror]?.add(entry);
  const copy = jurorsOf.map((own) => [...own]);
  const sums = Float64Array.from(copy, (own, entry) => sumOf(problem, entry, own));
  return { problem, jurorsOf: copy, entriesOf, load: loadsOf(problem, { jurorsOf: copy }), sums };
}

export function sumOf({ similarity, jurors, fixed }: Problem, entry: number, own: readonly number[]): number {
  let sum = 0;
  for (const juror of own) sum += real(similarity, entry * jurors + juror);
  for (const juror of fixed[entry] ?? []) sum += real(similarity, entry * jurors + juror);
  return sum;
}

/** Entries that are read at all: only they can be the worst. */
export function readEntries({ need, fixed, entries }: Problem): number[] {
  return Array.from({ length: entries }, (_, entry) => entry).filter(
    (entry) => whole(need, entry) > 0 || (fixed[entry]?.length ?? 0) > 0,
  );
}

export function worstOf(draft: Draft, read: readonly number[]): { entry: number; sum: number } {
  let worst = { entry: -1, sum: Number.POSITIVE_INFINITY };
  for (const entry of read) if (real(draft.sums, entry) < worst.sum) worst = { entry, sum: real(draft.sums, entry) };
  return worst.entry < 0 ? { entry: -1, sum: 0 } : worst;
}

/** Sums that differ by less are the same. */
export const tolerance = (value: number): number => 1e-9 * Math.max(1, Math.abs(value));
