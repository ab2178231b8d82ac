import { sumOf } from './assignment-draft.ts';
import type { Problem } from './assignment-problem.ts';
import { bestTotal } from './flow.ts';
import { real, whole } from './flow-problem.ts';

/** The sum of an entry that could choose before all others. */
export function aloneSum(problem: Problem, entry: number): number {
  const { jurors, similarity, barred, need } = problem;
  const values: number[] = [];
  for (let juror = 0; juror < jurors; juror += 1) {
    const pair = entry * jurors + juror;
    if (barred[pair] === 0) values.push(real(similarity, pair));
  }
  values.sort((a, b) => b - a);
  return values.slice(0, Math.max(0, whole(need, entry))).reduce((a, b) => a + b, sumOf(problem, entry, []));
}

const fewValues = 40;
const manySums = 20_000;

/**
 * Where similarities take few values, an entry's sum takes few too, and a bound between two of them is as good as the
 * lower one.
 */
export function lowerToReachable({ similarity, need, fixed }: Problem): (bound: number) => number {
  const values = new Set<number>();
  for (const one of similarity) {
    values.add(one);
    if (values.size > fewValues) return (bound) => bound;
  }
  const counts = new Set(Array.from(need, (one, entry) => one + (fixed[entry]?.length ?? 0)));
  const most = Math.max(0, ...counts);
  let sums = new Set<number>([0]);
  const all: number[] = [];
  for (let unit = 0; unit < most; unit += 1) {
    // Rounded, so that the order of adding makes no other sum; the bound is met with the same tolerance.
    sums = new Set([...sums].flatMap((sum) => [...values].map((value) => Math.round((sum + value) * 1e10) / 1e10)));
    if (sums.size > manySums) return (bound) => bound;
    if (counts.has(unit + 1)) all.push(...sums);
  }
  all.sort((a, b) => a - b);
  return (bound) => all.findLast((sum) => sum <= bound + 1e-9 * Math.max(1, Math.abs(bound))) ?? bound;
}

/** Given out reading by reading, so that nobody has two good jurors before everybody has one; null when it jams. */
export function inLayers(problem: Problem): number[][] | null {
  const { entries, jurors } = problem;
  const [barred, most, least] = [problem.barred.slice(), problem.most.slice(), problem.least.slice()];
  const layers = problem.need.reduce((top, one) => Math.max(top, one), 0);
  const jurorsOf: number[][] = Array.from({ length: entries }, () => []);
  for (let layer = layers; layer > 0; layer -= 1) {
    const need = problem.need.map((one) => (one >= layer ? 1 : 0));
    const last = layer === 1;
    const flow = bestTotal({ ...problem, barred, most, need, least: last ? least : new Int32Array(jurors) });
    if (flow.missing.some((one) => one > 0) || (last && flow.idle.some((one) => one > 0))) return null;
    for (const [entry, own] of flow.jurorsOf.entries()) {
      for (const juror of own) {
        jurorsOf[entry]?.push(juror);
        barred[entry * jurors + juror] = 1;
        most[juror] = whole(most, juror) - 1;
        least[juror] = Math.max(0, whole(least, juror) - 1);
      }
    }
  }
  return jurorsOf;
}

/** The best total with entries weighed: weights are `exp(logs)`, made to add up to 1. */
export function weighedBest(problem: Problem, read: readonly number[], logs: Float64Array) {
  const weights = new Float64Array(problem.entries);
  let sum = 0;
  for (const entry of read) {
    weights[entry] = Math.exp(real(logs, entry));
    sum += real(weights, entry);
  }
  const value = Float64Array.from(problem.similarity, (one, pair) => {
    return (one * real(weights, Math.floor(pair / problem.jurors))) / sum;
  });
  const { jurorsOf, bound } = bestTotal({ ...problem, value });
  const fixed = read.reduce((all, entry) => all + (sumOf(problem, entry, []) * real(weights, entry)) / sum, 0);
  return { jurorsOf, weighed: bound + fixed };
}
