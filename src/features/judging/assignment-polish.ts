import { move, type Step } from './assignment-chain.ts';
import { type Draft, draftOf, readEntries, worstOf } from './assignment-draft.ts';
import type { Problem } from './assignment-problem.ts';
import { bestTotal } from './flow.ts';
import { real, whole } from './flow-problem.ts';

/**
 * Raises the total as far as exchanges go, no entry falling below the floor. Entries that the best total serves well
 * enough keep its jurors when all others keep theirs.
 * @param starts assignments whose worst entry stands at the floor, or the best total, which counts if it does
 */
export function polish(problem: Problem, starts: readonly number[][][], floor: number): number[][] {
  const read = readEntries(problem);
  const low = floor - 1e-9 * Math.max(1, Math.abs(floor));
  let best: Draft | null = null;
  for (const start of starts) {
    let draft = draftOf(problem, start);
    if (worstOf(draft, read).sum < low) continue;
    draft = freeTheRest(draft, low) ?? draft;
    climb(draft, low);
    if (best === null || totalOf(draft) > totalOf(best)) best = draft;
  }
  return best?.jurorsOf ?? starts[0]?.map((own) => [...own]) ?? [];
}

const totalOf = ({ sums }: Draft): number => sums.reduce((a, b) => a + b, 0);

const milliseconds = 700;

/**
 * Binds the entries that would fall below the floor to the jurors they have and solves the rest anew, until none falls.
 */
function freeTheRest(draft: Draft, low: number): Draft | null {
  const { problem } = draft;
  const bound = new Set<number>();
  const until = performance.now() + milliseconds;
  for (let round = 0; round < 30 && performance.now() < until; round += 1) {
    const next = draftOf(problem, solveAround(draft, bound));
    const fallen = readEntries(problem).filter((entry) => real(next.sums, entry) < low);
    if (fallen.length === 0) return totalOf(next) > totalOf(draft) ? next : null;
    for (const entry of fallen) bound.add(entry);
  }
  return null;
}

function solveAround({ problem, jurorsOf }: Draft, bound: ReadonlySet<number>): number[][] {
  const [need, most, least] = [problem.need.slice(), problem.most.slice(), problem.least.slice()];
  for (const entry of bound) {
    need[entry] = 0;
    for (const juror of jurorsOf[entry] ?? []) {
      most[juror] = whole(most, juror) - 1;
      least[juror] = Math.max(0, whole(least, juror) - 1);
    }
  }
  const flow = bestTotal({ ...problem, need, most, least });
  return flow.jurorsOf.map((own, entry) => (bound.has(entry) ? [...(jurorsOf[entry] ?? [])] : own));
}

/** Single moves and swaps that pay, for small demands: large ones are settled by the flow already. */
function climb(draft: Draft, low: number): void {
  if (draft.problem.entries * draft.problem.jurors > 4000) return;
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const paying = payingSteps(draft, low);
    if (!paying) return;
    for (const step of paying) move(draft, step);
  }
}

function payingSteps(draft: Draft, low: number): Step[] | null {
  const edges = draft.jurorsOf.flatMap((own, entry) => own.map((juror) => ({ entry, juror })));
  for (const one of edges) {
    for (let to = 0; to < draft.problem.jurors; to += 1) {
      const step = { entry: one.entry, from: one.juror, to };
      const room =
        whole(draft.load, to) < whole(draft.problem.most, to) &&
        whole(draft.load, one.juror) > whole(draft.problem.least, one.juror);
      if (room && pays(draft, [step], low)) return [step];
    }
    for (const other of edges) {
      if (other.entry === one.entry || other.juror === one.juror) continue;
      const swap = [
        { entry: one.entry, from: one.juror, to: other.juror },
        { entry: other.entry, from: other.juror, to: one.juror },
      ];
      if (pays(draft, swap, low)) return swap;
    }
  }
  return null;
}

function pays({ problem, jurorsOf, sums }: Draft, steps: readonly Step[], low: number): boolean {
  let gain = 0;
  for (const { entry, from, to } of steps) {
    const pair = entry * problem.jurors + to;
    if (problem.barred[pair] === 1 || jurorsOf[entry]?.includes(to)) return false;
    const here = real(problem.similarity, pair) - real(problem.similarity, entry * problem.jurors + from);
    if (real(sums, entry) + here < low) return false;
    gain += here;
  }
  return gain > 1e-9;
}
