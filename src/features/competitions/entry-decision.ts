/** What the administrative check can come to. */
export const decisions = ['find eligible', 'return', 'find ineligible'] as const;
export type Decision = (typeof decisions)[number];
