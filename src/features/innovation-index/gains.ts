import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { toHundredths } from './exact.ts';
import { type IndexedInnovation, type Levels, readInnovation } from './maturity.ts';
import { DEFAULT_OPTIONS, type RuleOptions } from './options.ts';
import { type IndexSums, indexFraction, type SpdEntry, sumIndex } from './scoring.ts';
import type { Tally } from './tally.ts';

/** What an indicator would still add, in index points, unrounded. */
export type Gain = {
  code: string;
  /** Where it stands; for a region's SID row the mean over the scored innovations. */
  level: number;
  /** One level more; for a region's SID row on every innovation below level 3. */
  oneLevel: number;
  /** All that is left, up to level 3. */
  toTop: number;
};

export type RegionGain = Gain & {
  kind: 'spd' | 'sid';
  /** For SID: how many innovations are below level 3. */
  innovations: number;
};

/** Index points that one hundredth of a score is worth, divided by `share` innovations. */
function pointsOf(edition: Edition, hundredths: number, share = 1): number {
  return (hundredths * 100) / (toHundredths(edition.totalMax) * share);
}

function levelGain(edition: Edition, { code, weight }: Indicator, levels: Levels, share: number): Gain {
  const level = levels[code] ?? 0;
  const step = toHundredths(weight);
  return {
    code,
    level,
    oneLevel: level < 3 ? pointsOf(edition, step, share) : 0,
    toTop: pointsOf(edition, step * (3 - level), share),
  };
}

const byPoints = (a: Gain, b: Gain) => b.oneLevel - a.oneLevel || b.toTop - a.toTop || compare(a.code, b.code);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Per SPD row, in the edition's order; empty where SPD is one total. */
export function spdGains(edition: Edition, spd: SpdEntry): Gain[] {
  const levels = typeof spd === 'number' ? {} : spd;
  return spdIndicators(edition).map((row) => levelGain(edition, row, levels, 1));
}

/** Per SID row over all scored innovations, in the edition's order. */
export function sidGains(edition: Edition, tally: Tally): RegionGain[] {
  const divisor = Math.max(edition.divisorFloor, tally.n);
  return edition.sid.indicators.map(({ code, weight }, at) => {
    const sum = tally.levelSums[at] ?? 0;
    const innovations = tally.raisable[at] ?? 0;
    const step = toHundredths(weight);
    return {
      kind: 'sid',
      code,
      innovations,
      level: tally.scored === 0 ? 0 : sum / tally.scored,
      oneLevel: pointsOf(edition, step * innovations, divisor),
      toTop: pointsOf(edition, step * (3 * tally.scored - sum), divisor),
    };
  });
}

/** What raises the region's index most, best first. */
export function topGains(edition: Edition, spd: SpdEntry, tally: Tally): RegionGain[] {
  const ofRegion: RegionGain[] = spdGains(edition, spd).map((gain) => ({ ...gain, kind: 'spd', innovations: 0 }));
  return [...ofRegion, ...sidGains(edition, tally)].filter(({ oneLevel }) => oneLevel > 0).sort(byPoints);
}

/** What one innovation's levels would add to its region's index, best first; none while it is not scored. */
export function innovationGains(
  edition: Edition,
  tally: Tally,
  innovation: IndexedInnovation,
  options: RuleOptions = DEFAULT_OPTIONS,
): Gain[] {
  if (!readInnovation(edition, innovation, options).scored) return [];
  const divisor = Math.max(edition.divisorFloor, tally.n);
  return edition.sid.indicators
    .map((row) => levelGain(edition, row, innovation.levels, divisor))
    .filter(({ oneLevel }) => oneLevel > 0)
    .sort(byPoints);
}

export type OneMore = {
  /** Index points that one more accepted innovation would add; below 0 when it pulls the mean down. */
  points: number;
  /** The maturity that was assumed. */
  maturity: number;
  /** With this maturity it would neither add nor cost anything; 0 when it can only add. */
  breakEven: number;
  /** Its affair would open the count score, which is closed now. */
  opensCount: boolean;
};

function pointsBetween(edition: Edition, before: IndexSums, after: IndexSums): number {
  const [a, b] = [indexFraction(edition, before), indexFraction(edition, after)];
  return (b.num / b.den - a.num / a.den) / 100;
}

/** One more accepted innovation: of the present mean maturity and no new affair unless told. */
export function gainOfOneMore(
  edition: Edition,
  spd: SpdEntry,
  tally: Tally,
  assumed: { maturity?: number; affair?: string } = {},
): OneMore {
  const before = sumIndex(edition, spd, tally);
  const mean = tally.scored === 0 ? 0 : before.maturity / tally.scored;
  const maturity = assumed.maturity === undefined ? mean : 100 * assumed.maturity;
  const affairs = tally.affairs.map((innovations, at) =>
    edition.basicServiceAffairs[at] === assumed.affair ? innovations + 1 : innovations,
  );
  const grown = sumIndex(edition, spd, { ...tally, n: tally.n + 1, affairs });
  const after = { ...grown, maturity: before.maturity + maturity };
  const needed = (before.maturity / before.divisor + before.count - after.count) * after.divisor;
  return {
    points: pointsBetween(edition, before, after),
    maturity: maturity / 100,
    breakEven: Math.max(0, needed - before.maturity) / 100,
    opensCount: after.countOpen && !before.countOpen,
  };
}
