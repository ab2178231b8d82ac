/** "Penghargaan bagi inovator": a region's own indicator, which the awards of a contest prove (editions/*.json). */
export const awardIndicator = 'SPD-12';

/** What winners got, as the indicator's levels: a certificate, or a certificate and an incentive. */
export const awardLevels = [1, 2] as const;

/** The level that was chosen; null for anything else. */
export function readAwardLevel(typed: string): number | null {
  return awardLevels.find((level) => String(level) === typed) ?? null;
}
