import { type Fault, Invalid } from '#platform/errors.ts';
import type { Edition, Indicator } from './edition.ts';
import { findEdition } from './editions.ts';
import { type ClaimedLevels, levelFaults, type SeenLevels, takesLevels } from './level.ts';

export interface LevelClaim {
  edition: number;
  levels: ClaimedLevels;
  seen?: SeenLevels;
}

/** [before, after]; before is null for what was never stated. */
export type LevelChanges = Readonly<Record<string, readonly [number | null, number]>>;

/** @throws Invalid for an edition that is not there or takes no levels */
export function editionToClaim(year: number): Edition {
  const edition = findEdition(year);
  if (edition && takesLevels(edition)) return edition;
  throw new Invalid([{ field: 'edition', message: 'indexPages.errors.edition' }]);
}

/** @throws Invalid for unknown codes and wrong levels */
export function requireLevels(indicators: readonly Indicator[], levels: ClaimedLevels): void {
  const faults = levelFaults(indicators, levels);
  if (faults.length > 0) throw new Invalid(faults);
}

/**
 * What a claim really changes.
 * @throws Invalid beside each level that somebody else changed since it was seen
 */
export function changesOf(stored: ReadonlyMap<string, number>, { levels, seen }: LevelClaim): LevelChanges {
  const changes: Record<string, readonly [number | null, number]> = {};
  const faults: Fault[] = [];
  for (const [code, level] of Object.entries(levels)) {
    const before = stored.get(code) ?? null;
    const shown = seen && Object.hasOwn(seen, code) ? seen[code] : before;
    if (level === before || (seen && level === shown)) continue;
    if (shown === before) changes[code] = [before, level];
    else faults.push({ field: code, message: 'indexPages.errors.levelChanged', values: { level: before ?? 0 } });
  }
  if (faults.length > 0) throw new Invalid(faults);
  return changes;
}
