import { move, type Step } from './assignment-chain.ts';
import { type Draft, draftOf, readEntries } from './assignment-draft.ts';
import type { Problem } from './assignment-problem.ts';
import { real, whole } from './flow-problem.ts';

/** Which part each juror and entry is of; jurors who read nothing are of none (-1). */
export interface Parts {
  count: number;
  ofEntry: Int32Array;
  ofJuror: Int32Array;
}

export function partsOf({ problem, jurorsOf, entriesOf }: Draft): Parts {
  const ofEntry = new Int32Array(problem.entries).fill(-1);
  const ofJuror = new Int32Array(problem.jurors).fill(-1);
  const fixedOf = new Map<number, number[]>();
  for (const [entry, own] of problem.fixed.entries()) {
    for (const juror of own) fixedOf.set(juror, [...(fixedOf.get(juror) ?? []), entry]);
  }
  let count = 0;
  for (const first of readEntries(problem)) {
    if (ofEntry[first] !== -1) continue;
    const waiting = [first];
    ofEntry[first] = count;
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      for (const juror of [...(jurorsOf[entry] ?? []), ...(problem.fixed[entry] ?? [])]) {
        if (ofJuror[juror] !== -1) continue;
        ofJuror[juror] = count;
        for (const next of [...(entriesOf[juror] ?? []), ...(fixedOf.get(juror) ?? [])]) {
          if (ofEntry[next] !== -1) continue;
          ofEntry[next] = count;
          waiting.push(next);
        }
      }
    }
    count += 1;
  }
  return { count, ofEntry, ofJuror };
}

interface Exchange {
  steps: Step[];
  loss: number;
}

/** The cheapest exchanges are tried first; so many at most a round. */
const tried = 400;

/** There are as many swaps as pairs of readings: above these they are looked at only where single moves do not do. */
const manyReadings = 1500;

/**
 * Ties the parts of an assignment together: one entry moves to a juror of another part who has room, or two entries
 * change jurors; each time the cheapest exchange that leaves fewer parts.
 * @param floor no entry that moves may fall below it
 * @returns the parts that are left: 1 or 0 when it hangs together
 */
export function connect(problem: Problem, jurorsOf: readonly (readonly number[])[], floor: number) {
  const draft = draftOf(problem, jurorsOf);
  // What ties two parts together is not moved again: it would only tie two others.
  const ties = new Set<number>();
  let swaps = draft.jurorsOf.flat().length <= manyReadings;
  for (;;) {
    const before = partsOf(draft);
    let parts = before;
    if (parts.count <= 1) return { jurorsOf: draft.jurorsOf, parts: parts.count };
    for (const { steps } of exchanges(draft, { parts, floor, ties, swaps })) {
      if (parts.count <= 1 || !stillOpen(draft, steps, parts, floor) || !fewer(draft, steps, parts.count)) continue;
      for (const { entry, to } of steps) ties.add(entry * problem.jurors + to);
      parts = partsOf(draft);
    }
    if (parts.count < before.count) continue;
    if (swaps) return { jurorsOf: draft.jurorsOf, parts: parts.count };
    swaps = true;
  }
}

/** Whether an exchange can still be made after others of the same round, and still joins two parts. */
function stillOpen(draft: Draft, steps: readonly Step[], { ofEntry, ofJuror }: Parts, floor: number): boolean {
  const [first] = steps;
  if (!first || ofJuror[first.to] === ofEntry[first.entry]) return false;
  if (steps.length === 1 && !roomFor(draft, first)) return false;
  return (
    steps.every(({ entry, from }) => draft.jurorsOf[entry]?.includes(from)) && lossOf(draft, steps, floor) !== null
  );
}

/** Makes the exchange; takes it back when it does not help. */
function fewer(draft: Draft, steps: readonly Step[], before: number): boolean {
  for (const step of steps) move(draft, step);
  if (partsOf(draft).count < before) return true;
  for (const { entry, from, to } of steps.toReversed()) move(draft, { entry, from: to, to: from });
  return false;
}

interface Search {
  parts: Parts;
  floor: number;
  ties: ReadonlySet<number>;
  swaps: boolean;
}

function exchanges(draft: Draft, { parts, floor, ties, swaps }: Search): Exchange[] {
  const found: Exchange[] = [];
  const { jurors } = draft.problem;
  const edges = draft.jurorsOf.flatMap((own, entry) =>
    own.filter((juror) => !ties.has(entry * jurors + juror)).map((juror) => ({ entry, juror })),
  );
  for (const { entry, juror } of edges) {
    for (let to = 0; to < jurors; to += 1) {
      if (parts.ofJuror[to] === -1 || parts.ofJuror[to] === parts.ofEntry[entry]) continue;
      const step = { entry, from: juror, to };
      if (roomFor(draft, step)) add(found, draft, [step], floor);
    }
  }
  if (swaps) addSwaps(found, draft, edges, { parts, floor });
  return found.sort((a, b) => a.loss - b.loss).slice(0, tried);
}

interface Edge {
  entry: number;
  juror: number;
}

function addSwaps(
  found: Exchange[],
  draft: Draft,
  edges: readonly Edge[],
  { parts, floor }: Pick<Search, 'parts' | 'floor'>,
): void {
  for (const [at, one] of edges.entries()) {
    for (let next = at + 1; next < edges.length; next += 1) {
      const other = edges[next];
      if (!other || parts.ofEntry[one.entry] === parts.ofEntry[other.entry]) continue;
      const steps = [
        { entry: one.entry, from: one.juror, to: other.juror },
        { entry: other.entry, from: other.juror, to: one.juror },
      ];
      add(found, draft, steps, floor);
    }
  }
}

function roomFor({ problem, load }: Draft, { from, to }: Step): boolean {
  return whole(load, to) < whole(problem.most, to) && whole(load, from) > whole(problem.least, from);
}

function add(found: Exchange[], draft: Draft, steps: Step[], floor: number): void {
  const loss = lossOf(draft, steps, floor);
  if (loss === null) return;
  // Kept short by dropping the dear ones now and then.
  if (found.length >= 20 * tried) found.sort((a, b) => a.loss - b.loss).splice(tried);
  found.push({ steps, loss });
}

/** What the exchange costs; null when it may not be. */
function lossOf({ problem, sums, jurorsOf }: Draft, steps: readonly Step[], floor: number): number | null {
  let loss = 0;
  for (const { entry, from, to } of steps) {
    const pair = entry * problem.jurors + to;
    if (problem.barred[pair] === 1 || jurorsOf[entry]?.includes(to)) return null;
    const fall = real(problem.value, entry * problem.jurors + from) - real(problem.value, pair);
    if (real(sums, entry) - fall < floor) return null;
    loss += fall;
  }
  return loss;
}
