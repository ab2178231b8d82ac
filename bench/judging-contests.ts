// One worker of bench/judging.ts: plays a stretch of invented contests and counts.
import { parentPort, workerData } from 'node:worker_threads';
import { simpleScores } from '#features/judging/calibration-simple.ts';
import { planExtraReviews } from '#features/judging/extra-reviews.ts';
import { rankEntries } from '#features/judging/ranking.ts';
import { inventContest, type Size, shareFound, type Variety } from '#features/judging/testing-contests.ts';

export interface Stretch {
  /** `chances`: shown against true, and the ways against each other. `extra`: planned readings against even ones. */
  play: 'chances' | 'extra';
  from: number;
  to: number;
  size: Size;
  variety: Variety;
}

/** Ten bins of shown chance for the top 3, then ten for the top 10: sums of entries, shown chance and hits. */
export interface Bin {
  count: number;
  shown: number;
  hits: number;
}

/** Sums over the contests of the share of the top 10 found by each way, less that of the last way: mean and square. */
export interface Tally {
  contests: number;
  bins: Bin[][];
  share: number[];
  less: number[];
  lessSquared: number[];
}

const places = [3, 10];
const draws = 400;

export function playContests({ play, from, to, size, variety }: Stretch): Tally {
  const tally: Tally = {
    contests: 0,
    bins: places.map(() => Array.from({ length: 10 }, () => ({ count: 0, shown: 0, hits: 0 }))),
    share: [],
    less: [],
    lessSquared: [],
  };
  for (let seed = from; seed < to; seed += 1) {
    const shares = play === 'chances' ? chancesOfOne(seed, size, variety, tally.bins) : extraOfOne(seed, size, variety);
    const last = shares.at(-1) ?? 0;
    tally.contests += 1;
    for (const [way, share] of shares.entries()) {
      tally.share[way] = (tally.share[way] ?? 0) + share;
      tally.less[way] = (tally.less[way] ?? 0) + share - last;
      tally.lessSquared[way] = (tally.lessSquared[way] ?? 0) + (share - last) ** 2;
    }
  }
  return tally;
}

/** Plain mean, mean shift, z-score, calibrated. */
function chancesOfOne(seed: number, size: Size, variety: Variety, bins: Bin[][]): number[] {
  const { quality, observations } = inventContest(seed, size, variety);
  const ranking = rankEntries(observations, { seed, draws, places });
  const rankOfTruth = quality.map((own) => 1 + quality.filter((other) => other > own).length);
  for (const [p, place] of places.entries()) {
    for (const [i, truth] of rankOfTruth.entries()) {
      const chance = ranking.chances[p]?.[i] ?? 0;
      const bin = bins[p]?.[Math.min(9, Math.floor(chance * 10))];
      if (!bin) continue;
      bin.count += 1;
      bin.shown += chance;
      bin.hits += truth <= place ? 1 : 0;
    }
  }
  const simple = simpleScores(observations, size.entries, size.jurors);
  const ways = [simple.mean, simple.meanShift, simple.zScore, ranking.calibrated];
  return ways.map((scores) => shareFound(quality, scores, 10));
}

/** The same number of readings: spread evenly, and one fewer each with the rest where they tell most, in ten rounds. */
function extraOfOne(seed: number, size: Size, variety: Variety): number[] {
  const even = inventContest(seed, size, variety);
  const options = { seed, draws: 1, places: [] };
  const evenly = shareFound(even.quality, rankEntries(even.observations, options).calibrated, 10);
  const planned = inventContest(seed, { ...size, reviews: size.reviews - 1 }, variety);
  const rounds = 10;
  for (let round = 0; round < rounds; round += 1) {
    const ranking = rankEntries(planned.observations, options);
    const reads = new Map<number, number>();
    for (const { entry } of planned.observations) reads.set(entry, (reads.get(entry) ?? 0) + 1);
    const room = (entry: number) => size.jurors - (reads.get(entry) ?? 0);
    for (const entry of planExtraReviews(ranking, 10, size.entries / rounds, room)) planned.readOnce(entry);
  }
  return [evenly, shareFound(planned.quality, rankEntries(planned.observations, options).calibrated, 10)];
}

if (parentPort && workerData) parentPort.postMessage(playContests(workerData as Stretch));
