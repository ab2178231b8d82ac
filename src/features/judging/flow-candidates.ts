import { type FlowProblem, real, whole } from './flow-problem.ts';

/** Jurors among whom an entry is placed: slots from `start[entry]` to `start[entry + 1]`. */
export interface Candidates {
  start: Int32Array;
  /** By slot. */
  juror: Int32Array;
  owner: Int32Array;
  worth: Float64Array;
}

/** An entry begins with so many jurors beyond its need; so many are added at once. */
const spare = 20;
const growth = 8;

/** What a solved round says of the pairs that it did not look at. */
export interface Round {
  taken: Uint8Array;
  missing: Int32Array;
  prices: Float64Array;
  span: number;
  toll: number;
}

/** The best jurors of each entry at these prices. */
export function candidatesOf(problem: FlowProblem, prices: Float64Array): Candidates {
  const lists: number[][] = [];
  for (let entry = 0; entry < problem.entries; entry += 1) {
    const count = whole(problem.need, entry) === 0 ? 0 : whole(problem.need, entry) + spare;
    lists.push(bestJurors(problem, entry, prices, count, Number.NEGATIVE_INFINITY, null));
  }
  return gather(problem, lists);
}

/** Adds the pairs that would pay at the prices of the round. @returns null when none would: the round is optimal */
export function widen(problem: FlowProblem, from: Candidates, round: Round): Candidates | null {
  const lists: number[][] = [];
  const known = new Uint8Array(problem.jurors);
  let added = 0;
  for (let entry = 0; entry < problem.entries; entry += 1) {
    const own = Array.from(from.juror.subarray(whole(from.start, entry), whole(from.start, entry + 1)));
    if (whole(problem.need, entry) > 0 && own.length < problem.jurors) {
      for (const one of own) known[one] = 1;
      const floor = floorOf(from, round, entry) + round.span * 1e-11;
      const better = bestJurors(problem, entry, round.prices, growth, floor, known);
      for (const one of own) known[one] = 0;
      added += better.length;
      own.push(...better);
    }
    lists.push(own);
  }
  return added === 0 ? null : gather(problem, lists);
}

/** The lowest margin that the entry lives with. */
function floorOf({ start, juror, worth }: Candidates, { taken, missing, prices, toll }: Round, entry: number): number {
  let floor = whole(missing, entry) > 0 ? -3 * toll : Number.POSITIVE_INFINITY;
  for (let slot = whole(start, entry); slot < whole(start, entry + 1); slot += 1) {
    if (taken[slot] === 1) floor = Math.min(floor, real(worth, slot) - real(prices, whole(juror, slot)));
  }
  return floor;
}

/**
 * At most `count` jurors with the highest margin above the floor. Each entry begins to look at another juror, so that
 * among equals not all come to the same few.
 */
function bestJurors(
  { jurors, value, barred }: FlowProblem,
  entry: number,
  prices: Float64Array,
  count: number,
  floor: number,
  known: Uint8Array | null,
): number[] {
  const found: number[] = [];
  const margins: number[] = [];
  const row = entry * jurors;
  let lowest = floor;
  let one = jurors === 0 ? 0 : (entry * 7919) % jurors;
  for (let step = 0; step < jurors && count > 0; step += 1, one = one + 1 === jurors ? 0 : one + 1) {
    const margin = real(value, row + one) - real(prices, one);
    if (margin <= lowest || barred[row + one] === 1 || known?.[one] === 1) continue;
    let at = found.length < count ? found.length : count - 1;
    for (; at > 0 && (margins[at - 1] as number) < margin; at -= 1) {
      margins[at] = margins[at - 1] as number;
      found[at] = found[at - 1] as number;
    }
    margins[at] = margin;
    found[at] = one;
    if (found.length === count) lowest = margins[count - 1] as number;
  }
  return found;
}

function gather({ jurors, value }: FlowProblem, lists: readonly number[][]): Candidates {
  const start = new Int32Array(lists.length + 1);
  for (const [entry, list] of lists.entries()) start[entry + 1] = whole(start, entry) + list.length;
  const slots = whole(start, lists.length);
  const [juror, owner, worth] = [new Int32Array(slots), new Int32Array(slots), new Float64Array(slots)];
  let slot = 0;
  for (const [entry, list] of lists.entries()) {
    for (const one of list) {
      juror[slot] = one;
      owner[slot] = entry;
      worth[slot] = real(value, entry * jurors + one);
      slot += 1;
    }
  }
  return { start, juror, owner, worth };
}
