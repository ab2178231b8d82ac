import { sumOf } from './assignment-draft.ts';
import type { Problem } from './assignment-problem.ts';
import { bestTotal } from './flow.ts';
import { real, whole } from './flow-problem.ts';

const nodeLimit = 20_000;
const setLimit = 3_000;
const milliseconds = 3000;

interface Search {
  read: readonly number[];
  from: readonly (readonly number[])[];
  floor: number;
  /** Part of three seconds. */
  effort: number;
}

/**
 * Looks for an assignment whose worst entry is above `floor`, again and again until there is none: entry by entry, every
 * set of jurors that lifts it above, with a flow that says whether the rest can still be read.
 * @returns `complete`: nothing better exists; false when it grew too large to say
 */
export function searchExactly(problem: Problem, { read, from, floor, effort }: Search) {
  const began = performance.now();
  let better: number[][] | null = null;
  let above = floor;
  let nodes = 0;
  for (;;) {
    const sets = read.map((entry) => setsAbove(problem, entry, above));
    if (sets.some((one) => one === null)) return { better, complete: false };
    const order = read
      .map((entry, at) => ({ entry, sets: sets[at] ?? [] }))
      .sort((a, b) => a.sets.length - b.sets.length);
    const state = { ...problem, need: problem.need.slice(), most: problem.most.slice(), least: problem.least.slice() };
    const chosen = from.map((own) => [...own]);
    const found = descend(state, order, 0, chosen, () => {
      nodes += 1;
      return nodes > nodeLimit || performance.now() - began > milliseconds * effort;
    });
    if (found === 'none') return { better, complete: true };
    if (found === 'long') return { better, complete: false };
    better = chosen.map((own) => [...own]);
    above = Math.min(...read.map((entry) => sumOf(problem, entry, chosen[entry] ?? [])));
  }
}

/** All sets of as many jurors as the entry needs that lift it above; best first; null when they are too many. */
function setsAbove(problem: Problem, entry: number, above: number): number[][] | null {
  const { jurors, barred, similarity } = problem;
  const able = Array.from({ length: jurors }, (_, juror) => juror)
    .filter((juror) => barred[entry * jurors + juror] === 0)
    .map((juror) => ({ juror, value: real(similarity, entry * jurors + juror) }))
    .sort((a, b) => b.value - a.value);
  const need = whole(problem.need, entry);
  const floor = above + 1e-9 * Math.max(1, Math.abs(above)) - sumOf(problem, entry, []);
  const sets: number[][] = [];
  const pick = (from: number, own: number[], sum: number): boolean => {
    if (own.length === need) {
      if (sum > floor) sets.push(own);
      return sets.length <= setLimit;
    }
    for (let at = from; at <= able.length - (need - own.length); at += 1) {
      const rest = able.slice(at, at + need - own.length).reduce((all, one) => all + one.value, sum);
      const here = able[at];
      if (rest <= floor || !here) return true;
      if (!pick(at + 1, [...own, here.juror], sum + here.value)) return false;
    }
    return true;
  };
  return pick(0, [], 0) ? sets : null;
}

type Found = 'found' | 'none' | 'long';

function descend(
  state: Problem,
  order: readonly { entry: number; sets: number[][] }[],
  depth: number,
  chosen: number[][],
  over: () => boolean,
): Found {
  const here = order[depth];
  if (!here) return state.least.some((one) => one > 0) ? 'none' : 'found';
  if (over()) return 'long';
  if (depth % 2 === 0 && !canBeMet(state)) return 'none';
  const need = whole(state.need, here.entry);
  state.need[here.entry] = 0;
  let long = false;
  for (const set of here.sets) {
    if (set.some((juror) => whole(state.most, juror) === 0)) continue;
    const least = state.least.slice();
    for (const juror of set) {
      state.most[juror] = whole(state.most, juror) - 1;
      state.least[juror] = Math.max(0, whole(state.least, juror) - 1);
    }
    const found = descend(state, order, depth + 1, chosen, over);
    if (found === 'found') {
      chosen[here.entry] = [...set].sort((a, b) => a - b);
      return 'found';
    }
    for (const juror of set) state.most[juror] = whole(state.most, juror) + 1;
    state.least.set(least);
    if (found === 'long') {
      long = true;
      break;
    }
  }
  state.need[here.entry] = need;
  return long ? 'long' : 'none';
}

function canBeMet(state: Problem): boolean {
  const { missing, idle } = bestTotal(state);
  return missing.every((one) => one === 0) && idle.every((one) => one === 0);
}
