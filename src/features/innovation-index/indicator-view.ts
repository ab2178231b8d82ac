import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { EDITIONS } from './editions.ts';
import { sidGains, spdGains } from './gains.ts';
import { type AffairLine, type AffairRule, affairRuleOf, numberOf } from './index-view.ts';
import { type RowScore, readInnovation } from './maturity.ts';
import { type NamedInnovation, pointsPerScore, type Standing } from './standing.ts';

/** What one innovation gives to a row. */
export interface Giving {
  innovation: NamedInnovation;
  level: number;
  /** Of the total; over all innovations they add up to the row's score. */
  score: number;
  points: number;
}

/** One row of the index and everything that it is made of. */
export interface IndicatorView {
  edition: Edition;
  /** Those that know a row of this code. */
  editions: readonly Edition[];
  row: RowScore;
  number: string;
  name: string;
  kind: 'spd' | 'spd-total' | 'sid' | 'count';
  /** null for the count row and for SPD as one total. */
  indicator: Indicator | null;
  points: number;
  maxPoints: number;
  /** Innovations whose levels count, most given first; empty for SPD rows. */
  givings: Giving[];
  /** How many of them are at level 0, 1, 2, 3. */
  spread: readonly [number, number, number, number];
  divisor: number;
  /** Index points that one level more would add; for SID on every innovation that can rise. */
  oneLevel: number;
  raisable: number;
  /** What the count row depends on; null for every other row. */
  basicServices: { affairs: readonly AffairLine[]; affairRule: AffairRule } | null;
}

/** null for a code that the edition does not know. */
export function viewIndicator(standing: Standing, code: string): IndicatorView | null {
  const { edition, score } = standing;
  const row = score.rows.find((one) => one.code === code);
  if (!row) return null;
  const indicator = [...spdIndicators(edition), ...edition.sid.indicators].find((one) => one.code === code) ?? null;
  const kind = kindOf(edition, code, indicator);
  const givings = givingsOf(standing, kind, row);
  const gain = [...spdGains(edition, standing.spd), ...sidGains(edition, standing.tally)].find(
    (one) => one.code === code,
  );
  const spread: [number, number, number, number] = [0, 0, 0, 0];
  if (kind === 'sid') for (const { level } of givings) spread[level] = (spread[level] ?? 0) + 1;
  return {
    edition,
    editions: EDITIONS.filter((one) => hasRow(one, code)),
    row,
    number: numberOf(code),
    name: indicator?.name ?? (kind === 'count' ? edition.count.name : ''),
    kind,
    indicator,
    points: row.score * pointsPerScore(edition),
    maxPoints: row.max * pointsPerScore(edition),
    givings,
    spread,
    divisor: score.divisor,
    oneLevel: gain?.oneLevel ?? 0,
    raisable: kind === 'sid' ? spread[0] + spread[1] + spread[2] : 0,
    basicServices: kind === 'count' ? { affairs: score.affairs, affairRule: affairRuleOf(standing) } : null,
  };
}

function hasRow(edition: Edition, code: string): boolean {
  const rows = [...spdIndicators(edition), ...edition.sid.indicators, edition.count];
  return rows.some((one) => one.code === code) || (edition.spd.entry === 'total' && code === 'SPD');
}

function kindOf(edition: Edition, code: string, indicator: Indicator | null): IndicatorView['kind'] {
  if (code === edition.count.code) return 'count';
  if (indicator === null) return 'spd-total';
  return code.startsWith('SPD') ? 'spd' : 'sid';
}

function givingsOf(standing: Standing, kind: IndicatorView['kind'], row: RowScore): Giving[] {
  const { edition, innovations, options, score, tally } = standing;
  if (kind === 'spd' || kind === 'spd-total') return [];
  const worth = pointsPerScore(edition);
  const givings = innovations.flatMap((innovation): Giving[] => {
    const reading = readInnovation(edition, innovation, options);
    if (kind === 'count') {
      const given = score.countScore / tally.n;
      return reading.counted ? [{ innovation, level: 1, score: given, points: given * worth }] : [];
    }
    const level = innovation.levels[row.code] ?? 0;
    const given = (level * row.weight) / score.divisor;
    return reading.scored ? [{ innovation, level, score: given, points: given * worth }] : [];
  });
  return givings.sort((a, b) => b.level - a.level);
}
