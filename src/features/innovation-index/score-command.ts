import { z } from 'zod';
import { innovationIndex } from '#messages/id/innovation-index.ts';
import type { Edition } from './edition.ts';
import { EDITIONS, findEdition } from './editions.ts';
import { type Refusal, refusalsOf } from './refusals.ts';
import { type RegionFile, regionFileSchema, reportRegion } from './region-report.ts';
import { writeScoreTable } from './score-table.ts';
import { scoreRegion } from './scoring.ts';

const words = innovationIndex.refusal;

/** More wrong places than these are counted, not listed. */
const LISTED_REFUSALS = 20;

type ScoreOptions = {
  /** As typed behind `--edition`. It must agree with the file. */
  edition?: string | undefined;
  json: boolean;
};

export type CommandResult = { stdout: string; stderr: string; exitCode: number };

const yearsText = () =>
  EDITIONS.map(({ edition }) => edition)
    .sort((a, b) => a - b)
    .join(', ');

function refuse(refusals: readonly Refusal[]): CommandResult {
  const lines = refusals.slice(0, LISTED_REFUSALS).map(({ path, message }) => `  ${path}: ${message}`);
  if (refusals.length > LISTED_REFUSALS) {
    lines.push(`  ${innovationIndex.more(refusals.length - LISTED_REFUSALS)}`);
  }
  return { stdout: '', stderr: `${[words.heading, ...lines].join('\n')}\n`, exitCode: 1 };
}

function refuseAt(path: string, message: string): CommandResult {
  return refuse([{ path, message }]);
}

/** V8 names the place of a mistake only in its message. */
function describeSyntaxError(error: unknown): string {
  const place = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '');
  return place === null ? words.notJson : words.notJsonAt(Number(place[1]), Number(place[2]));
}

function parseJson(text: string): { value: unknown } | CommandResult {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return refuseAt('$', describeSyntaxError(error));
  }
}

const editionSchema = z.looseObject({ edition: z.number() });

/** The edition that the file states; the command line may only repeat it. */
function chooseEdition(value: unknown, asked: string | undefined): Edition | CommandResult {
  if (asked !== undefined && !(/^\d{4}$/.test(asked) && findEdition(Number(asked)))) {
    return { stdout: '', stderr: `${words.editionOption(asked, yearsText())}\n`, exitCode: 2 };
  }
  const stated = editionSchema.safeParse(value);
  if (!stated.success) return refuse(refusalsOf(stated.error, value));
  const year = stated.data.edition;
  if (asked !== undefined && Number(asked) !== year) {
    return refuseAt('$.edition', words.otherEdition(year, Number(asked)));
  }
  return findEdition(year) ?? refuseAt('$.edition', words.unknownEdition(yearsText()));
}

function printScore(edition: Edition, file: RegionFile, json: boolean): CommandResult {
  const { region, innovations, options } = file;
  const score = scoreRegion(edition, { spd: region.spd, innovations }, options);
  const note =
    edition.status === 'official' ? '' : `${innovationIndex.estimateNote(edition.edition, edition.statusNote)}\n`;
  const stdout = json
    ? `${JSON.stringify(reportRegion(score), null, 2)}\n`
    : writeScoreTable(edition, { code: region.code, spd: region.spd, innovations, options, score });
  return { stdout, stderr: note, exitCode: 0 };
}

/** `iid score`: the text of a file in, what to print and the exit code out. Touches nothing else. */
export function scoreFile(text: string, { edition: asked, json }: ScoreOptions): CommandResult {
  const parsed = parseJson(text);
  if ('exitCode' in parsed) return parsed;
  const edition = chooseEdition(parsed.value, asked);
  if ('exitCode' in edition) return edition;
  const file = regionFileSchema(edition).safeParse(parsed.value);
  if (!file.success) return refuse(refusalsOf(file.error, parsed.value));
  return printScore(edition, file.data, json);
}
