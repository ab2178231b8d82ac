import type { Observation } from './calibration.ts';

/** Ways that need no model, shown beside the calibrated score. */
export interface SimpleScores {
  /** Plain mean of the entry's scores. */
  mean: number[];
  /** The same after each juror's scores were shifted to the mean of all. */
  meanShift: number[];
  /** Mean of how many of the juror's own spreads above the juror's own mean each score lies. */
  zScore: number[];
}

/** Rows as in `Observation`; an entry without scores has NaN. */
export function simpleScores(observations: readonly Observation[], entries: number, jurors: number): SimpleScores {
  const all = average(observations.map(({ value }) => value));
  const own = Array.from({ length: jurors }, (_, j) => {
    const values = observations.filter(({ juror }) => juror === j).map(({ value }) => value);
    const mean = average(values);
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, values.length - 1));
    return { mean, spread };
  });
  const byEntry = Array.from({ length: entries }, (): Observation[] => []);
  for (const one of observations) byEntry[one.entry]?.push(one);
  const over = (score: (one: Observation) => number) => byEntry.map((rows) => average(rows.map(score)));
  return {
    mean: over(({ value }) => value),
    meanShift: over(({ value, juror }) => value - (own[juror]?.mean ?? 0) + all),
    zScore: over(({ value, juror }) => {
      const { mean, spread } = own[juror] ?? { mean: 0, spread: 0 };
      return spread > 0 ? (value - mean) / spread : 0;
    }),
  };
}

const average = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
