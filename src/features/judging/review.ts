/** What one juror says of one entry in one stage: its states, its limits and the names of its fields. */
export const reviewStates = ['assigned', 'submitted', 'recused', 'withdrawn'] as const;
export type ReviewState = (typeof reviewStates)[number];

export type ReviewEvent = 'save' | 'submit' | 'correct' | 'recuse';

export interface ReviewTransition {
  event: ReviewEvent;
  from: ReviewState;
  to: ReviewState;
}

/** The juror's own steps; taking a review away and giving it to another is the assignment's. */
export const reviewTransitions: readonly ReviewTransition[] = [
  { event: 'save', from: 'assigned', to: 'assigned' },
  { event: 'submit', from: 'assigned', to: 'submitted' },
  { event: 'correct', from: 'submitted', to: 'submitted' },
  { event: 'recuse', from: 'assigned', to: 'recused' },
  { event: 'recuse', from: 'submitted', to: 'recused' },
];

export function reviewTransition(event: ReviewEvent, from: ReviewState): ReviewTransition | undefined {
  return reviewTransitions.find((one) => one.event === event && one.from === from);
}

export const isReviewState = (state: string): state is ReviewState =>
  (reviewStates as readonly string[]).includes(state);

/** Kinds of conflict that a juror declares; the others are the system's to see. */
export const declaredKinds = ['same_organization', 'mentored', 'relative', 'other'] as const;
export type DeclaredKind = (typeof declaredKinds)[number];

export const isDeclaredKind = (kind: string): kind is DeclaredKind =>
  (declaredKinds as readonly string[]).includes(kind);

export const longestRemark = 2000;
export const longestNotes = 4000;
export const longestReason = 500;

export interface Scale {
  min: number;
  max: number;
}

/** null: no score. */
export type Score = number | null;

/** Where the score of a criterion stands in a form and in the outbox. */
export const scoreField = (criterionId: string): string => `nilai-${criterionId}`;

/** What was typed as a score: digits with at most two decimals after comma or point. @returns undefined for anything else */
export function readScore(typed: string): Score | undefined {
  const text = typed.trim();
  if (text === '') return null;
  return /^-?\d{1,5}(?:[.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** As a form field holds it: "3,5". */
export const scoreText = (score: Score): string => (score === null ? '' : String(score).replace('.', ','));

/** Inside the scale of the rubric, finer than hundredths never. */
export function fitsScale(score: number, { min, max }: Scale): boolean {
  return (
    Number.isFinite(score) && score >= min && score <= max && Math.abs(score * 100 - Math.round(score * 100)) < 1e-6
  );
}

/** Whole values are chosen where there are few of them; on a long scale the number is typed. */
export function choicesOf({ min, max }: Scale): number[] | null {
  return max - min <= 10 ? Array.from({ length: max - min + 1 }, (_, step) => min + step) : null;
}

/**
 * A review's score of an entry, on the rubric's scale: the mean of its criteria by their weights.
 * @returns null while a criterion has no score
 */
export function ownMean(criteria: readonly { weight: number; value: Score }[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { weight, value } of criteria) {
    if (value === null) return null;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? sum / weights : null;
}
