import { type Demand, isList } from './assignment.ts';
import { type FlowProblem, whole } from './flow-problem.ts';

/** A demand in numbers. Fixed pairs are taken out of need and room and barred; they are added again at the end. */
export interface Problem extends FlowProblem {
  /** Similarity alone, without what keeping adds to `value`. */
  similarity: Float64Array;
  /** By entry: jurors fixed to it. */
  fixed: number[][];
  /** Pairs of the earlier assignment that still may be, as `entry * jurors + juror`. */
  previous: number[];
}

/** Which of the demand's constraints are left out, to learn what they cost. */
export type Without = 'fixed' | 'least' | 'previous' | 'conflicts' | null;

export function problemOf(demand: Demand, without: Without = null): Problem {
  const [entries, jurors] = [demand.entries.length, demand.jurors.length];
  const at = placesOf(demand);
  const barred = new Uint8Array(entries * jurors);
  if (without !== 'conflicts') for (const pair of demand.conflicts) barred[at(pair)] = 1;
  const similarity = similarityOf(demand, at);
  const need = Int32Array.from(demand.entries, ({ k }) => k);
  const least = Int32Array.from(demand.jurors, ({ min }) => (without === 'least' ? 0 : min));
  const most = Int32Array.from(demand.jurors, ({ max }) => max);
  const fixed: number[][] = demand.entries.map(() => []);
  for (const pair of without === 'fixed' ? [] : demand.fixed) {
    const place = at(pair);
    const [entry, juror] = [Math.floor(place / jurors), place % jurors];
    fixed[entry]?.push(juror);
    barred[place] = 1;
    need[entry] = whole(need, entry) - 1;
    most[juror] = whole(most, juror) - 1;
    least[juror] = Math.max(0, whole(least, juror) - 1);
  }
  const previous = without === 'previous' ? [] : stillPossible(demand, at, barred);
  const value = previous.length > 0 ? similarity.slice() : similarity;
  for (const place of previous) value[place] = (value[place] as number) + demand.keep;
  return { entries, jurors, need, least, most, value, barred, similarity, fixed, previous };
}

/** The place of a pair; -1 when the demand does not know one of the two. */
function placesOf({ entries, jurors }: Demand): (pair: readonly [string, string]) => number {
  const entryAt = new Map(entries.map((one, index) => [one.id, index]));
  const jurorAt = new Map(jurors.map((one, index) => [one.id, index]));
  return ([juror, entry]) => {
    const [row, column] = [entryAt.get(entry), jurorAt.get(juror)];
    return row === undefined || column === undefined ? -1 : row * jurors.length + column;
  };
}

function similarityOf(demand: Demand, at: (pair: readonly [string, string]) => number): Float64Array {
  const { similarity } = demand;
  const [entries, jurors] = [demand.entries.length, demand.jurors.length];
  const values = new Float64Array(entries * jurors);
  if (isList(similarity)) {
    for (const { juror, entry, value } of similarity) values[at([juror, entry])] = value;
    return values;
  }
  for (const [juror, row] of (similarity as number[][]).entries()) {
    for (let entry = 0; entry < entries; entry += 1) values[entry * jurors + juror] = row[entry] as number;
  }
  return values;
}

function stillPossible(
  { previous }: Demand,
  at: (pair: readonly [string, string]) => number,
  barred: Uint8Array,
): number[] {
  return [...new Set(previous.map(at))].filter((place) => place >= 0 && barred[place] === 0);
}
