import { type Edition, type EditionStatus, spdIndicators } from './edition.ts';
import { type Fraction, roundFraction, toHundredths } from './exact.ts';
import {
  type IndexedInnovation,
  type InnovationScore,
  type Levels,
  type RowScore,
  scoreReading,
  scoreRow,
} from './maturity.ts';
import { DEFAULT_OPTIONS, type RuleOptions } from './options.ts';
import { type Tally, tallyInnovations } from './tally.ts';

/** Levels by code, or one total where the edition knows no rows (`spd.entry` is `total`). */
export type SpdEntry = Levels | number;

/** The parts of the total, in hundredths; the maturities still undivided. */
export type IndexSums = {
  spd: number;
  count: number;
  maturity: number;
  /** MAX(floor, n). */
  divisor: number;
  basicServiceAffairs: number;
  /** Enough basic-service affairs for the count score. */
  countOpen: boolean;
};

function sumSpd(edition: Edition, spd: SpdEntry): number {
  if (typeof spd === 'number') return edition.spd.entry === 'total' ? toHundredths(spd) : 0;
  return spdIndicators(edition).reduce((sum, { code, weight }) => sum + toHundredths(weight) * (spd[code] ?? 0), 0);
}

/** Formula of the 2026 guideline: SPD + (sum of maturities) / MAX(floor, n) + MIN(n, cap) x 0.38. */
export function sumIndex(edition: Edition, spd: SpdEntry, tally: Tally): IndexSums {
  const { perInnovation, cap, minBasicServiceAffairs } = edition.count;
  const basicServiceAffairs = tally.affairs.filter((innovations) => innovations > 0).length;
  const countOpen = basicServiceAffairs >= (minBasicServiceAffairs ?? 0);
  const maturity = edition.sid.indicators.reduce(
    (sum, { weight }, at) => sum + toHundredths(weight) * (tally.levelSums[at] ?? 0),
    0,
  );
  return {
    spd: sumSpd(edition, spd),
    count: countOpen ? Math.min(tally.n, cap) * toHundredths(perInnovation) : 0,
    maturity,
    divisor: Math.max(edition.divisorFloor, tally.n),
    basicServiceAffairs,
    countOpen,
  };
}

/** The index in hundredths of a point, unrounded: total / totalMax x 100. */
export function indexFraction(edition: Edition, sums: IndexSums): Fraction {
  const { spd, count, maturity, divisor } = sums;
  return {
    num: ((spd + count) * divisor + maturity) * 100 * 100,
    den: divisor * toHundredths(edition.totalMax),
  };
}

/** The highest band whose lower bound the index reaches. */
function predicateOf(edition: Edition, hundredths: Fraction): string {
  const band = edition.predicates.find(({ min }) => hundredths.num >= toHundredths(min) * hundredths.den);
  return band?.name ?? '';
}

export type RegionIndex = {
  edition: number;
  status: EditionStatus;
  /** Two decimals. Every other figure is unrounded. */
  index: number;
  predicate: string;
  total: number;
  spd: number;
  sid: number;
  /** Sum of maturities / MAX(floor, n), so that sid = meanMaturity + countScore. */
  meanMaturity: number;
  n: number;
  divisor: number;
  countScore: number;
  /** How many are represented. */
  basicServiceAffairs: number;
  affairs: { name: string; innovations: number }[];
  /** SPD, then SID, then the count row. The scores add up to the total. */
  rows: RowScore[];
};

function spdRows(edition: Edition, spd: SpdEntry): RowScore[] {
  if (edition.spd.entry === 'rows') {
    const levels = typeof spd === 'number' ? {} : spd;
    return edition.spd.indicators.map((indicator) => scoreRow(indicator, levels));
  }
  const total = sumSpd(edition, spd) / 100;
  const zero = total > 0 ? null : 'no-total';
  return [{ code: 'SPD', weight: 1, level: total, score: total, max: edition.spd.max, zero }];
}

/** The region's level in an SID row is the sum of its levels / MAX(floor, n): score = weight x level. */
function sidRows(edition: Edition, tally: Tally, divisor: number): RowScore[] {
  return edition.sid.indicators.map(({ code, weight }, at) => {
    const sum = tally.levelSums[at] ?? 0;
    return {
      code,
      weight,
      level: sum / divisor,
      score: (toHundredths(weight) * sum) / (100 * divisor),
      max: (toHundredths(weight) * 3) / 100,
      zero: sum > 0 ? null : tally.scored === 0 ? 'no-innovation' : 'all-zero',
    };
  });
}

function countRow(edition: Edition, tally: Tally, sums: IndexSums): RowScore {
  const { code, perInnovation, cap, max } = edition.count;
  const level = sums.countOpen ? Math.min(tally.n, cap) : 0;
  const zero = level > 0 ? null : tally.n === 0 ? 'no-innovation' : 'few-affairs';
  return { code, weight: perInnovation, level, score: sums.count / 100, max, zero };
}

export function scoreTally(
  edition: Edition,
  spd: SpdEntry,
  tally: Tally,
  options: RuleOptions = DEFAULT_OPTIONS,
): RegionIndex {
  const sums = sumIndex(edition, spd, tally);
  const { divisor, maturity, count } = sums;
  const exact = indexFraction(edition, sums);
  const rounded = roundFraction(exact, options.rounding);
  return {
    edition: edition.edition,
    status: edition.status,
    index: rounded / 100,
    predicate: predicateOf(edition, options.predicateFrom === 'exact' ? exact : { num: rounded, den: 1 }),
    total: ((sums.spd + count) * divisor + maturity) / (100 * divisor),
    spd: sums.spd / 100,
    sid: (count * divisor + maturity) / (100 * divisor),
    meanMaturity: maturity / (100 * divisor),
    n: tally.n,
    divisor,
    countScore: count / 100,
    basicServiceAffairs: sums.basicServiceAffairs,
    affairs: edition.basicServiceAffairs.map((name, at) => ({ name, innovations: tally.affairs[at] ?? 0 })),
    rows: [...spdRows(edition, spd), ...sidRows(edition, tally, divisor), countRow(edition, tally, sums)],
  };
}

export type RegionInput = { spd: SpdEntry; innovations: readonly IndexedInnovation[] };

export type RegionScore = RegionIndex & { innovations: InnovationScore[] };

export function scoreRegion(
  edition: Edition,
  { spd, innovations }: RegionInput,
  options: RuleOptions = DEFAULT_OPTIONS,
): RegionScore {
  const scores: InnovationScore[] = [];
  const tally = tallyInnovations(edition, innovations, options, (innovation, reading) => {
    scores.push(scoreReading(innovation, reading));
  });
  return { ...scoreTally(edition, spd, tally, options), innovations: scores };
}
