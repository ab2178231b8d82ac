import { at, type Design, type Variances, whole } from './calibration.ts';
import { jurorsAt, meanAt, mentorAt, solveLower } from './calibration-system.ts';
import { type Cell, disagreementOf, meanQualities, overCells } from './calibration-variances.ts';

export interface Posterior {
  /** What this whole jury would give on average if all of it read the entry: mean of that, and how uncertain it is. */
  calibrated: Float64Array;
  sd: Float64Array;
  /** How much higher than the jury's average each juror scores. */
  tendency: Float64Array;
  tendencySd: Float64Array;
  variances: Variances;
}

/** Means and spreads of the posterior, integrated over the variances in closed form. */
export function posteriorOf(design: Design, cells: readonly Cell[]): Posterior {
  const { entries, jurors } = design;
  const quality = meanQualities(cells, entries);
  const average = overCells(cells, averageJuror);
  const theirs = (j: number) => overCells(cells, (cell) => at(cell.common, jurorsAt + j)) - juryMean(cells, jurors);
  return {
    calibrated: quality.map((f) => design.centre + average + f),
    sd: spreadOfEntries(design, cells, quality, average),
    tendency: Float64Array.from({ length: jurors }, (_, j) => theirs(j)),
    tendencySd: Float64Array.from({ length: jurors }, (_, j) => spreadOfJuror(cells, jurors, j, theirs(j))),
    variances: variancesOf(design, cells),
  };
}

function variancesOf(design: Design, cells: readonly Cell[]): Variances {
  return {
    quality: overCells(cells, (cell) => disagreementOf(cell) * cell.ratios.quality),
    tendency: overCells(cells, (cell) => disagreementOf(cell) * cell.ratios.tendency),
    disagreement: overCells(cells, disagreementOf),
    mentorEffect: design.anyMentored ? overCells(cells, (cell) => at(cell.common, mentorAt)) : null,
  };
}

/** The mean and the average of the jurors' tendencies together. */
function averageJuror({ common, size }: Cell): number {
  let sum = 0;
  for (let k = jurorsAt; k < size; k += 1) sum += at(common, k);
  return at(common, meanAt) + sum / (size - jurorsAt);
}

const juryMean = (cells: readonly Cell[], jurors: number): number =>
  overCells(cells, ({ common }) => common.subarray(jurorsAt).reduce((sum, b) => sum + b, 0) / jurors);

/** Law of total variance over the cells: within each, aᵀ S⁻¹ a for what of the common things the entry leans on. */
function spreadOfEntries(design: Design, cells: readonly Cell[], quality: Float64Array, average: number): Float64Array {
  const { entries, starts, juror, mentored } = design;
  const variance = new Float64Array(entries);
  for (const cell of cells) {
    const sigma2 = disagreementOf(cell);
    const share = 1 / (cell.size - jurorsAt);
    const own = averageJuror(cell);
    const lean = new Float64Array(cell.size);
    for (let i = 0; i < entries; i += 1) {
      const precision = at(cell.own, i);
      lean.fill(share);
      lean[meanAt] = 1;
      lean[mentorAt] = 0;
      for (let r = whole(starts, i); r < whole(starts, i + 1); r += 1) {
        const b = jurorsAt + whole(juror, r);
        lean[meanAt] = at(lean, meanAt) - 1 / precision;
        lean[b] = at(lean, b) - 1 / precision;
        if (whole(mentored, r) === 1) lean[mentorAt] = at(lean, mentorAt) - 1 / precision;
      }
      const within = sigma2 * (1 / precision + squareUnder(cell, lean));
      const between = own + at(cell.quality, i) - average - at(quality, i);
      variance[i] = at(variance, i) + cell.weight * (within + between * between);
    }
  }
  return variance.map(Math.sqrt);
}

function spreadOfJuror(cells: readonly Cell[], jurors: number, j: number, mean: number): number {
  const variance = overCells(cells, (cell) => {
    const lean = new Float64Array(cell.size).fill(-1 / jurors, jurorsAt);
    lean[jurorsAt + j] = 1 - 1 / jurors;
    let value = 0;
    for (let k = 0; k < cell.size; k += 1) value += at(lean, k) * at(cell.common, k);
    return disagreementOf(cell) * squareUnder(cell, lean) + (value - mean) ** 2;
  });
  return Math.sqrt(variance);
}

/** aᵀ S⁻¹ a; overwrites a. */
function squareUnder({ factor, size }: Cell, a: Float64Array): number {
  solveLower(factor, size, a);
  let sum = 0;
  for (let k = 0; k < size; k += 1) sum += at(a, k) ** 2;
  return sum;
}
