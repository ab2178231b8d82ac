import { at, type Design, whole } from './calibration.ts';

/** Variances of quality and tendency over that of disagreement. */
export interface Ratios {
  quality: number;
  tendency: number;
}

/** A mentor's effect is known beforehand only to be of the size of disagreement: its variance over that one's. */
const mentorRatio = 4;

/**
 * The linear system of one pair of ratios. Unknown are the common things g = (mean, mentor effect, tendency of each juror)
 * and the qualities f. Entries meet each other only through g, so f is eliminated and a small dense system S g = s is left.
 */
export interface Solved {
  ratios: Ratios;
  /** Posterior precision of each entry's quality when g is known, times the variance of disagreement. */
  own: Float64Array;
  /** Cholesky factor L of S = L Lᵀ, row by row; `size` × `size`. */
  factor: Float64Array;
  size: number;
  common: Float64Array;
  quality: Float64Array;
  /** Least penalised sum of squares, and the logarithm of the determinant of the whole system with its priors. */
  squares: number;
  logDeterminant: number;
}

/** Places in g. */
export const meanAt = 0;
export const mentorAt = 1;
export const jurorsAt = 2;

export function solve(design: Design, ratios: Ratios): Solved {
  const { entries, jurors, starts } = design;
  const size = jurorsAt + jurors;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const own = new Float64Array(entries);
  const sums = new Float64Array(entries);
  // Where nobody was a mentor the unknown is tied to 0 by its prior alone.
  matrix[mentorAt * size + mentorAt] = 1 / mentorRatio;
  for (let j = 0; j < jurors; j += 1) matrix[(jurorsAt + j) * (size + 1)] = 1 / ratios.tendency;
  let squares = 0;
  let logDeterminant = Math.log(mentorRatio) + jurors * Math.log(ratios.tendency) + entries * Math.log(ratios.quality);
  for (let i = 0; i < entries; i += 1) {
    const [from, to] = [whole(starts, i), whole(starts, i + 1)];
    const precision = to - from + 1 / ratios.quality;
    own[i] = precision;
    logDeterminant += Math.log(precision);
    const sum = addRows(design, { from, to, matrix, right, size });
    sums[i] = sum;
    eliminate(design, { from, to, matrix, right, size, precision, sum });
    squares -= (sum * sum) / precision;
  }
  for (const value of design.value) squares += value * value;
  logDeterminant += factorise(matrix, size);
  const common = right.slice();
  solveLower(matrix, size, common);
  for (let k = 0; k < size; k += 1) squares -= at(common, k) ** 2;
  solveUpper(matrix, size, common);
  const quality = new Float64Array(entries);
  const solved = { ratios, own, factor: matrix, size, common, quality, squares: Math.max(0, squares), logDeterminant };
  for (let i = 0; i < entries; i += 1) quality[i] = qualityGiven(design, solved, i, common, at(sums, i));
  return solved;
}

/** Mean of an entry's quality when the common things are known. @param sum of the entry's values */
export function qualityGiven(design: Design, { own }: Solved, i: number, common: Float64Array, sum: number): number {
  const { starts, juror, mentored } = design;
  let left = sum;
  for (let r = whole(starts, i); r < whole(starts, i + 1); r += 1) {
    left -= at(common, meanAt) + at(common, jurorsAt + whole(juror, r));
    if (whole(mentored, r) === 1) left -= at(common, mentorAt);
  }
  return left / at(own, i);
}

export function sumOf({ starts, value }: Design, i: number): number {
  let sum = 0;
  for (let r = whole(starts, i); r < whole(starts, i + 1); r += 1) sum += at(value, r);
  return sum;
}

interface Block {
  from: number;
  to: number;
  matrix: Float64Array;
  right: Float64Array;
  size: number;
}

/** Adds the rows of one entry to G and its right side; only the lower triangle is kept. @returns the sum of its values */
function addRows({ juror, value, mentored }: Design, { from, to, matrix, right, size }: Block): number {
  let sum = 0;
  for (let r = from; r < to; r += 1) {
    const [b, y, m] = [jurorsAt + whole(juror, r), at(value, r), whole(mentored, r)];
    add(matrix, meanAt * size + meanAt, 1);
    add(matrix, b * size + meanAt, 1);
    add(matrix, b * size + b, 1);
    if (m === 1) {
      add(matrix, mentorAt * size + meanAt, 1);
      add(matrix, mentorAt * size + mentorAt, 1);
      add(matrix, b * size + mentorAt, 1);
      add(right, mentorAt, y);
    }
    add(right, meanAt, y);
    add(right, b, y);
    sum += y;
  }
  return sum;
}

/** Takes one entry's quality out of the system: S = G − C D⁻¹ Cᵀ, s = g − C D⁻¹ f. */
function eliminate(design: Design, block: Block & { precision: number; sum: number }): void {
  const { juror, mentored } = design;
  const { from, to, matrix, right, size, precision, sum } = block;
  const count = to - from;
  let mentors = 0;
  for (let r = from; r < to; r += 1) mentors += whole(mentored, r);
  add(matrix, meanAt * size + meanAt, -(count * count) / precision);
  add(matrix, mentorAt * size + meanAt, -(count * mentors) / precision);
  add(matrix, mentorAt * size + mentorAt, -(mentors * mentors) / precision);
  add(right, meanAt, (-count * sum) / precision);
  add(right, mentorAt, (-mentors * sum) / precision);
  for (let r = from; r < to; r += 1) {
    const b = jurorsAt + whole(juror, r);
    add(matrix, b * size + meanAt, -count / precision);
    add(matrix, b * size + mentorAt, -mentors / precision);
    add(right, b, -sum / precision);
    for (let q = from; q < to; q += 1) {
      const other = jurorsAt + whole(juror, q);
      if (other <= b) add(matrix, b * size + other, -1 / precision);
    }
  }
}

function add(array: Float64Array, index: number, amount: number): void {
  array[index] = at(array, index) + amount;
}

/** Cholesky in place, lower triangle. @returns the logarithm of the determinant */
function factorise(matrix: Float64Array, size: number): number {
  let logarithm = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = at(matrix, i * size + j);
      for (let k = 0; k < j; k += 1) sum -= at(matrix, i * size + k) * at(matrix, j * size + k);
      if (i !== j) {
        matrix[i * size + j] = sum / at(matrix, j * size + j);
      } else {
        // Positive by the priors; the floor only meets rounding.
        const diagonal = Math.sqrt(Math.max(sum, 1e-12));
        matrix[i * size + i] = diagonal;
        logarithm += 2 * Math.log(diagonal);
      }
    }
  }
  return logarithm;
}

/** x ← L⁻¹ x. */
export function solveLower(factor: Float64Array, size: number, x: Float64Array): void {
  for (let i = 0; i < size; i += 1) {
    let sum = at(x, i);
    for (let k = 0; k < i; k += 1) sum -= at(factor, i * size + k) * at(x, k);
    x[i] = sum / at(factor, i * size + i);
  }
}

/** x ← L⁻ᵀ x. */
export function solveUpper(factor: Float64Array, size: number, x: Float64Array): void {
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = at(x, i);
    for (let k = i + 1; k < size; k += 1) sum -= at(factor, k * size + i) * at(x, k);
    x[i] = sum / at(factor, i * size + i);
  }
}
