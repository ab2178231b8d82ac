import type { Edition } from './edition.ts';
import type { Basis, StoredLevel } from './level.ts';
import type { IndexedInnovation, Levels } from './maturity.ts';
import { DEFAULT_OPTIONS, type RuleOptions } from './options.ts';
import { type RegionInput, type RegionScore, type SpdEntry, scoreRegion } from './scoring.ts';
import { type Tally, tallyInnovations } from './tally.ts';

/** An accepted innovation as the registry keeps it. */
export interface StoredInnovation extends Omit<IndexedInnovation, 'levels' | 'status'> {
  title: string;
  organizationId: string;
  organizationName: string;
  /** Invented, shown with "contoh". */
  example: boolean;
  acceptedAt: Date | null;
  levels: readonly StoredLevel[];
}

/** All that is stored of a region for one edition. */
export interface IndexSource {
  edition: Edition;
  innovations: readonly StoredInnovation[];
  spd: readonly StoredLevel[];
  /** For editions whose SPD rows are not known. */
  total: { claimed: number; verified: number | null } | null;
}

/** An innovation with the levels of one basis. */
export interface NamedInnovation extends IndexedInnovation {
  title: string;
  organizationId: string;
  organizationName: string;
  example: boolean;
  acceptedAt: Date | null;
}

/** A region's index by the engine, with all that went into it. */
export interface Standing {
  edition: Edition;
  options: RuleOptions;
  spd: SpdEntry;
  innovations: readonly NamedInnovation[];
  tally: Tally;
  score: RegionScore;
  /** How much was stated: nothing at all means that the index is unknown, not 0. */
  stated: { spd: number; innovationLevels: number };
}

/** null: nobody verified yet all that is claimed, so that no verified index is known. */
export function standingOf(source: IndexSource, basis: Basis, options: RuleOptions = DEFAULT_OPTIONS): Standing | null {
  if (basis === 'verified' && !isVerified(source)) return null;
  const { edition } = source;
  const innovations = source.innovations.map(
    (one): NamedInnovation => ({ ...one, status: 'accepted', levels: levelsOf(one.levels, basis) }),
  );
  const input: RegionInput = { spd: spdOf(source, basis), innovations };
  return {
    edition,
    options,
    ...input,
    innovations,
    tally: tallyInnovations(edition, innovations, options),
    score: scoreRegion(edition, input, options),
    stated: {
      spd: edition.spd.entry === 'total' ? (source.total ? 1 : 0) : source.spd.length,
      innovationLevels: source.innovations.reduce((sum, { levels }) => sum + levels.length, 0),
    },
  };
}

export function isStated({ stated }: Standing): boolean {
  return stated.spd + stated.innovationLevels > 0;
}

export function levelsOf(stored: readonly StoredLevel[], basis: Basis): Levels {
  return Object.fromEntries(stored.map((one) => [one.code, one[basis] ?? 0]));
}

function spdOf({ edition, spd, total }: IndexSource, basis: Basis): SpdEntry {
  return edition.spd.entry === 'total' ? (total?.[basis] ?? 0) : levelsOf(spd, basis);
}

/** Everything that is claimed above 0 has been checked, and there is something. */
function isVerified({ edition, spd, total, innovations }: IndexSource): boolean {
  const claimed = [...spd, ...innovations.flatMap(({ levels }) => levels)].filter((one) => one.claimed > 0);
  const totals = edition.spd.entry === 'total' && total !== null && total.claimed > 0 ? [total] : [];
  const all = [...claimed, ...totals];
  return all.length > 0 && all.every(({ verified }) => verified !== null);
}

/** Index points that one point of the total is worth. */
export function pointsPerScore({ totalMax }: Edition): number {
  return 100 / totalMax;
}

export interface NextPredicate {
  name: string;
  /** Index points that are missing, in hundredths exact. */
  missing: number;
}

/** The predicate above, and how far away it is; null at the top. */
export function nextPredicate({ edition, score }: Pick<Standing, 'edition' | 'score'>): NextPredicate | null {
  const above = [...edition.predicates].reverse().find(({ min }) => min > score.index);
  return above ? { name: above.name, missing: Math.round((above.min - score.index) * 100) / 100 } : null;
}
