import { at, type Design, sourcedVariances } from './calibration.ts';
import { type Ratios, type Solved, solve } from './calibration-system.ts';

/** One pair of ratios with its share of the posterior; the variance of disagreement is inverse gamma there. */
export interface Cell extends Solved {
  weight: number;
  /** Shape and scale of that inverse gamma. */
  shape: number;
  scale: number;
}

/** Beforehand each ratio lies, with two chances in three, within this factor of the sourced one: weak. */
const priorSpread = 1;
/** Points of the grid on each side, in steps of half that spread. */
const steps = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((step) => (step * priorSpread) / 2);
/** Cells that carry less than this share of the best one's weight say nothing. */
const negligible = 2e-3;
/** The prior of the variance of disagreement weighs as much as this many scores. */
const priorScores = 2;

/**
 * Posterior of the variances: the two ratios on a grid, marginal likelihood times a log-normal prior around the sourced
 * ratios; given them, the variance of disagreement in closed form, its prior scaled to what was observed. The mean is
 * integrated out with a flat prior (restricted likelihood). See docs/judging.md, "The variances".
 */
export function varianceCells(design: Design): Cell[] {
  const shape = (priorScores + design.value.length - 1) / 2;
  const prior = priorScale(design);
  const weighed = grid().map((ratios) => {
    const solved = solve(design, ratios.at);
    const scale = prior + solved.squares / 2;
    return { ...solved, shape, scale, log: ratios.log - solved.logDeterminant / 2 - shape * Math.log(scale) };
  });
  const best = Math.max(...weighed.map(({ log }) => log));
  const kept = weighed.filter(({ log }) => Math.exp(log - best) >= negligible);
  const total = kept.reduce((sum, { log }) => sum + Math.exp(log - best), 0);
  return kept.map(({ log, ...cell }) => ({ ...cell, weight: Math.exp(log - best) / total }));
}

/** The same ratios with the same weights on other scores: what is left when a juror is taken out. */
export function sameCells(design: Design, cells: readonly Cell[]): Cell[] {
  const shape = (priorScores + design.value.length - 1) / 2;
  const prior = priorScale(design);
  return cells.map(({ ratios, weight }) => {
    const solved = solve(design, ratios);
    return { ...solved, weight, shape, scale: prior + solved.squares / 2 };
  });
}

/** Mean of the variance of disagreement in a cell. */
export const disagreementOf = ({ shape, scale }: Pick<Cell, 'shape' | 'scale'>): number =>
  scale / Math.max(shape - 1, 0.5);

function priorScale({ spread }: Design): number {
  const { quality, tendency, disagreement } = sourcedVariances;
  // Where all scores are equal a trace of spread keeps the arithmetic alive: everybody is tied then.
  return (priorScores / 2) * Math.max(spread, 1e-9) * (disagreement / (quality + tendency + disagreement));
}

function grid(): { at: Ratios; log: number }[] {
  const { quality, tendency, disagreement } = sourcedVariances;
  return steps.flatMap((f) =>
    steps.map((b) => ({
      at: {
        quality: (quality / disagreement) * Math.exp(f),
        tendency: (tendency / disagreement) * Math.exp(b),
      },
      log: -(f * f + b * b) / (2 * priorSpread ** 2),
    })),
  );
}

/** Mean over the cells of what each says. */
export function overCells(cells: readonly Cell[], say: (cell: Cell) => number): number {
  return cells.reduce((sum, cell) => sum + cell.weight * say(cell), 0);
}

/** Mean quality of each entry over the cells. */
export function meanQualities(cells: readonly Cell[], entries: number): Float64Array {
  const means = new Float64Array(entries);
  for (const { weight, quality } of cells) {
    for (let i = 0; i < entries; i += 1) means[i] = at(means, i) + weight * at(quality, i);
  }
  return means;
}
