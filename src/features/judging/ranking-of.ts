import { rankFileSchema, readRankFile } from './ranking-file.ts';
import { type RankReport, rankInput } from './ranking-report.ts';

/**
 * What `gelar jury rank --json` prints for such a file: the ranking that a contest publishes is computed here and nowhere
 * else. @throws RangeError for a file that the command would refuse
 */
export function rankingOf(file: unknown): RankReport {
  const read = rankFileSchema.parse(file);
  const input = readRankFile(read);
  if ('faults' in input)
    throw new RangeError(`scores that cannot be ranked: ${input.faults.map(({ path }) => path).join()}`);
  return rankInput(input, read).report;
}
