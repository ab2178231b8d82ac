import { at, whole } from './calibration.ts';
import { disagreementOf, overCells } from './calibration-variances.ts';
import type { Ranking } from './ranking.ts';

/**
 * Which entries deserve one more reading: the one whose next score is expected to raise the quality of what stands above
 * the cut most, again and again. With d its distance to the cut and τ how far one more score is expected to move it, that
 * gain is τ φ(d/τ) − d Φ(−d/τ) (knowledge gradient; Frazier, Powell & Dayanik 2008,
 * https://doi.org/10.1137/070693424).
 * @param places that lie above the cut
 * @param budget readings to give, all told
 * @param room how many more an entry may get; absent: as many as one likes
 * @returns for each reading the entry, the most telling first; an entry may come twice
 */
export function planExtraReviews(
  { order, calibrated, sd, cells }: Pick<Ranking, 'order' | 'calibrated' | 'sd' | 'cells'>,
  places: number,
  budget: number,
  room?: (entry: number) => number,
): number[] {
  const [lastIn, firstOut] = [order[places - 1], order[places]];
  if (lastIn === undefined || firstOut === undefined) return [];
  const cut = (at(calibrated, lastIn) + at(calibrated, firstOut)) / 2;
  // One more score is uncertain by disagreement and by the tendency of whoever gives it.
  const noise = overCells(cells, (cell) => disagreementOf(cell) * (1 + cell.ratios.tendency / 2));
  const variance = Float64Array.from(sd, (one) => one * one);
  const given = new Int32Array(variance.length);
  const plan: number[] = [];
  while (plan.length < budget) {
    let [best, most] = [-1, 0];
    for (const i of order) {
      if (room && whole(given, i) >= room(i)) continue;
      const gain = gainOf(Math.abs(at(calibrated, i) - cut), at(variance, i), noise);
      if (gain > most) [best, most] = [i, gain];
    }
    if (best < 0) break;
    plan.push(best);
    given[best] = whole(given, best) + 1;
    variance[best] = (at(variance, best) * noise) / (at(variance, best) + noise);
  }
  return plan;
}

function gainOf(distance: number, variance: number, noise: number): number {
  const moved = variance / Math.sqrt(variance + noise);
  const z = distance / moved;
  return moved * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) - z * tail(z));
}

/** Share of the normal distribution above z ≥ 0 (Abramowitz & Stegun 26.2.17, error < 7.5e-8). */
function tail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const terms = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153];
  const series = terms.reduce((sum, c) => (sum + c) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
