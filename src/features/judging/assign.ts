import type { Assigned, Demand, Outcome, Price, Refused } from './assignment.ts';
import { connect } from './assignment-connect.ts';
import { draftOf, readEntries, sumOf, tolerance, worstOf } from './assignment-draft.ts';
import { fairest } from './assignment-fairest.ts';
import { polish } from './assignment-polish.ts';
import { type Problem, problemOf, type Without } from './assignment-problem.ts';
import { flowOrRefusal } from './assignment-refusal.ts';

/**
 * Who reads what. `total`: the highest sum of similarities, exactly (minimum-cost flow, proven by its prices).
 * `maxmin`: the worst entry gets as much as was found (exact where `gap` is 0), then the total is raised as far as
 * exchanges go. Touches nothing and throws nothing: what cannot be is refused with the smallest change.
 * @param effort how long to look for something fairer, as a part of some eight seconds; `total` needs none
 */
export function assign(demand: Demand, effort = 1): Outcome {
  const main = solve(demand, { without: null, connected: demand.connected, effort });
  if ('refused' in main) return main;
  const assigned: Assigned = { ...figuresOf(demand, main) };
  if (demand.previous.length > 0) assigned.kept = keptOf(demand, main, effort);
  if (demand.prices) assigned.prices = pricesOf(demand, main, effort);
  return { assigned };
}

interface Solved {
  problem: Problem;
  jurorsOf: number[][];
  total: number;
  worst: number;
  bound: number;
}

type Answer = Solved | { refused: Refused[] };

interface Way {
  without: Without;
  connected: boolean;
  effort: number;
}

function solve(demand: Demand, { without, connected, effort }: Way): Answer {
  const problem = problemOf(demand, without);
  const flow = flowOrRefusal(demand, problem);
  if (Array.isArray(flow)) return { refused: flow };
  if (demand.objective === 'total') {
    // What keeping adds is no similarity: the bound is that of the assignment that keeps nothing.
    const bound = problem.previous.length > 0 ? boundWithout(demand) : flow.bound + fixedSum(problem);
    return finish({ problem, jurorsOf: flow.jurorsOf, bound }, connected, Number.NEGATIVE_INFINITY);
  }
  const fair = fairest(problem, flow.jurorsOf, effort);
  const read = readEntries(problem);
  const floor = worstOf(draftOf(problem, fair.jurorsOf), read).sum;
  const jurorsOf = polish(problem, [fair.jurorsOf, flow.jurorsOf], read.length === 0 ? 0 : floor);
  return finish({ problem, jurorsOf, bound: fair.bound }, connected, floor);
}

function boundWithout(demand: Demand): number {
  const problem = problemOf(demand, 'previous');
  const flow = flowOrRefusal(demand, problem);
  return Array.isArray(flow) ? Number.POSITIVE_INFINITY : flow.bound + fixedSum(problem);
}

function fixedSum(problem: Problem): number {
  return problem.fixed.reduce((sum, _, entry) => sum + sumOf(problem, entry, []), 0);
}

type Unfinished = Pick<Solved, 'problem' | 'jurorsOf' | 'bound'>;

function finish({ problem, jurorsOf, bound }: Unfinished, connected: boolean, floor: number): Answer {
  if (!connected) return measured(problem, jurorsOf, bound);
  const tie = (lowest: number) => connect(problem, jurorsOf, lowest);
  // The worst entry is kept from falling where that can be.
  let tied = tie(floor - tolerance(floor));
  if (tied.parts > 1 && Number.isFinite(floor)) tied = tie(Number.NEGATIVE_INFINITY);
  if (tied.parts > 1) return { refused: [{ kind: 'apart', parts: tied.parts, readings: tied.parts - 1 }] };
  return measured(problem, tied.jurorsOf, bound);
}

function measured(problem: Problem, jurorsOf: number[][], bound: number): Solved {
  const sums = jurorsOf.map((own, entry) => sumOf(problem, entry, own));
  const read = readEntries(problem);
  const worst = read.length === 0 ? 0 : Math.min(...read.map((entry) => sums[entry] ?? 0));
  return { problem, jurorsOf, total: sums.reduce((a, b) => a + b, 0), worst, bound };
}

function figuresOf(demand: Demand, { problem, jurorsOf, total, worst, bound }: Solved): Assigned {
  const pairs = jurorsOf.flatMap((own, entry) =>
    [...own, ...(problem.fixed[entry] ?? [])]
      .sort((a, b) => a - b)
      .map((juror): [string, string] => [demand.jurors[juror]?.id ?? '', demand.entries[entry]?.id ?? '']),
  );
  const reached = demand.objective === 'total' ? total : worst;
  const proven = Math.abs(bound - reached) <= tolerance(reached) ? reached : Math.max(bound, reached);
  return { pairs, total, worst, bound: proven, gap: proven - reached };
}

function keptOf(demand: Demand, main: Solved, effort: number): NonNullable<Assigned['kept']> {
  const { problem, jurorsOf } = main;
  const own = new Set(jurorsOf.flatMap((jurors, entry) => jurors.map((juror) => entry * problem.jurors + juror)));
  const before = new Set(demand.previous.map((one) => JSON.stringify(one)));
  const fixedBefore = demand.fixed.filter((one) => before.has(JSON.stringify(one))).length;
  const kept = problem.previous.filter((pair) => own.has(pair)).length;
  const free =
    demand.objective === 'total'
      ? main.bound
      : totalOf(solve(demand, { without: 'previous', connected: demand.connected, effort: effort / 4 }));
  return {
    pairs: kept + fixedBefore,
    of: problem.previous.length + fixedBefore,
    points: round(free - main.total),
  };
}

const totalOf = (answer: Answer): number => ('refused' in answer ? Number.NaN : answer.total);

/** Solves it once more without each constraint that is there. */
function pricesOf(demand: Demand, main: Solved, effort: number): Price[] {
  const figure = (answer: Answer) => {
    if ('refused' in answer) return Number.NaN;
    return demand.objective === 'total' ? answer.total : answer.worst;
  };
  const present: [Price['constraint'], boolean][] = [
    ['connected', demand.connected],
    ['fixed', demand.fixed.length > 0],
    ['least', demand.jurors.some(({ min }) => min > 0)],
    ['previous', demand.previous.length > 0],
    ['conflicts', demand.conflicts.length > 0],
  ];
  return present.flatMap(([constraint, there]) => {
    if (!there) return [];
    const way: Way =
      constraint === 'connected'
        ? { without: null, connected: false, effort: effort / 4 }
        : { without: constraint, connected: demand.connected, effort: effort / 4 };
    const free = solve(demand, way);
    // A shorter search may find less than the long one did: what is left out cannot make it worse.
    const points = Math.max(0, figure(free) - figure(main));
    return Number.isFinite(points) ? [{ constraint, points: round(points) }] : [];
  });
}

/** Without the dust of adding. */
const round = (points: number) => Math.round(points * 1e9) / 1e9 + 0;
