import { at, designOf, type Observation } from './calibration.ts';
import { meanQualities, sameCells } from './calibration-variances.ts';
import { orderOf, type Ranking } from './ranking.ts';

export interface JurorView {
  /** Scores given. */
  n: number;
  /**
   * Correlation of the juror's scores with the quality of the same entries as all others see it (the juror left out);
   * null below three entries that somebody else scored too, or where there is no spread.
   */
  agreement: number | null;
  /** Ranking without this juror; entries that only they scored stand last. */
  rankWithout: number[];
}

/** Every juror left out in turn, the variances kept as they were estimated with all. */
export function leaveOneOut(observations: readonly Observation[], ranking: Ranking): JurorView[] {
  const { entries, jurors } = ranking.design;
  return Array.from({ length: jurors }, (_, j) => {
    const theirs = observations.filter(({ juror }) => juror === j);
    const others = observations.filter(({ juror }) => juror !== j);
    if (others.length === 0) return { n: theirs.length, agreement: null, rankWithout: [...ranking.rank] };
    const quality = qualitiesOf(others, ranking, entries);
    const comparable = theirs.filter(({ entry }) => !Number.isNaN(at(quality, entry)));
    const agreement = correlation(
      comparable.map(({ value }) => value),
      comparable.map(({ entry }) => at(quality, entry)),
    );
    return { n: theirs.length, agreement, rankWithout: ranksOf(quality) };
  });
}

/** NaN for an entry without scores. */
function qualitiesOf(observations: readonly Observation[], { cells }: Ranking, entries: number): Float64Array {
  const design = designOf(observations);
  const means = meanQualities(sameCells(design, cells), design.entries);
  const scored = new Set(observations.map(({ entry }) => entry));
  return Float64Array.from({ length: entries }, (_, i) => (scored.has(i) ? at(means, i) : Number.NaN));
}

function ranksOf(quality: Float64Array): number[] {
  const rank: number[] = [];
  const order = orderOf(quality.map((f) => (Number.isNaN(f) ? -1e6 : f)));
  for (const [place, i] of order.entries()) rank[i] = place + 1;
  return rank;
}

/** Pearson's; null below three pairs or without spread. */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  const n = x.length;
  if (n < 3) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  let [sxy, sxx, syy] = [0, 0, 0];
  for (let k = 0; k < n; k += 1) {
    const [dx, dy] = [(x[k] ?? 0) - mx, (y[k] ?? 0) - my];
    sxy += dx * dy;
    sxx += dx * dx;
    syy += dy * dy;
  }
  return sxx > 1e-12 && syy > 1e-12 ? sxy / Math.sqrt(sxx * syy) : null;
}
