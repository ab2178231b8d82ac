import { aloneSum, inLayers, lowerToReachable, weighedBest } from './assignment-bound.ts';
import { chainFor } from './assignment-chain.ts';
import { type Draft, draftOf, readEntries, tolerance, worstOf } from './assignment-draft.ts';
import { searchExactly } from './assignment-exact.ts';
import type { Problem } from './assignment-problem.ts';
import { real } from './flow-problem.ts';

/** Milliseconds at full effort: of all, of the first raising, and of one a round. */
const limits = { all: 4500, first: 1500, round: 300 };

/**
 * Raises the worst entry, chain by chain, from the assignment of the best total and from one given out reading by
 * reading: whatever a chain touches stays above the worst. Where that ends below the bound, entries are weighed, and
 * small demands are searched to the end.
 * @param effort how long to look, as a part of some five seconds
 * @returns `bound`: no assignment gives its worst entry more
 */
export function fairest(
  problem: Problem,
  from: readonly (readonly number[])[],
  effort: number,
): { jurorsOf: number[][]; bound: number } {
  const read = readEntries(problem);
  if (read.length === 0) return { jurorsOf: from.map((own) => [...own]), bound: 0 };
  const until = performance.now() + limits.all * effort;
  const reachable = lowerToReachable(problem);
  let bound = reachable(Math.min(...read.map((entry) => aloneSum(problem, entry))));
  let draft = raised(problem, from, { read, bound, effort });
  const layered = worstOf(draft, read).sum < bound - tolerance(bound) ? inLayers(problem) : null;
  if (layered) draft = better(draft, raised(problem, layered, { read, bound, effort }), read);
  if (worstOf(draft, read).sum < bound - tolerance(bound)) {
    const weighed = weighedBound(problem, draft, { read, bound, until, reachable, effort });
    bound = weighed.bound;
    draft = weighed.draft;
  }
  if (worstOf(draft, read).sum < bound - tolerance(bound)) {
    const found = searchExactly(problem, { read, from: draft.jurorsOf, floor: worstOf(draft, read).sum, effort });
    if (found.better) draft = draftOf(problem, found.better);
    if (found.complete) bound = worstOf(draft, read).sum;
  }
  return { jurorsOf: draft.jurorsOf, bound: Math.max(bound, worstOf(draft, read).sum) };
}

const better = (one: Draft, other: Draft, read: readonly number[]): Draft =>
  worstOf(other, read).sum > worstOf(one, read).sum ? other : one;

function raised(
  problem: Problem,
  from: readonly (readonly number[])[],
  { read, bound, effort }: Pick<Weighing, 'read' | 'bound' | 'effort'>,
): Draft {
  const draft = draftOf(problem, from);
  raise(draft, read, bound, limits.first * effort);
  return draft;
}

function raise(draft: Draft, read: readonly number[], bound: number, milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const { entry, sum } = worstOf(draft, read);
    if (sum >= bound - tolerance(bound) || !chainFor(draft, entry, sum)) return;
  }
}

const rounds = 60;

interface Weighing {
  read: readonly number[];
  bound: number;
  until: number;
  reachable: (bound: number) => number;
  effort: number;
}

/**
 * The bound of the linear programme, approached from above: with entries weighed (weights add up to 1) no assignment
 * has a worst entry above the best weighed total. Entries below the average gain weight from round to round.
 */
function weighedBound(problem: Problem, from: Draft, { read, bound: first, until, reachable, effort }: Weighing) {
  let [bound, draft] = [first, from];
  const logs = new Float64Array(problem.entries);
  const mean = Float64Array.from(draft.sums);
  for (let round = 0; round < rounds && performance.now() < until; round += 1) {
    const low = Math.min(...read.map((entry) => real(mean, entry)));
    const scale = Math.max(1e-12, (bound - worstOf(draft, read).sum) * 0.5 + Math.abs(bound) * 0.002);
    for (const entry of read) logs[entry] = -(real(mean, entry) - low) / scale;
    const { jurorsOf, weighed } = weighedBest(problem, read, logs);
    bound = Math.min(bound, reachable(weighed));
    const next = draftOf(problem, jurorsOf);
    for (const entry of read)
      mean[entry] = real(mean, entry) + (real(next.sums, entry) - real(mean, entry)) / (round + 2);
    raise(next, read, bound, limits.round * effort);
    draft = better(draft, next, read);
    if (worstOf(draft, read).sum >= bound - tolerance(bound)) break;
  }
  return { bound, draft };
}
