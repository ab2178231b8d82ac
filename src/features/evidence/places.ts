import { currentEdition } from '#features/innovation-index/index.ts';

/** Codes of the indicators that evidence can stand for, in the order of the ministry's form. */
export function indicatorCodes(): string[] {
  return currentEdition().sid.indicators.map(({ code }) => code);
}
