import { z } from 'zod';
import type { ScoringStage } from '#features/competitions/index.ts';

/** How surely an entry lies above or below the cut: `close` cannot be told from the first one on its other side. */
export type Certainty = 'in' | 'close' | 'out';

/** What a stage says of one entry. Places count from 1; chances lie between 0 and 1; scores on the rubric's scale. */
export interface StandingLine {
  entryId: string;
  rank: number;
  /** Entries of one band cannot be told apart. */
  tieBand: number;
  mean: number;
  meanShift: number;
  zScore: number;
  calibrated: number;
  sd: number;
  top3: number;
  top10: number;
  /** Among the first `places`. */
  topPlaces: number;
  certainty: Certainty;
  readings: number;
}

export interface JurorLine {
  jurorId: string;
  tendency: number;
  tendencySd: number;
  agreement: number | null;
  n: number;
  /** Entries that stand above the cut only without this juror, and only with. */
  enter: string[];
  leave: string[];
  /** Largest number of places an entry moves when the juror is left out. */
  farthest: number;
}

/** Results of a category in a stage, the best first; the same for everybody who looks. */
export interface StageStanding {
  /** Changes whenever a score that counts does. */
  version: string;
  stage: ScoringStage;
  /** Places above the cut: the shortlist's of the desk stage, the winners' of a later one. */
  places: number;
  lines: StandingLine[];
  jurors: JurorLine[];
  model: { quality: number; tendency: number; disagreement: number; mentorEffect: number | null };
  seed: number | string;
  draws: number;
  complete: boolean;
  components: number;
  /** Submitted readings that lack a criterion of the rubric in force; they do not count. */
  leftOut: number;
  /** Entries that deserve one more reading, the most telling first. */
  plan: string[];
}

export const extraForm = z.object({ kategori: z.uuid(), tahap: z.enum(['desk', 'presentation', 'field']) });

const ticked = z.preprocess((typed) => (typed === undefined ? [] : [typed].flat()), z.array(z.uuid()).max(500));

export const shortlistForm = z.object({
  kategori: z.uuid(),
  /** What the shortlist was when the page was read. */
  seen: z.string().max(80),
  peserta: ticked,
  /** Of those that are clearly below the cut. */
  lain: ticked,
  alasan: z.string().trim().max(2000, 'results.errors.reasonLong').default(''),
});
