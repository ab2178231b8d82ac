/** The contest as data: what it, its stages and its categories are called, and how they pass from one state to the next. */
export const states = ['draft', 'announced', 'sealed', 'published', 'cancelled'] as const;
export type State = (typeof states)[number];

export type Event = 'create' | 'edit' | 'announce' | 'cancel' | 'seal' | 'publish';

export interface Transition {
  event: Event;
  /** null: it begins here. */
  from: State | null;
  to: State;
}

/**
 * The whole life of a contest; all of it is the committee's, sealing and publishing follow the plenary. Whether entries are
 * taken or scores given is told by the stages. Nothing leads out of `published` and `cancelled`.
 */
export const transitions: readonly Transition[] = [
  { event: 'create', from: null, to: 'draft' },
  { event: 'edit', from: 'draft', to: 'draft' },
  { event: 'edit', from: 'announced', to: 'announced' },
  { event: 'announce', from: 'draft', to: 'announced' },
  { event: 'cancel', from: 'draft', to: 'cancelled' },
  { event: 'cancel', from: 'announced', to: 'cancelled' },
  { event: 'seal', from: 'announced', to: 'sealed' },
  { event: 'publish', from: 'sealed', to: 'published' },
];

export function transitionFor(event: Event, from: State | null): Transition | undefined {
  return transitions.find((one) => one.event === event && one.from === from);
}

/** In the order in which they follow one another. */
export const stageKinds = ['entry', 'check', 'desk', 'shortlist', 'presentation', 'field', 'plenary', 'award'] as const;
export type StageKind = (typeof stageKinds)[number];

/** Stages in which jurors score. */
export const scoringStages = ['desk', 'presentation', 'field'] as const;
export type ScoringStage = (typeof scoringStages)[number];

export const isScoringStage = (kind: string): kind is ScoringStage =>
  (scoringStages as readonly string[]).includes(kind);

export const entryStates = ['draft', 'submitted', 'returned', 'eligible', 'ineligible', 'withdrawn'] as const;
export type EntryState = (typeof entryStates)[number];

export const mentorRules = ['bar', 'estimate'] as const;
export type MentorRule = (typeof mentorRules)[number];
