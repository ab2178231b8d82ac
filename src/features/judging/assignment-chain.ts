import type { Draft } from './assignment-draft.ts';
import { real, whole } from './flow-problem.ts';

/** A juror reached by a chain: which entry comes, from whom, and how far the total has fallen on the way. */
interface Reached {
  entry: number;
  /** The juror it leaves; the chain goes on there. */
  from: number;
  loss: number;
  done: boolean;
}

/**
 * Raises one entry above `floor`: it goes from one of its jurors to a better one, who hands another entry on, until
 * somebody has room or the chain closes. Every entry touched stays above the floor; the total falls as little as such a
 * chain allows.
 * @returns false, and nothing changed, when there is no such chain
 */
export function chainFor(draft: Draft, entry: number, floor: number): boolean {
  let best: { path: Step[]; loss: number } | null = null;
  for (const leaving of draft.jurorsOf[entry] ?? []) {
    const found = chainFrom(draft, entry, leaving, floor);
    if (found && (best === null || found.loss < best.loss)) best = found;
  }
  if (best === null) return false;
  for (const step of best.path) move(draft, step);
  return true;
}

export interface Step {
  entry: number;
  from: number;
  to: number;
}

export function move(draft: Draft, { entry, from, to }: Step): void {
  const { jurorsOf, entriesOf, load, sums } = draft;
  const own = jurorsOf[entry];
  if (own) own[own.indexOf(from)] = to;
  entriesOf[from]?.delete(entry);
  entriesOf[to]?.add(entry);
  load[from] = whole(load, from) - 1;
  load[to] = whole(load, to) + 1;
  sums[entry] = real(sums, entry) + gainOf(draft, entry, from, to);
}

function gainOf({ problem: { similarity, jurors } }: Draft, entry: number, from: number, to: number): number {
  return real(similarity, entry * jurors + to) - real(similarity, entry * jurors + from);
}

function chainFrom(draft: Draft, entry: number, leaving: number, floor: number): { path: Step[]; loss: number } | null {
  const reached = new Map<number, Reached>();
  spread(draft, reached, { entry, from: leaving, loss: 0, first: true, floor });
  for (;;) {
    const next = nearest(reached);
    if (next === null) return null;
    const [juror, here] = next;
    here.done = true;
    if (juror === leaving || endsAt(draft, juror, leaving)) {
      const path = pathTo(reached, juror, entry);
      if (path) return { path, loss: here.loss };
      continue;
    }
    for (const other of draft.entriesOf[juror] ?? []) {
      if (other !== entry) spread(draft, reached, { entry: other, from: juror, loss: here.loss, first: false, floor });
    }
  }
}

function endsAt({ problem, load }: Draft, juror: number, leaving: number): boolean {
  const room = whole(load, juror) < whole(problem.most, juror);
  return room && whole(load, leaving) > whole(problem.least, leaving);
}

function nearest(reached: Map<number, Reached>): [number, Reached] | null {
  let best: [number, Reached] | null = null;
  for (const one of reached) if (!one[1].done && (best === null || one[1].loss < best[1].loss)) best = one;
  return best;
}

function spread(
  draft: Draft,
  reached: Map<number, Reached>,
  { entry, from, loss, first, floor }: { entry: number; from: number; loss: number; first: boolean; floor: number },
): void {
  const { problem, jurorsOf, sums } = draft;
  for (let to = 0; to < problem.jurors; to += 1) {
    if (problem.barred[entry * problem.jurors + to] === 1 || jurorsOf[entry]?.includes(to)) continue;
    const gain = gainOf(draft, entry, from, to);
    if (real(sums, entry) + gain <= floor + 1e-12 * Math.max(1, Math.abs(floor))) continue;
    // What an entry gains pays back nothing: losses that only grow keep the search short.
    const far = first ? Math.max(0, -gain) : loss + Math.max(0, -gain);
    const known = reached.get(to);
    if (known && (known.done || known.loss <= far)) continue;
    reached.set(to, { entry, from, loss: far, done: false });
  }
}

/** @returns null when one entry would move twice: each was judged as if it moved once */
function pathTo(reached: Map<number, Reached>, end: number, first: number): Step[] | null {
  const path: Step[] = [];
  const moved = new Set<number>();
  for (let at = end; ; ) {
    const here = reached.get(at);
    if (!here || moved.has(here.entry)) return null;
    moved.add(here.entry);
    path.push({ entry: here.entry, from: here.from, to: at });
    if (here.entry === first) return path;
    at = here.from;
  }
}
