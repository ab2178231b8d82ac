/** The room in which entries are presented: one after the other, a time to present and a time for questions. */
export const presentationStates = ['waiting', 'pitch', 'questions', 'ended'] as const;
export type PresentationState = (typeof presentationStates)[number];

export const presentationSteps = ['begin', 'ask', 'end', 'again'] as const;
export type PresentationStep = (typeof presentationSteps)[number];

export interface PresentationTransition {
  step: PresentationStep;
  from: PresentationState;
  to: PresentationState;
}

/** The committee's alone. Beginning again is for a timer that was started by mistake. */
export const presentationTransitions: readonly PresentationTransition[] = [
  { step: 'begin', from: 'waiting', to: 'pitch' },
  { step: 'ask', from: 'pitch', to: 'questions' },
  { step: 'end', from: 'pitch', to: 'ended' },
  { step: 'end', from: 'questions', to: 'ended' },
  { step: 'again', from: 'pitch', to: 'waiting' },
  { step: 'again', from: 'questions', to: 'waiting' },
  { step: 'again', from: 'ended', to: 'waiting' },
];

export function stepsFrom(state: PresentationState): PresentationStep[] {
  return presentationTransitions.filter(({ from }) => from === state).map(({ step }) => step);
}

/** Where no step leads from here: undefined. */
export const presentationTransition = (step: PresentationStep, from: PresentationState) =>
  presentationTransitions.find((one) => one.step === step && one.from === from);

/** 7 minutes to present and 13 for questions, where the contest says nothing else. */
export const usualMinutes = { pitch: 7, questions: 13 } as const;
export interface Minutes {
  pitch: number;
  questions: number;
}

export interface Times {
  pitchBeganAt: Date | null;
  questionsBeganAt: Date | null;
  endedAt: Date | null;
}

export function presentationState({ pitchBeganAt, questionsBeganAt, endedAt }: Times): PresentationState {
  if (endedAt) return 'ended';
  if (questionsBeganAt) return 'questions';
  return pitchBeganAt ? 'pitch' : 'waiting';
}

/** When the part that runs began and is over; null while none runs. */
export function runningPart(times: Times, minutes: Minutes): { from: Date; until: Date } | null {
  const state = presentationState(times);
  const from = state === 'pitch' ? times.pitchBeganAt : state === 'questions' ? times.questionsBeganAt : null;
  if (!from) return null;
  const length = state === 'pitch' ? minutes.pitch : minutes.questions;
  return { from, until: new Date(from.getTime() + length * 60_000) };
}
