import { currentEdition, type Indicator } from '#features/innovation-index/index.ts';

/** Indicators that evidence can stand for, in the order of the ministry's form. */
export function indicatorsInForce(): readonly Indicator[] {
  return currentEdition().sid.indicators;
}

export function indicatorCodes(): string[] {
  return indicatorsInForce().map(({ code }) => code);
}

/** Smallest number that the ministry and we both take for "2 MB" where no source says a limit. */
const usualPdfBytes = 2_000_000;

/** Most bytes of a PDF that the ministry's form takes. */
export function mostPdfBytes(): number {
  return currentEdition().evidenceFiles?.pdfBytes ?? usualPdfBytes;
}
