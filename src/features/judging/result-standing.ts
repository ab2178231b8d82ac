import type { ScoringStage } from '#features/competitions/index.ts';
import { simpleScores } from './calibration-simple.ts';
import { planExtraReviews } from './extra-reviews.ts';
import { closeToCut, type Ranking } from './ranking.ts';
import { type RankFile, readRankFile } from './ranking-file.ts';
import type { JurorView } from './ranking-jurors.ts';
import { rankInput, shownPlaces } from './ranking-report.ts';
import type { Certainty, JurorLine, StageStanding, StandingLine } from './result.ts';

/** More readings than these are proposed by nobody at once. */
const mostExtra = 8;

export interface StandingInput {
  version: string;
  stage: ScoringStage;
  places: number;
  leftOut: number;
  /** null: nothing was scored. */
  file: RankFile | null;
}

/** From the scores of a stage to everything that its pages show. */
export function standingOf({ file, ...input }: StandingInput): StageStanding {
  const read = file && readRankFile(file);
  if (!file || !read) return { ...input, ...nothing };
  // The database keeps what the file's rules ask for; whatever slips through is a fault of ours and is said loudly.
  if ('faults' in read) throw new Error(`scores of a stage: ${JSON.stringify(read.faults.slice(0, 3))}`);
  const { ranking, jurors, report } = rankInput(read, file, [input.places]);
  const simple = simpleScores(read.observations, read.entries.length, read.jurors.length);
  const topPlaces = ranking.chances[shownPlaces.length];
  const close = closeToCut(ranking, input.places);
  const counts = new Map<number, number>();
  for (const { entry } of read.observations) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  const certain = (i: number): Certainty => {
    if (close.includes(i)) return 'close';
    return (ranking.rank[i] ?? 0) <= input.places ? 'in' : 'out';
  };
  const lines = report.entries.map(({ id, ...shown }, place): StandingLine => {
    const i = ranking.order[place] ?? 0;
    return {
      ...shown,
      entryId: id,
      meanShift: simple.meanShift[i] ?? 0,
      zScore: simple.zScore[i] ?? 0,
      topPlaces: topPlaces?.[i] ?? 0,
      certainty: certain(i),
      readings: counts.get(i) ?? 0,
    };
  });
  const { quality, tendency, disagreement, mentorEffect, complete, components, seed, draws } = report.model;
  return {
    ...input,
    lines,
    jurors: jurors.map((view, j) => jurorLine(view, j, ranking, read, input.places)),
    model: { quality, tendency, disagreement, mentorEffect },
    ...{ seed, draws, complete, components },
    plan: planned(ranking, read.entries, input.places, close.length),
  };
}

const nothing = {
  lines: [],
  jurors: [],
  model: { quality: 0, tendency: 0, disagreement: 0, mentorEffect: null },
  seed: 0,
  draws: 0,
  complete: false,
  components: 1,
  plan: [],
};

/** One more reading each, and only where the cut is not clear. */
function planned(ranking: Ranking, entries: readonly string[], places: number, close: number): string[] {
  const budget = Math.min(mostExtra, close);
  return planExtraReviews(ranking, places, budget, () => 1).flatMap((i) => entries[i] ?? []);
}

function jurorLine(
  { n, agreement, rankWithout }: JurorView,
  j: number,
  { rank, tendency, tendencySd }: Ranking,
  names: { entries: string[]; jurors: string[] },
  places: number,
): JurorLine {
  const crossing = (from: readonly number[], to: readonly number[]) =>
    names.entries.filter((_, i) => (from[i] ?? 0) > places && (to[i] ?? 0) <= places);
  return {
    jurorId: names.jurors[j] ?? '',
    tendency: tendency[j] ?? 0,
    tendencySd: tendencySd[j] ?? 0,
    agreement,
    n,
    enter: crossing(rank, rankWithout),
    leave: crossing(rankWithout, rank),
    farthest: Math.max(...rank.map((place, i) => Math.abs(place - (rankWithout[i] ?? place)))),
  };
}
