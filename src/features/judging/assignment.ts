import { z } from 'zod';

/** What is asked of an assignment, as the file of `gelar jury assign` and the pages ask it. */
export const objectives = ['total', 'maxmin'] as const;
export type Objective = (typeof objectives)[number];

const id = z.string().min(1).max(200);
const count = z.int().min(0).max(10_000);
const pair = z.tuple([id, id]);
const number = z.number().min(-1e9).max(1e9);

export const demandSchema = z
  .strictObject({
    /** `k`: so many different jurors read the entry. */
    entries: z.array(z.strictObject({ id, k: count })).max(20_000),
    jurors: z.array(z.strictObject({ id, min: count.default(0), max: count })).max(5_000),
    /** Rows are jurors, columns entries; or single pairs, all others being 0. */
    similarity: z.union([z.array(z.array(number)), z.array(z.strictObject({ juror: id, entry: id, value: number }))]),
    /** Pairs `[juror, entry]` that may not be. */
    conflicts: z.array(pair).default([]),
    /** Pairs that must be. */
    fixed: z.array(pair).default([]),
    objective: z.enum(objectives).default('total'),
    /** Jurors and entries must hang together as one graph, else their scores cannot be compared. */
    connected: z.boolean().default(false),
    /** An earlier assignment; each pair of it that stays counts `keep` more. */
    previous: z.array(pair).default([]),
    keep: z.number().min(0).max(1e9).default(0.1),
    /** Also works out what each constraint costs. */
    prices: z.boolean().default(false),
  })
  .superRefine(checkNames);
export type Demand = z.output<typeof demandSchema>;
export type DemandInput = z.input<typeof demandSchema>;

interface Checked {
  entries: { id: string; k: number }[];
  jurors: { id: string; min: number; max: number }[];
  similarity: number[][] | { juror: string; entry: string; value: number }[];
  conflicts: [string, string][];
  fixed: [string, string][];
}

/** Ids that stand twice or that nobody has, rows of the wrong length, a pair both fixed and barred. */
/** Of an earlier run, jurors and entries may have left since: `previous` may name anybody. */
function checkNames({ entries, jurors, similarity, conflicts, fixed }: Checked, report: z.core.$RefinementCtx): void {
  const fault = (path: (string | number)[], message: string) =>
    report.addIssue({ code: 'custom', path, message, continue: true });
  const entryIds = namesOf(entries, (at) => fault(['entries', at, 'id'], 'duplicate'));
  const jurorIds = namesOf(jurors, (at) => fault(['jurors', at, 'id'], 'duplicate'));
  for (const [at, { min, max }] of jurors.entries()) if (min > max) fault(['jurors', at, 'min'], 'minAboveMax');
  const check = (list: readonly (readonly [string, string])[], field: string) => {
    for (const [at, [juror, entry]] of list.entries()) {
      if (!jurorIds.has(juror)) fault([field, at, 0], 'unknownJuror');
      if (!entryIds.has(entry)) fault([field, at, 1], 'unknownEntry');
    }
  };
  check(conflicts, 'conflicts');
  check(fixed, 'fixed');
  const barred = new Set(conflicts.map((one) => JSON.stringify(one)));
  const seen = new Set<string>();
  for (const [at, one] of fixed.entries()) {
    const key = JSON.stringify(one);
    if (barred.has(key)) fault(['fixed', at], 'fixedAndBarred');
    if (seen.has(key)) fault(['fixed', at], 'duplicate');
    seen.add(key);
  }
  checkSimilarity(similarity, jurors.length, entries.length, fault);
  if (isList(similarity)) {
    const told = new Set<string>();
    for (const [at, { juror, entry }] of similarity.entries()) {
      if (!jurorIds.has(juror)) fault(['similarity', at, 'juror'], 'unknownJuror');
      if (!entryIds.has(entry)) fault(['similarity', at, 'entry'], 'unknownEntry');
      const key = JSON.stringify([juror, entry]);
      if (told.has(key)) fault(['similarity', at], 'duplicate');
      told.add(key);
    }
  }
}

function namesOf(list: readonly { id: string }[], twice: (at: number) => void): Set<string> {
  const names = new Set<string>();
  for (const [at, one] of list.entries()) {
    if (names.has(one.id)) twice(at);
    names.add(one.id);
  }
  return names;
}

type Similarity = Checked['similarity'];
type Listed = Extract<Similarity, { juror: string }[]>;

export function isList(similarity: Similarity): similarity is Listed {
  return similarity.length > 0 && !Array.isArray(similarity[0]);
}

function checkSimilarity(
  similarity: Similarity,
  jurors: number,
  entries: number,
  fault: (path: (string | number)[], message: string) => void,
): void {
  if (isList(similarity) || (similarity.length === 0 && (jurors === 0 || entries === 0))) return;
  // An empty list says that no pair is worth anything.
  if (similarity.length === 0) return;
  if (similarity.length !== jurors) fault(['similarity'], 'rows');
  for (const [at, row] of (similarity as number[][]).entries()) {
    if (row.length !== entries) fault(['similarity', at], 'columns');
  }
}

/** Why a demand cannot be met, and the smallest change with which it could. Ids as in the demand. */
export type Refused =
  /** More jurors are asked for an entry than may read it. */
  | { kind: 'few_jurors'; entry: string; k: number; able: number }
  /** These jurors are full; raising their `max` as told suffices, and nothing less does. Or `k` of these entries falls. */
  | { kind: 'full'; readings: number; raise: { juror: string; by: number; to: number }[]; lower: string[] }
  /** There are not enough entries for the juror's `min`. */
  | { kind: 'idle'; juror: string; min: number; reachable: number }
  | { kind: 'fixed_above_k'; entry: string; k: number; fixed: number }
  | { kind: 'fixed_above_max'; juror: string; max: number; fixed: number }
  /** It falls into parts; so many readings more could tie them together. */
  | { kind: 'apart'; parts: number; readings: number };

export interface Price {
  constraint: 'connected' | 'fixed' | 'least' | 'previous' | 'conflicts';
  /** What the objective would be higher without it. */
  points: number;
}

export interface Assigned {
  /** `[juror, entry]`, by entry and then juror, in the order of the demand. */
  pairs: [string, string][];
  /** Sum of the similarities of all pairs. */
  total: number;
  /** The lowest sum of an entry that needs readings; 0 without one. */
  worst: number;
  /** Neither assignment nor luck can be above it: of the total, or with `maxmin` of the worst entry. */
  bound: number;
  /** `bound` less what was reached; 0 is proof of the best. */
  gap: number;
  /** Only with `previous`: pairs kept, of how many that still may be, and what keeping costs in points of the total. */
  kept?: { pairs: number; of: number; points: number };
  prices?: Price[];
}

export type Outcome = { assigned: Assigned } | { refused: Refused[] };
