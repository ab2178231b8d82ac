import type { Demand, Refused } from './assignment.ts';
import type { Problem } from './assignment-problem.ts';
import { bestTotal, type Flow } from './flow.ts';
import { whole } from './flow-problem.ts';

/** Faults that counting shows, before anything is solved. */
export function countedFaults(demand: Demand, problem: Problem): Refused[] {
  const refused: Refused[] = [];
  for (const [at, { id: entry, k }] of demand.entries.entries()) {
    const fixed = problem.fixed[at]?.length ?? 0;
    if (fixed > k) refused.push({ kind: 'fixed_above_k', entry, k, fixed });
    else {
      const able = fixed + ableCount(problem, at);
      if (able < k) refused.push({ kind: 'few_jurors', entry, k, able });
    }
  }
  for (const [at, { id: juror, max }] of demand.jurors.entries()) {
    const room = whole(problem.most, at);
    if (room < 0) refused.push({ kind: 'fixed_above_max', juror, max, fixed: max - room });
  }
  return refused;
}

function ableCount({ jurors, barred }: Problem, entry: number): number {
  let able = 0;
  for (let juror = 0; juror < jurors; juror += 1) if (barred[entry * jurors + juror] === 0) able += 1;
  return able;
}

/**
 * What the flow could not meet. Entries that lack readings see only full jurors, also through every exchange: the set
 * found is the cut of the maximum flow, so that its readings are the smallest change.
 */
export function unmetDemand(demand: Demand, problem: Problem, flow: Flow): Refused[] {
  const lacking = flow.missing.reduce((sum, one) => sum + one, 0);
  if (lacking > 0) return [fullJurors(demand, problem, flow, lacking)];
  const load = loadsOf(problem, flow);
  return demand.jurors.flatMap(({ id: juror, min }, at): Refused[] => {
    const short = whole(flow.idle, at);
    if (short === 0) return [];
    return [
      { kind: 'idle', juror, min, reachable: min - short + Math.max(0, (load[at] ?? 0) - whole(problem.least, at)) },
    ];
  });
}

export function loadsOf({ jurors }: Pick<Problem, 'jurors'>, { jurorsOf }: Pick<Flow, 'jurorsOf'>): Int32Array {
  const load = new Int32Array(jurors);
  for (const own of jurorsOf) for (const juror of own) load[juror] = whole(load, juror) + 1;
  return load;
}

function fullJurors(demand: Demand, problem: Problem, flow: Flow, readings: number): Refused {
  const reached = reachable(problem, flow);
  const room = raisedRoom(problem, flow, reached);
  const raise = room.flatMap((by, at) => {
    const juror = demand.jurors[at];
    return by > 0 && juror ? [{ juror: juror.id, by, to: juror.max + by }] : [];
  });
  const lower = demand.entries.flatMap(({ id, k }, at) => (reached.entries.has(at) && k > 0 ? [id] : []));
  return { kind: 'full', readings, raise, lower };
}

interface Reached {
  entries: Set<number>;
  jurors: Set<number>;
}

/** From entries that lack readings, over jurors who could read them, to the entries that those read. */
function reachable({ jurors, barred }: Problem, { missing, jurorsOf }: Flow): Reached {
  const entriesOf = new Map<number, number[]>();
  for (const [entry, own] of jurorsOf.entries()) {
    for (const juror of own) entriesOf.set(juror, [...(entriesOf.get(juror) ?? []), entry]);
  }
  const reached: Reached = { entries: new Set(), jurors: new Set() };
  const waiting = [...missing.keys()].filter((entry) => whole(missing, entry) > 0);
  for (const entry of waiting) reached.entries.add(entry);
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    for (let juror = 0; juror < jurors; juror += 1) {
      if (barred[entry * jurors + juror] === 1 || reached.jurors.has(juror) || jurorsOf[entry]?.includes(juror))
        continue;
      reached.jurors.add(juror);
      for (const other of entriesOf.get(juror) ?? []) {
        if (reached.entries.has(other)) continue;
        reached.entries.add(other);
        waiting.push(other);
      }
    }
  }
  return reached;
}

/** Spreads the lacking readings over the jurors reached, each next one to whoever was raised least. */
function raisedRoom(problem: Problem, flow: Flow, { jurors }: Reached): number[] {
  const raised = new Array<number>(problem.jurors).fill(0);
  for (const [entry, lacking] of flow.missing.entries()) {
    const own = new Set(flow.jurorsOf[entry]);
    for (let unit = 0; unit < lacking; unit += 1) {
      let chosen = -1;
      for (const juror of jurors) {
        if (own.has(juror) || problem.barred[entry * problem.jurors + juror] === 1) continue;
        if (chosen < 0 || (raised[juror] ?? 0) < (raised[chosen] ?? 0)) chosen = juror;
      }
      if (chosen < 0) break;
      own.add(chosen);
      raised[chosen] = (raised[chosen] ?? 0) + 1;
    }
  }
  return raised;
}

/** The flow, when it meets the whole demand. */
export function flowOrRefusal(demand: Demand, problem: Problem): Flow | Refused[] {
  const counted = countedFaults(demand, problem);
  if (counted.length > 0) return counted;
  const flow = bestTotal(problem);
  const unmet = unmetDemand(demand, problem, flow);
  return unmet.length > 0 ? unmet : flow;
}
