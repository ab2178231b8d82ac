import { DEFAULT_OPTIONS, type RuleOptions } from './options.ts';
import { scoreRegion } from './scoring.ts';
import type { Standing } from './standing.ts';

export type Choice = keyof RuleOptions;

/** Another answer to a question that the sources leave open. Words: messages, `choices.<choice>.<key>`. */
interface Answer {
  key: string;
  options: Partial<RuleOptions>;
}

/** Every choice with its other answers. What cannot matter to stored levels of accepted innovations has none. */
const answers: Readonly<Record<Choice, readonly Answer[]>> = {
  stages: [
    { key: 'trials', options: { stages: ['uji coba', 'penerapan'] } },
    { key: 'all', options: { stages: ['inisiatif', 'uji coba', 'penerapan'] } },
  ],
  outsideWindow: [{ key: 'counted', options: { outsideWindow: 'counted' } }],
  rejected: [],
  affairs: [{ key: 'crossing', options: { affairs: 'main-and-crossing' } }],
  betweenLevels: [],
  rounding: [
    { key: 'halfEven', options: { rounding: 'half-even' } },
    { key: 'down', options: { rounding: 'down' } },
  ],
  predicateFrom: [{ key: 'exact', options: { predicateFrom: 'exact' } }],
};

export interface OtherReading {
  choice: Choice;
  /** The same region under each other answer. */
  others: { key: string; index: number; predicate: string }[];
}

/** What the index would be had each open question been answered otherwise, one at a time. */
export function otherReadings({ edition, spd, innovations }: Standing): OtherReading[] {
  return (Object.keys(answers) as Choice[]).map((choice) => ({
    choice,
    others: answers[choice].map(({ key, options }) => {
      const { index, predicate } = scoreRegion(edition, { spd, innovations }, { ...DEFAULT_OPTIONS, ...options });
      return { key, index, predicate };
    }),
  }));
}
