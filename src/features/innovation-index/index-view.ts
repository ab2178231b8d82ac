import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { gainOfOneMore, type OneMore, type RegionGain, topGains } from './gains.ts';
import { otherYear } from './level.ts';
import type { Reason, RowScore } from './maturity.ts';
import { type OtherReading, otherReadings } from './other-readings.ts';
import { latestMoves, type Move, type Share, shareOf } from './share.ts';
import {
  type IndexSource,
  isStated,
  type NamedInnovation,
  type NextPredicate,
  nextPredicate,
  pointsPerScore,
  type Standing,
  standingOf,
} from './standing.ts';

/** A row of the index as a table shows it. */
export interface RowLine extends RowScore {
  /** As the ministry numbers it: "16", "2a". */
  number: string;
  name: string;
  mandatory: boolean;
}

/** One of the three parts of the total. */
interface PartLine {
  score: number;
  max: number;
  /** Index points, of 100. */
  points: number;
}

export interface GainLine extends RegionGain {
  name: string;
}

export interface InnovationLine {
  innovation: NamedInnovation;
  maturity: number;
  counted: boolean;
  reasons: readonly Reason[];
  share: Share;
}

export interface AffairLine {
  name: string;
  innovations: number;
}

export interface AffairRule {
  represented: number;
  /** How many it takes; null: the edition knows no such rule. */
  needed: number | null;
  /** Index points that are lost while too few are represented, or would be if one more were lost. */
  points: number;
}

/** Everything that the page of a region's index shows. */
export interface IndexView {
  edition: Edition;
  /** The year whose levels were used, when that is another one. */
  levelsOf: number | null;
  /** Nothing stated: the index is not known. */
  stated: boolean;
  index: number;
  predicate: string;
  verified: { index: number; predicate: string } | null;
  next: NextPredicate | null;
  parts: { spd: PartLine; maturity: PartLine; count: PartLine };
  total: number;
  n: number;
  divisor: number;
  rows: { spd: RowLine[]; sid: RowLine[]; count: RowLine };
  /** SPD rows for which nothing was stated. */
  unstatedSpd: number;
  gains: GainLine[];
  /** What one more innovation would do, as mature as those that are there; null while there is none to compare with. */
  oneMore: OneMore | null;
  affairs: AffairLine[];
  affairRule: AffairRule;
  moves: Move[];
  innovations: InnovationLine[];
  readings: OtherReading[];
}

const shownGains = 8;
const shownMoves = 5;

export function viewIndex(source: IndexSource): IndexView {
  const standing = standingOf(source, 'claimed');
  if (!standing) throw new Error('a claimed index is always known');
  const { edition, score, spd, tally } = standing;
  const verified = standingOf(source, 'verified')?.score ?? null;
  const names = namesOf(edition);
  return {
    edition,
    levelsOf: otherYear(edition),
    stated: isStated(standing),
    index: score.index,
    predicate: score.predicate,
    verified: verified && { index: verified.index, predicate: verified.predicate },
    next: nextPredicate(standing),
    parts: partsOf(standing),
    total: score.total,
    n: score.n,
    divisor: score.divisor,
    rows: rowsOf(edition, score.rows),
    unstatedSpd: (edition.spd.entry === 'total' ? 1 : spdIndicators(edition).length) - standing.stated.spd,
    gains: topGains(edition, spd, tally)
      .slice(0, shownGains)
      .map((gain) => ({ ...gain, name: names.get(gain.code) ?? gain.code })),
    oneMore: tally.scored > 0 ? gainOfOneMore(edition, spd, tally) : null,
    affairs: score.affairs,
    affairRule: affairRuleOf(standing),
    moves: latestMoves(standing, shownMoves),
    innovations: innovationLines(standing),
    readings: otherReadings(standing),
  };
}

function partsOf({ edition, score }: Standing): IndexView['parts'] {
  const part = (value: number, max: number): PartLine => ({
    score: value,
    max,
    points: value * pointsPerScore(edition),
  });
  return {
    spd: part(score.spd, edition.spd.max),
    maturity: part(score.meanMaturity, edition.sid.max),
    count: part(score.countScore, edition.count.max),
  };
}

/** "SPD-02a" → "2a"; the one row of an edition without SPD rows has none. */
export function numberOf(code: string): string {
  return code.replace(/^[A-Z]+-?0?/, '');
}

function namesOf(edition: Edition): Map<string, string> {
  return new Map(
    [...spdIndicators(edition), ...edition.sid.indicators, edition.count].map(({ code, name }) => [code, name]),
  );
}

function rowsOf(edition: Edition, rows: readonly RowScore[]): IndexView['rows'] {
  const known = new Map(
    [...spdIndicators(edition), ...edition.sid.indicators].map((one): [string, Indicator] => [one.code, one]),
  );
  const names = namesOf(edition);
  const lines = rows.map((row) => ({
    ...row,
    number: numberOf(row.code),
    name: names.get(row.code) ?? '',
    mandatory: known.get(row.code)?.mandatory ?? false,
  }));
  const count = lines.find(({ code }) => code === edition.count.code);
  if (!count) throw new Error('the engine gave no count row');
  return {
    spd: lines.filter(({ code }) => code.startsWith('SPD')),
    sid: lines.filter((line) => line.code.startsWith('SID') && line !== count),
    count,
  };
}

export function affairRuleOf({ edition, score, tally }: Standing): AffairRule {
  const { perInnovation, cap, minBasicServiceAffairs } = edition.count;
  return {
    represented: score.basicServiceAffairs,
    needed: minBasicServiceAffairs,
    points: Math.min(tally.n, cap) * perInnovation * pointsPerScore(edition),
  };
}

/** Those that count first, the maturest first. */
function innovationLines(standing: Standing): InnovationLine[] {
  const named = new Map(standing.innovations.map((one) => [one.id, one]));
  const lines = standing.score.innovations.flatMap(({ id, maturity, counted, reasons }): InnovationLine[] => {
    const innovation = named.get(id);
    return innovation ? [{ innovation, maturity, counted, reasons, share: shareOf(standing, innovation) }] : [];
  });
  return lines.sort((a, b) => Number(b.counted) - Number(a.counted) || b.maturity - a.maturity);
}
