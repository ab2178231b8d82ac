import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { type Gain, innovationGains, type RegionGain, topGains } from './gains.ts';
import { meaningsOf } from './level.ts';
import type { InnovationScore } from './maturity.ts';
import { type RegionScore, scoreRegion } from './scoring.ts';
import { tallyInnovations } from './tally.ts';
import { type Proof, proofOf, type RegisteredRows } from './workbook-proof.ts';
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
  proof: Proof;
}

export interface WorkbookLine {
  innovation: WorkbookInnovation;
  score: InnovationScore;
  /** What would add most to the region's index, best first. */
  gains: NamedGain[];
  /** The innovation of the registry that it is; null when none matches. */
  registeredId: string | null;
  evidence: NeededEvidence[];
}

/** Fewer innovations count than the edition divides by, so the mean of the index is lower than theirs. */
export interface FlooredMean {
  divisor: number;
  n: number;
  /** Of the innovations that count alone; null where none does. */
  ownMean: number | null;
}

export interface WorkbookView {
  edition: Edition;
  score: RegionScore;
  /** Null: as many count as the sum of maturities is divided by. */
  floored: FlooredMean | null;
  /** The maturest first. */
  lines: WorkbookLine[];
  gains: (RegionGain & { name: string })[];
  evidence: NeededEvidence[];
  faults: readonly WorkbookFault[];
}

/**
 * The index of a workbook by the engine, what raises it, and the evidence that its levels need, beside what is stored
 * of it already. Stores nothing.
 */
export function viewWorkbook(
  edition: Edition,
  { innovations, spd, faults }: Workbook,
  registered: RegisteredRows = new Map(),
): WorkbookView {
  const score = scoreRegion(edition, { spd, innovations });
  const tally = tallyInnovations(edition, innovations);
  const indicators = [...spdIndicators(edition), ...edition.sid.indicators];
  const names = new Map(indicators.map(({ code, name }) => [code, name]));
  const named = <G extends Gain>(gain: G) => ({ ...gain, name: names.get(gain.code) ?? gain.code });
  const lines = innovations.map((innovation, at) => ({
    innovation,
    score: score.innovations[at] ?? { id: innovation.id, maturity: 0, counted: false, reasons: [] },
    gains: innovationGains(edition, tally, innovation).map(named),
    registeredId: registered.get(at)?.id ?? null,
    evidence: neededFor(innovation.title, edition.sid.indicators, innovation.levels, (code) =>
      proofOf(registered.get(at), code),
    ),
  }));
  return {
    edition,
    score,
    floored: flooredMean(score),
    lines: lines.toSorted((a, b) => b.score.maturity - a.score.maturity),
    gains: topGains(edition, spd, tally).map(named),
    evidence: [
      ...neededFor(null, spdIndicators(edition), typeof spd === 'number' ? {} : spd, () => 'region'),
      ...lines.flatMap(({ evidence }) => evidence),
    ],
    faults,
  };
}

function flooredMean({ n, divisor, meanMaturity }: RegionScore): FlooredMean | null {
  return n < divisor ? { divisor, n, ownMean: n > 0 ? (meanMaturity * divisor) / n : null } : null;
}

function neededFor(
  title: string | null,
  indicators: readonly Indicator[],
  levels: Readonly<Record<string, number | undefined>>,
  proofFor: (code: string) => Proof,
): NeededEvidence[] {
  return indicators.flatMap((indicator) => {
    const { code, name, evidence = null, fileTypes = [] } = indicator;
    const level = levels[code] ?? 0;
    if (level === 0) return [];
    const meaning = meaningsOf(indicator, level).label;
    return [{ title, code, name, level, meaning, evidence, fileTypes, proof: proofFor(code) }];
  });
}
