import { at, type Design } from './calibration.ts';
import { type Random, randomFrom } from './calibration-random.ts';
import { qualityGiven, solveUpper, sumOf } from './calibration-system.ts';
import type { Cell } from './calibration-variances.ts';

/** Draws from the posterior: quality of entry i in draw d at `d * entries + i`, what all have in common left out. */
export interface Draws {
  count: number;
  entries: number;
  qualities: Float64Array;
}

/** Draws qualities; the variances are drawn with them, so that not knowing them widens the chances. */
export function drawQualities(design: Design, cells: readonly Cell[], seed: number | string, count: number): Draws {
  const random = randomFrom(seed);
  const { entries } = design;
  const qualities = new Float64Array(count * entries);
  const sums = Float64Array.from({ length: entries }, (_, i) => sumOf(design, i));
  // Cells are taken in turn by their weight (systematic sampling), which leaves less to chance than drawing each.
  const start = random.uniform();
  let reached = 0;
  let d = 0;
  for (const cell of cells) {
    reached += cell.weight;
    for (; d < count && (d + start) / count < reached; d += 1) drawOne(design, cell, random, sums, qualities, d);
  }
  const last = cells.at(-1);
  for (; last && d < count; d += 1) drawOne(design, last, random, sums, qualities, d);
  return { count, entries, qualities };
}

function drawOne(
  design: Design,
  cell: Cell,
  random: Random,
  sums: Float64Array,
  qualities: Float64Array,
  d: number,
): void {
  const sigma = Math.sqrt(cell.scale / random.gamma(cell.shape));
  const common = new Float64Array(cell.size);
  for (let k = 0; k < cell.size; k += 1) common[k] = random.normal();
  solveUpper(cell.factor, cell.size, common);
  for (let k = 0; k < cell.size; k += 1) common[k] = at(cell.common, k) + sigma * at(common, k);
  for (let i = 0; i < design.entries; i += 1) {
    const mean = qualityGiven(design, cell, i, common, at(sums, i));
    qualities[d * design.entries + i] = mean + (sigma * random.normal()) / Math.sqrt(at(cell.own, i));
  }
}

/** For each of `places` the share of draws in which entry i is among that many best. */
export function chancesOf({ count, entries, qualities }: Draws, places: readonly number[]): Float64Array[] {
  const chances = places.map(() => new Float64Array(entries));
  for (let d = 0; d < count; d += 1) {
    const row = qualities.subarray(d * entries, (d + 1) * entries);
    const sorted = row.slice().sort();
    for (const [p, place] of places.entries()) {
      const least = place >= entries ? Number.NEGATIVE_INFINITY : at(sorted, entries - place);
      const chance = chances[p];
      if (!chance) continue;
      for (let i = 0; i < entries; i += 1) if (at(row, i) >= least) chance[i] = at(chance, i) + 1;
    }
  }
  for (const chance of chances) for (let i = 0; i < entries; i += 1) chance[i] = at(chance, i) / count;
  return chances;
}

/** Share of draws in which entry a is better than entry b. */
export function chanceBetter({ count, entries, qualities }: Draws, a: number, b: number): number {
  let better = 0;
  for (let d = 0; d < count; d += 1) {
    if (at(qualities, d * entries + a) > at(qualities, d * entries + b)) better += 1;
  }
  return better / count;
}
