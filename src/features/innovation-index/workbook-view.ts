import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { type Gain, innovationGains, type RegionGain, topGains } from './gains.ts';
import { meaningsOf } from './level.ts';
import type { InnovationScore } from './maturity.ts';
import { type RegionScore, scoreRegion } from './scoring.ts';
import { tallyInnovations } from './tally.ts';
import type { Workbook, WorkbookFault, WorkbookInnovation } from './workbook-rows.ts';

export interface NamedGain extends Gain {
  name: string;
}

/** A claimed level and what proves it. */
export interface NeededEvidence {
  /** Null: the region itself. */
  title: string | null;
  code: string;
  name: string;
  level: number;
  /** What the level means, in the ministry's words. */
  meaning: string;
  /** Null: the source of this edition does not say. */
  evidence: string | null;
  fileTypes: readonly string[];
}

export interface WorkbookLine {
  innovation: WorkbookInnovation;
  score: InnovationScore;
  /** What would add most to the region's index, best first. */
  gains: NamedGain[];
}

export interface WorkbookView {
  edition: Edition;
  score: RegionScore;
  /** The maturest first. */
  lines: WorkbookLine[];
  gains: (RegionGain & { name: string })[];
  evidence: NeededEvidence[];
  faults: readonly WorkbookFault[];
}

/** The index of a workbook by the engine, what raises it, and the evidence that its levels need. Stores nothing. */
export function viewWorkbook(edition: Edition, { innovations, spd, faults }: Workbook): WorkbookView {
  const score = scoreRegion(edition, { spd, innovations });
  const tally = tallyInnovations(edition, innovations);
  const indicators = [...spdIndicators(edition), ...edition.sid.indicators];
  const names = new Map(indicators.map(({ code, name }) => [code, name]));
  const named = <G extends Gain>(gain: G) => ({ ...gain, name: names.get(gain.code) ?? gain.code });
  const lines = innovations.map((innovation, at) => ({
    innovation,
    score: score.innovations[at] ?? { id: innovation.id, maturity: 0, counted: false, reasons: [] },
    gains: innovationGains(edition, tally, innovation).map(named),
  }));
  return {
    edition,
    score,
    lines: lines.toSorted((a, b) => b.score.maturity - a.score.maturity),
    gains: topGains(edition, spd, tally).map(named),
    evidence: [
      ...neededFor(null, spdIndicators(edition), typeof spd === 'number' ? {} : spd),
      ...innovations.flatMap(({ title, levels }) => neededFor(title, edition.sid.indicators, levels)),
    ],
    faults,
  };
}

function neededFor(
  title: string | null,
  indicators: readonly Indicator[],
  levels: Readonly<Record<string, number | undefined>>,
): NeededEvidence[] {
  return indicators.flatMap((indicator) => {
    const { code, name, evidence = null, fileTypes = [] } = indicator;
    const level = levels[code] ?? 0;
    if (level === 0) return [];
    return [{ title, code, name, level, meaning: meaningsOf(indicator, level).label, evidence, fileTypes }];
  });
}
