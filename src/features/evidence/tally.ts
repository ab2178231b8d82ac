import type { Indicator } from '#features/innovation-index/index.ts';
import type { EvidenceByPlace } from './document.ts';
import { proves } from './missing.ts';

export interface EvidenceTally {
  /** Indicators of the edition for which something proves a level. */
  proven: number;
  /** Indicators whose level is above 0 and that nothing proves. */
  missing: readonly Indicator[];
  /** Each document once, in however many places it serves. */
  documents: number;
}

export function tallyEvidence(
  indicators: readonly Indicator[],
  evidence: EvidenceByPlace,
  stated: ReadonlySet<string>,
): EvidenceTally {
  const isProven = (indicator: Indicator) => proves(indicator, evidence.get(indicator.code) ?? []);
  return {
    proven: indicators.filter(isProven).length,
    missing: indicators.filter((indicator) => stated.has(indicator.code) && !isProven(indicator)),
    documents: new Set([...evidence.values()].flat().map(({ id }) => id)).size,
  };
}
