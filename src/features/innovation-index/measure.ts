import type { Band } from './edition.ts';

function contains({ min, max }: Band, value: number): boolean {
  return (min === null || min <= value) && (max === null || value <= max);
}

/**
 * The level that a measured value reaches. Levels overlap or leave gaps at their edges in the
 * source, which says nothing about either: the lower level counts unless told otherwise. Beyond
 * the outer bound of level 3 the value is level 3, beyond that of level 1 it is level 0.
 */
export function levelOfValue(
  bands: readonly Band[],
  value: number,
  betweenLevels: 'lower' | 'higher' = 'lower',
): number {
  if (!Number.isFinite(value)) return 0;
  const holding = bands.filter((band) => contains(band, value));
  const near = holding.length > 0 ? holding : neighbours(bands, value);
  const levels = near.map(({ level }) => level);
  if (holding.length === 0 && near.length === 1) return levels[0] === 1 ? 0 : (levels[0] ?? 0);
  return betweenLevels === 'lower' ? Math.min(...levels) : Math.max(...levels);
}

/** The bands that lie next to a value that no band holds: two in a gap, one outside of all. */
function neighbours(bands: readonly Band[], value: number): Band[] {
  const below = bands.filter(({ max }) => max !== null && max < value);
  const above = bands.filter(({ min }) => min !== null && min > value);
  const nearestBelow = below.sort((a, b) => Number(b.max) - Number(a.max)).slice(0, 1);
  const nearestAbove = above.sort((a, b) => Number(a.min) - Number(b.min)).slice(0, 1);
  return [...nearestBelow, ...nearestAbove];
}
