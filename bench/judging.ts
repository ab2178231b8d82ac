// What the results room shows, held against contests whose truth is known. `node bench/judging.ts` prints the bins too,
// `node bench/judging.ts --plot` writes docs/judging-chances.svg.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { sourcedVariances } from '#features/judging/calibration.ts';
import { rankEntries } from '#features/judging/ranking.ts';
import { leaveOneOut } from '#features/judging/ranking-jurors.ts';
import { inventContest, type Size, type Variety } from '#features/judging/testing-contests.ts';
import type { Figure } from './figure.ts';
import type { Bin, Stretch, Tally } from './judging-contests.ts';
import { plotOfChances } from './judging-plot.ts';

const size: Size = { entries: 60, jurors: 7, reviews: 3 };
const ways = ['plain mean', 'mean shift', 'z-score', 'calibrated'];

/** @param contests to play; the figures are claimed for 10,000 */
export async function benchJudging(contests = 10_000): Promise<Figure[]> {
  const chances = await play('chances', contests);
  const extra = await play('extra', contests);
  return [worstBin(chances), againstOthers(chances), ofPlanned(extra), ofSpeed()];
}

/** Shared out over the processors; the sums do not depend on how. */
async function play(
  kind: Stretch['play'],
  contests: number,
  variety: Variety = sourcedVariances,
  of: Size = size,
): Promise<Tally> {
  const workers = Math.min(availableParallelism(), contests);
  const parts = Array.from({ length: workers }, (_, w): Stretch => {
    const at = (share: number) => 1 + Math.floor((contests * share) / workers);
    return { play: kind, from: at(w), to: at(w + 1), size: of, variety };
  });
  return (await Promise.all(parts.map(playElsewhere))).reduce(together);
}

function playElsewhere(part: Stretch): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./judging-contests.ts', import.meta.url));
    const worker = new Worker(file, { workerData: part });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function together(a: Tally, b: Tally): Tally {
  const sum = (x: number[], y: number[]) => x.map((value, i) => value + (y[i] ?? 0));
  const bin = (x: Bin, y: Bin | undefined): Bin => ({
    count: x.count + (y?.count ?? 0),
    shown: x.shown + (y?.shown ?? 0),
    hits: x.hits + (y?.hits ?? 0),
  });
  return {
    contests: a.contests + b.contests,
    bins: a.bins.map((bins, p) => bins.map((one, i) => bin(one, b.bins[p]?.[i]))),
    share: sum(a.share, b.share),
    less: sum(a.less, b.less),
    lessSquared: sum(a.lessSquared, b.lessSquared),
  };
}

export interface BinView {
  place: number;
  from: number;
  count: number;
  shown: number;
  true: number;
  /** Points by which shown and true differ more than two standard errors explain. */
  beyond: number;
}

/** A bin that nothing fell into says nothing and is left out. */
function binsOf({ bins }: Tally): BinView[] {
  return bins.flatMap((tens, p) =>
    tens.flatMap((bin, i) => {
      if (bin.count === 0) return [];
      const [shown, truth] = [bin.shown / bin.count, bin.hits / bin.count];
      const error = Math.sqrt((shown * (1 - shown)) / bin.count);
      const beyond = Math.max(0, Math.abs(shown - truth) - 2 * error) * 100;
      return { place: p === 0 ? 3 : 10, from: i / 10, count: bin.count, shown, true: truth, beyond };
    }),
  );
}

function worstBin(tally: Tally): Figure {
  const worst = Math.max(...binsOf(tally).map(({ beyond }) => beyond));
  return {
    name: 'Chances of top 3 and top 10 against the truth, worst of ten bins each',
    value: `${worst.toFixed(1)} points beyond two standard errors`,
    target: '≤ 3 points beyond two standard errors',
    against: `${tally.contests} invented contests, 60 entries × 7 jurors × 3 readings, variances of NIPS 2014`,
    met: worst <= 3,
  };
}

function againstOthers(tally: Tally): Figure {
  const n = tally.contests;
  const behind = ways.slice(0, -1).map((_, way) => {
    const mean = (tally.less[way] ?? 0) / n;
    const error = Math.sqrt(Math.max(0, (tally.lessSquared[way] ?? 0) / n - mean ** 2) / n);
    return mean / error;
  });
  const shares = ways.map((name, way) => `${name} ${(((tally.share[way] ?? 0) / n) * 100).toFixed(1)} %`);
  return {
    name: 'Share of the true top 10 found by the calibrated ranking',
    value: shares.reverse().join(', '),
    target: 'no other way ahead by more than two standard errors',
    against: `the same contests; the best other way is ahead by ${Math.max(...behind).toFixed(1)} standard errors`,
    met: Math.max(...behind) <= 2,
  };
}

function ofPlanned(tally: Tally): Figure {
  const [evenly = 0, planned = 0] = tally.share.map((share) => share / tally.contests);
  const gain = (planned - evenly) * 100;
  return {
    name: 'Planned extra readings: share of the true top 10 found',
    value: `${(planned * 100).toFixed(1)} % (+${gain.toFixed(1)} points)`,
    target: '≥ 4 points more',
    against: `${(evenly * 100).toFixed(1)} % with the same 180 readings spread evenly, ${tally.contests} contests`,
    met: gain >= 4,
  };
}

function ofSpeed(): Figure {
  const { observations } = inventContest(1, { entries: 400, jurors: 20, reviews: 3 });
  const took = Array.from({ length: 9 }, () => {
    const began = performance.now();
    leaveOneOut(observations, rankEntries(observations, { seed: 1, draws: 2000, places: [3, 10] }));
    return performance.now() - began;
  }).sort((a, b) => a - b);
  const median = took[4] ?? 0;
  return {
    name: 'Ranking worked out anew, 400 entries × 20 jurors × 3 readings',
    value: `${median.toFixed(0)} ms`,
    target: '≤ 150 ms',
    against: '2,000 draws, every juror left out in turn; nothing from the cache',
    met: median <= 150,
  };
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);

async function main(): Promise<void> {
  const asked = process.argv.find((word) => /^\d+$/.test(word));
  const contests = asked ? Number(asked) : 10_000;
  const chances = await play('chances', contests);
  const bins = binsOf(chances);
  print('place  bin     entries    shown     true');
  for (const { place, from, count, shown, true: truth } of bins)
    print(
      `${`${place}`.padStart(5)}  ${from.toFixed(1)}  ${`${count}`.padStart(9)} ${percent(shown)} ${percent(truth)}`,
    );
  const plot = fileURLToPath(new URL('../docs/judging-chances.svg', import.meta.url));
  if (process.argv.includes('--plot')) await writeFile(plot, plotOfChances(bins, contests));
  const severe = await play('chances', contests, { ...sourcedVariances, tendency: 1.27 });
  const final = await play('chances', contests, sourcedVariances, { entries: 10, jurors: 5, reviews: 5 });
  print(`jurors five times as far apart: ${worstBin(severe).value}; ${againstOthers(severe).value}`);
  print(`final of 10 entries × 5 jurors: ${worstBin(final).value}`);
  const figures = [worstBin(chances), againstOthers(chances), ofPlanned(await play('extra', contests)), ofSpeed()];
  for (const { met, name, value, target, against } of figures)
    print(`${met ? '✓' : '✗'} ${name}: ${value} (${target}; ${against})`);
  process.exitCode = figures.every(({ met }) => met) ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
