/** One juror's score of one entry: the weighted mean over the criteria, on the rubric's scale. */
export interface Observation {
  /** Row of the entry and of the juror, counted from 0 in the order in which the scores name them. */
  entry: number;
  juror: number;
  value: number;
  /** The juror mentored this entry. */
  mentored?: boolean;
}

export interface CalibrationOptions {
  /** The same seed and the same order of observations give the same numbers. */
  seed: number | string;
  draws: number;
  /** Places whose chance is asked: `[3, 10]`. */
  places: readonly number[];
}

/** Variances, in squares of the scores' unit; the mentor's effect in that unit. */
export interface Variances {
  /** Between the entries' true quality. */
  quality: number;
  /** Between the jurors' tendencies. */
  tendency: number;
  /** What is left: one juror about one entry. */
  disagreement: number;
  /** Added by a juror to an entry that they mentored; null where there is no such pair. */
  mentorEffect: number | null;
}

/**
 * Of NIPS 2014, whose jurors were asked on a scale of 1 to 10 (Lawrence & Cortes,
 * https://inverseprobability.com/2014/08/02/reviewer-calibration-for-nips). Only their ratios are used.
 */
export const sourcedVariances = { quality: 1.278, tendency: 0.24, disagreement: 1.268 } as const;

/** Scores as the arithmetic wants them: rows grouped by entry, values around their mean. */
export interface Design {
  entries: number;
  jurors: number;
  /** Rows of entry i are `starts[i]` to `starts[i + 1] - 1`. */
  starts: Int32Array;
  juror: Int32Array;
  /** Value less `centre`. */
  value: Float64Array;
  mentored: Int32Array;
  anyMentored: boolean;
  centre: number;
  /** Sample variance of all values. */
  spread: number;
}

/** @throws RangeError without observations: nothing can be said */
export function designOf(observations: readonly Observation[]): Design {
  const n = observations.length;
  if (n === 0) throw new RangeError('no observations');
  const entries = 1 + observations.reduce((most, { entry }) => Math.max(most, entry), 0);
  const jurors = 1 + observations.reduce((most, { juror }) => Math.max(most, juror), 0);
  const centre = observations.reduce((sum, { value }) => sum + value, 0) / n;
  const byEntry = Array.from({ length: entries }, (): Observation[] => []);
  for (const one of observations) byEntry[one.entry]?.push(one);
  const rows = byEntry.flat();
  const starts = new Int32Array(entries + 1);
  for (const [i, own] of byEntry.entries()) starts[i + 1] = whole(starts, i) + own.length;
  const value = Float64Array.from(rows, (row) => row.value - centre);
  return {
    entries,
    jurors,
    starts,
    juror: Int32Array.from(rows, (row) => row.juror),
    value,
    mentored: Int32Array.from(rows, (row) => (row.mentored ? 1 : 0)),
    anyMentored: rows.some((row) => row.mentored),
    centre,
    spread: value.reduce((sum, v) => sum + v * v, 0) / Math.max(1, n - 1),
  };
}

/** Groups of entries and jurors that no score ties together; 1 when everything hangs together. */
export function componentsOf({ entries, jurors, starts, juror }: Design): number {
  const parent = Int32Array.from({ length: entries + jurors }, (_, i) => i);
  const rootOf = (node: number): number => {
    let root = node;
    while (whole(parent, root) !== root) {
      parent[root] = whole(parent, whole(parent, root));
      root = whole(parent, root);
    }
    return root;
  };
  const read = new Int32Array(entries + jurors);
  for (let i = 0; i < entries; i += 1) {
    for (let r = whole(starts, i); r < whole(starts, i + 1); r += 1) {
      const j = entries + whole(juror, r);
      parent[rootOf(i)] = rootOf(j);
      read[i] = 1;
      read[j] = 1;
    }
  }
  const roots = new Set<number>();
  for (let node = 0; node < entries + jurors; node += 1) if (whole(read, node) === 1) roots.add(rootOf(node));
  return roots.size;
}

/** Every juror scored every entry: no juror's tendency can favour anybody, and calibration leaves the order as it is. */
export function isComplete({ entries, jurors, value, starts, juror }: Design): boolean {
  if (value.length !== entries * jurors) return false;
  const seen = new Int32Array(jurors).fill(-1);
  for (let i = 0; i < entries; i += 1) {
    for (let r = whole(starts, i); r < whole(starts, i + 1); r += 1) {
      if (whole(seen, whole(juror, r)) === i) return false;
      seen[whole(juror, r)] = i;
    }
  }
  return true;
}

/**
 * The element of an array; 0 outside it. One function a kind of array: asked for several kinds, the compiler falls back to a
 * general look-up that takes three times as long.
 */
export const at = (array: Float64Array, index: number): number => array[index] ?? 0;
export const whole = (array: Int32Array, index: number): number => array[index] ?? 0;
