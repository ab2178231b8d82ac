import type { Edition, Indicator } from './edition.ts';
import { type Gain, innovationGains } from './gains.ts';
import { type IndexedInnovation, maturityRows, type Reason, type RowScore, readInnovation } from './maturity.ts';
import { differenceBy, type Share, shareOf } from './share.ts';
import { type NamedInnovation, pointsPerScore, type Standing } from './standing.ts';

export interface MaturityRow extends RowScore {
  indicator: Indicator;
  /** Index points that one level more would add; null while the innovation's levels do not count, or it is full. */
  nextLevel: number | null;
}

/** One accepted innovation's maturity and what it does to its region's index. */
export interface MaturityView {
  edition: Edition;
  innovation: NamedInnovation;
  maturity: number;
  counted: boolean;
  reasons: readonly Reason[];
  rows: MaturityRow[];
  share: Share;
  /** The index without it and with it. */
  difference: { before: number; after: number };
  gains: Gain[];
  /** Index points that one point of its maturity is worth; null while its levels do not count. */
  worthOfScore: number | null;
}

/** null when it is none of the region's accepted ones. */
export function viewMaturity(standing: Standing, id: string): MaturityView | null {
  const { edition, innovations, options, score, tally } = standing;
  const innovation = innovations.find((one) => one.id === id);
  if (!innovation) return null;
  const { counted, scored, reasons, maturity } = readInnovation(edition, innovation, options);
  return {
    edition,
    innovation,
    maturity: maturity / 100,
    counted,
    reasons,
    rows: rowsOf(standing, innovation, scored),
    share: shareOf(standing, innovation),
    difference: differenceBy(standing, innovation),
    gains: innovationGains(edition, tally, innovation, options),
    worthOfScore: scored ? pointsPerScore(edition) / score.divisor : null,
  };
}

function rowsOf({ edition, score }: Standing, innovation: IndexedInnovation, scored: boolean): MaturityRow[] {
  const rows = maturityRows(edition, innovation);
  return edition.sid.indicators.flatMap((indicator, at): MaturityRow[] => {
    const row = rows[at];
    if (!row) return [];
    const worth = (indicator.weight / score.divisor) * pointsPerScore(edition);
    return [{ ...row, indicator, nextLevel: scored && row.level < 3 ? worth : null }];
  });
}
