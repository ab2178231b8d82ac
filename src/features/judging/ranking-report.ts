import { z } from 'zod';
import { type Ranking, rankEntries } from './ranking.ts';
import type { RankFile, RankInput } from './ranking-file.ts';
import { type JurorView, leaveOneOut } from './ranking-jurors.ts';

const chance = z.number().min(0).max(1);

/** What `gelar jury rank --json` prints. Figures to six decimals. */
export const rankReportSchema = z
  .strictObject({
    model: z.strictObject({
      quality: z.number().describe('Variance between the entries.'),
      tendency: z.number().describe("Variance between the jurors' tendencies."),
      disagreement: z.number().describe('Variance of what is left.'),
      mentorEffect: z.number().nullable().describe("What a mentor's score is higher by; null without such pairs."),
      complete: z.boolean().describe('Every juror scored every entry: calibration changes no place.'),
      components: z
        .int()
        .describe('More than 1: groups that no score ties together; their comparison is an assumption.'),
      seed: z.union([z.number(), z.string()]),
      draws: z.int(),
    }),
    entries: z
      .array(
        z.strictObject({
          id: z.string(),
          mean: z.number().describe('Plain mean of the weighted scores.'),
          calibrated: z.number().describe('What the whole jury would give on average.'),
          sd: z.number().describe('How uncertain that is: one standard deviation.'),
          top3: chance,
          top10: chance,
          rank: z.int(),
          tieBand: z.int().describe('Entries of one band cannot be told apart.'),
        }),
      )
      .describe('The best first.'),
    jurors: z
      .array(
        z.strictObject({
          id: z.string(),
          tendency: z.number().describe("How much higher than the jury's average this juror scores."),
          agreement: z.number().nullable().describe('Correlation with what all others think of the same entries.'),
          n: z.int().describe('Entries scored.'),
        }),
      )
      .describe('In the order of the file.'),
  })
  .describe('The ranking.');
export type RankReport = z.output<typeof rankReportSchema>;

/** Places whose chances every ranking shows. */
export const shownPlaces = [3, 10] as const;

export interface Ranked {
  ranking: Ranking;
  jurors: JurorView[];
  report: RankReport;
}

/**
 * The one way from scores to places: for the command, for the pages and for whoever computes the published data again.
 * @param more places whose chances are asked besides the shown ones; they stand behind those in `ranking.chances`
 */
export function rankInput(
  input: RankInput,
  { seed, draws }: Pick<RankFile, 'seed' | 'draws'>,
  more: readonly number[] = [],
): Ranked {
  const ranking = rankEntries(input.observations, { seed, draws, places: [...shownPlaces, ...more] });
  const jurors = leaveOneOut(input.observations, ranking);
  return { ranking, jurors, report: reportOf(input, ranking, jurors, { seed, draws }) };
}

function reportOf(
  input: RankInput,
  ranking: Ranking,
  jurors: readonly JurorView[],
  { seed, draws }: Pick<RankFile, 'seed' | 'draws'>,
): RankReport {
  const { quality, tendency, disagreement, mentorEffect } = ranking.variances;
  const means = meansOf(input);
  const [top3, top10] = ranking.chances;
  return {
    model: {
      quality: six(quality),
      tendency: six(tendency),
      disagreement: six(disagreement),
      mentorEffect: mentorEffect === null ? null : six(mentorEffect),
      complete: ranking.complete,
      components: ranking.components,
      seed,
      draws,
    },
    entries: ranking.order.map((i) => ({
      id: input.entries[i] ?? '',
      mean: six(means[i] ?? 0),
      calibrated: six(ranking.calibrated[i] ?? 0),
      sd: six(ranking.sd[i] ?? 0),
      top3: six(top3?.[i] ?? 0),
      top10: six(top10?.[i] ?? 0),
      rank: ranking.rank[i] ?? 0,
      tieBand: ranking.band[i] ?? 0,
    })),
    jurors: jurors.map(({ agreement, n }, j) => ({
      id: input.jurors[j] ?? '',
      tendency: six(ranking.tendency[j] ?? 0),
      agreement: agreement === null ? null : six(agreement),
      n,
    })),
  };
}

function meansOf({ entries, observations }: RankInput): number[] {
  const sums = entries.map(() => ({ sum: 0, n: 0 }));
  for (const { entry, value } of observations) {
    const one = sums[entry];
    if (one) [one.sum, one.n] = [one.sum + value, one.n + 1];
  }
  return sums.map(({ sum, n }) => sum / n);
}

/** Six decimals; never −0. */
const six = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
