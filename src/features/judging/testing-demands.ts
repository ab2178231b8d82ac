import highsLoader from 'highs';
import { assign } from './assign.ts';
import { type Assigned, type Demand, type DemandInput, demandSchema, type Refused } from './assignment.ts';

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A small demand: two to six jurors, one to seven entries, conflicts, fixed pairs, loads; it may be impossible. */
export function smallDemand(seed: number, extra: Partial<DemandInput> = {}): Demand {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const [jurors, entries] = [2 + upTo(4), 1 + upTo(6)];
  const k = 1 + upTo(Math.min(2, jurors - 1));
  const coarse = random() < 0.4;
  const pairs = Array.from({ length: jurors }, (_, j) =>
    Array.from({ length: entries }, (_, e): [string, string] => [`j${j}`, `e${e}`]),
  );
  const conflicts = pairs.flat().filter(() => random() < 0.1);
  const barred = new Set(conflicts.map(String));
  const fixed = pairs.flat().filter((pair) => !barred.has(String(pair)) && random() < 0.04);
  const enough = Math.ceil((entries * k) / jurors);
  return demandSchema.parse({
    entries: Array.from({ length: entries }, (_, e) => ({ id: `e${e}`, k: random() < 0.1 ? 0 : k })),
    jurors: Array.from({ length: jurors }, (_, j) => ({
      id: `j${j}`,
      min: upTo(random() < 0.3 ? 2 : 0),
      max: 2 + enough + upTo(1),
    })),
    similarity: pairs.map((row) => row.map(() => (coarse ? upTo(4) / 4 : random()))),
    conflicts,
    fixed,
    ...extra,
  });
}

let loading: ReturnType<typeof highsLoader> | undefined;

/**
 * The optimum by an independent solver (HiGHS, mixed-integer): the total, or the worst entry's sum; null when no
 * assignment meets the demand.
 */
export async function independentOptimum(demand: Demand): Promise<number | null> {
  loading ??= highsLoader();
  const highs = await loading;
  const { Status, ObjectiveValue } = highs.solve(programOf(demand), { mip_rel_gap: 0, mip_abs_gap: 0 });
  if (Status === 'Optimal') return ObjectiveValue;
  if (Status === 'Infeasible') return null;
  throw new Error(`HiGHS ended with ${Status}`);
}

function programOf({ entries, jurors, similarity, conflicts, fixed, objective }: Demand): string {
  const rows = similarity as number[][];
  const name = (j: number, e: number) => `x_${j}_${e}`;
  const term = (j: number, e: number) => `${rows[j]?.[e] ?? 0} ${name(j, e)}`;
  const sum = (terms: string[]) => (terms.length > 0 ? terms.join(' + ') : '0 nothing');
  const each = entries.map((_, e) => jurors.map((_, j) => term(j, e)));
  const lines = entries.map(({ k }, e) => `${sum(jurors.map((_, j) => name(j, e)))} = ${k}`);
  for (const [j, { min, max }] of jurors.entries()) {
    const load = sum(entries.map((_, e) => name(j, e)));
    lines.push(`${load} >= ${min}`, `${load} <= ${max}`);
  }
  const place = ([juror, entry]: [string, string]) =>
    name(
      jurors.findIndex(({ id }) => id === juror),
      entries.findIndex(({ id }) => id === entry),
    );
  for (const pair of conflicts) lines.push(`${place(pair)} = 0`);
  for (const pair of fixed) lines.push(`${place(pair)} = 1`);
  const fair = objective === 'maxmin';
  if (fair) for (const [e, { k }] of entries.entries()) if (k > 0) lines.push(`${sum(each[e] ?? [])} - worst >= 0`);
  const goal = fair ? 'worst' : sum(each.flat());
  const names = jurors.flatMap((_, j) => entries.map((_, e) => name(j, e)));
  const free = fair ? 'Bounds\n worst <= 1000\n' : '';
  return `Maximize\n obj: ${goal}\nSubject To\n ${lines.join('\n ')}\n${free}Binary\n ${names.join(' ')}\nEnd\n`;
}

export function assigned(demand: Demand): Assigned {
  const outcome = assign(demand);
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome.assigned;
}

export function refusedOf(input: DemandInput): Refused[] {
  const outcome = assign(demandSchema.parse(input));
  return 'refused' in outcome ? outcome.refused : [];
}

/** How many parts the pairs fall into. */
export function partsIn(pairs: readonly [string, string][]): number {
  const parents = new Map<string, string>();
  const rootOf = (one: string): string => {
    const parent = parents.get(one) ?? one;
    return parent === one ? one : rootOf(parent);
  };
  for (const [juror, entry] of pairs) parents.set(rootOf(`j ${juror}`), rootOf(`e ${entry}`));
  return new Set(pairs.map(([juror]) => rootOf(`j ${juror}`))).size;
}
