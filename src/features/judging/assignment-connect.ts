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

/**
 * Ties the parts of an assignment together: one entry moves to a juror of another part who has room, or two entries
 * change jurors; each time the cheapest exchange that leaves fewer parts.
 * @param floor no entry that moves may fall below it
 * @returns the parts that are left: 1 or 0 when it hangs together
 */
export function connect(problem: Problem, jurorsOf: readonly (readonly number[])[], floor: number) {
  const draft = draftOf(problem, jurorsOf);
  let parts = partsOf(draft);
  while (parts.count > 1) {
    const next = exchanges(draft, parts, floor).find(({ steps }) => fewer(draft, steps, parts.count));
    if (!next) return { jurorsOf: draft.jurorsOf, parts: parts.count };
    parts = partsOf(draft);
  }
  return { jurorsOf: draft.jurorsOf, parts: parts.count };
}

/** Makes the exchange; takes it back when it does not help. */
function fewer(draft: Draft, steps: readonly Step[], before: number): boolean {
  for (const step of steps) move(draft, step);
  if (partsOf(draft).count < before) return true;
  for (const { entry, from, to } of steps.toReversed()) move(draft, { entry, from: to, to: from });
  return false;
}

function exchanges(draft: Draft, parts: Parts, floor: number): Exchange[] {
  const found: Exchange[] = [];
  const edges = draft.jurorsOf.flatMap((own, entry) => own.map((juror) => ({ entry, juror })));
  for (const { entry, juror } of edges) {
    for (let to = 0; to < draft.problem.jurors; to += 1) {
      const step = { entry, from: juror, to };
      if (parts.ofJuror[to] !== -1 && parts.ofJuror[to] !== parts.ofEntry[entry] && roomFor(draft, step)) {
        add(found, draft, [step], floor);
      }
    }
  }
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
  return found.sort((a, b) => a.loss - b.loss).slice(0, tried);
}

function roomFor({ problem, load }: Draft, { from, to }: Step): boolean {
  return whole(load, to) < whole(problem.most, to) && whole(load, from) > whole(problem.least, from);
}

function add(found: Exchange[], { problem, sums, jurorsOf }: Draft, steps: Step[], floor: number): void {
  let loss = 0;
  for (const { entry, from, to } of steps) {
    const pair = entry * problem.jurors + to;
    if (problem.barred[pair] === 1 || jurorsOf[entry]?.includes(to)) return;
    const fall = real(problem.value, entry * problem.jurors + from) - real(problem.value, pair);
    if (real(sums, entry) - fall < floor) return;
    loss += fall;
  }
  // Kept short by dropping the dear half now and then.
  if (found.length >= 20 * tried) found.sort((a, b) => a.loss - b.loss).splice(tried);
  found.push({ steps, loss });
}
