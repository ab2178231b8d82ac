import { z } from 'zod';
import type { Observation } from './calibration.ts';

/** More draws of more entries than this do not fit a modest machine's memory. */
export const mostDrawn = 20_000_000;

const id = z.string().min(1).max(200);

/** What `gelar jury rank` reads (docs/judging.md); also what a contest's published scores are. */
export const rankFileSchema = z
  .strictObject({
    seed: z.union([z.int(), z.string().min(1).max(200)]).describe('Whole number or text; the same gives the same.'),
    criteria: z
      .array(z.strictObject({ id, weight: z.number().positive() }))
      .min(1)
      .describe('Weights count by their share of their sum.'),
    scale: z.tuple([z.number(), z.number()]).describe('Lowest and highest value.'),
    scores: z
      .array(z.strictObject({ entry: id, juror: id, criterion: id, value: z.number() }))
      .min(1)
      .describe('Every juror of an entry scores it in every criterion. The order of the rows settles what is equal.'),
    mentored: z
      .array(z.tuple([id, id]))
      .default([])
      .describe('[juror, entry]: the juror mentored that entry.'),
    draws: z.int().min(100).max(100_000).default(2000).describe('Draws from the posterior.'),
  })
  .describe('Scores of one stage in one category.');
export type RankFile = z.output<typeof rankFileSchema>;

/** Whole values of a file with the names that its rows stand for. */
export interface RankInput {
  entries: string[];
  jurors: string[];
  observations: Observation[];
}

/** What is wrong with a file, at its JSON path; `code` is a word of `commands.juryRank.faults`. */
export interface FileFault {
  path: string;
  code: FileFaultCode;
  values?: Record<string, string | number>;
}
export type FileFaultCode =
  | 'scale'
  | 'outsideScale'
  | 'unknownCriterion'
  | 'twiceScored'
  | 'twiceCriterion'
  | 'missingCriterion'
  | 'unknownJuror'
  | 'unknownEntry'
  | 'tooMuch';

interface Reading extends Observation {
  given: Map<string, number>;
  row: number;
}

/** Weighted means of a file whose shape is right, or everything that is wrong with it. */
export function readRankFile(file: RankFile): RankInput | { faults: FileFault[] } {
  const faults: FileFault[] = checkFrame(file);
  const entries = new Map<string, number>();
  const jurors = new Map<string, number>();
  const readings = new Map<string, Reading>();
  const known = new Set(file.criteria.map((criterion) => criterion.id));
  for (const [row, score] of file.scores.entries()) {
    const path = `$.scores[${row}]`;
    const [entry, juror] = [indexOf(entries, score.entry), indexOf(jurors, score.juror)];
    const pair = `${entry} ${juror}`;
    const reading = readings.get(pair) ?? { entry, juror, value: 0, given: new Map(), row };
    readings.set(pair, reading);
    const names = { entry: score.entry, juror: score.juror, criterion: score.criterion, value: score.value };
    const [least = 0, most = 0] = file.scale;
    if (score.value < least || score.value > most)
      faults.push({ path: `${path}.value`, code: 'outsideScale', values: { ...names, least, most } });
    if (!known.has(score.criterion))
      faults.push({ path: `${path}.criterion`, code: 'unknownCriterion', values: names });
    else if (reading.given.has(score.criterion)) faults.push({ path, code: 'twiceScored', values: names });
    reading.given.set(score.criterion, score.value);
  }
  const rows = [...readings.values()];
  faults.push(...missingCriteria(file, rows), ...markMentored(file, entries, jurors, readings));
  if (file.draws * entries.size > mostDrawn)
    faults.push({ path: '$.draws', code: 'tooMuch', values: { most: Math.floor(mostDrawn / entries.size) } });
  if (faults.length > 0) return { faults };
  const observations = rows.map(({ given, row: _, ...rest }) => ({ ...rest, value: weighted(file, given) }));
  return { entries: [...entries.keys()], jurors: [...jurors.keys()], observations };
}

function checkFrame({ scale: [least, most], criteria }: RankFile): FileFault[] {
  const twice = criteria.flatMap(({ id: own }, i): FileFault[] =>
    criteria.findIndex((other) => other.id === own) < i
      ? [{ path: `$.criteria[${i}].id`, code: 'twiceCriterion', values: { criterion: own } }]
      : [],
  );
  return least < most ? twice : [{ path: '$.scale', code: 'scale' }, ...twice];
}

/** Place of a name, in the order of first mention. */
function indexOf(places: Map<string, number>, name: string): number {
  const place = places.get(name) ?? places.size;
  places.set(name, place);
  return place;
}

function missingCriteria(file: RankFile, readings: readonly Reading[]): FileFault[] {
  return readings.flatMap(({ given, row }) =>
    file.criteria.flatMap(({ id: criterion }): FileFault[] => {
      if (given.has(criterion)) return [];
      const { entry, juror } = file.scores[row] ?? { entry: '', juror: '' };
      return [{ path: `$.scores[${row}]`, code: 'missingCriterion', values: { entry, juror, criterion } }];
    }),
  );
}

/** A pair that gave no score is no mistake; a name that stands nowhere is. */
function markMentored(
  { mentored }: RankFile,
  entries: Map<string, number>,
  jurors: Map<string, number>,
  readings: Map<string, Reading>,
): FileFault[] {
  return mentored.flatMap(([juror, entry], i): FileFault[] => {
    const [j, e] = [jurors.get(juror), entries.get(entry)];
    if (j === undefined) return [{ path: `$.mentored[${i}][0]`, code: 'unknownJuror', values: { juror } }];
    if (e === undefined) return [{ path: `$.mentored[${i}][1]`, code: 'unknownEntry', values: { entry } }];
    const reading = readings.get(`${e} ${j}`);
    if (reading) reading.mentored = true;
    return [];
  });
}

function weighted({ criteria }: RankFile, given: Map<string, number>): number {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return criteria.reduce((sum, { id: criterion, weight }) => sum + weight * (given.get(criterion) ?? 0), 0) / total;
}
