/**
 * Who reads what, in numbers: a transportation problem. Pairs lie entry by entry: pair of entry e and juror j is
 * `e * jurors + j`.
 */
export interface FlowProblem {
  entries: number;
  jurors: number;
  /** By entry: how many different jurors it needs. */
  need: Int32Array;
  /** By juror: at least and at most so many entries. */
  least: Int32Array;
  most: Int32Array;
  /** By pair: what it is worth. */
  value: Float64Array;
  /** By pair: 1 where that juror may not read that entry. */
  barred: Uint8Array;
}

/** Reading a place that is there: `noUncheckedIndexedAccess` without a branch in the innermost loops. */
export const real = (numbers: Float64Array, at: number): number => numbers[at] as number;
export const whole = (numbers: Int32Array, at: number): number => numbers[at] as number;
