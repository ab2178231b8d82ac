import { createHash } from 'node:crypto';
import type { Placement, RankFile, RankReport, ScoredPart, Standing } from './aftermath.ts';

/** Enough for chances to about one point; the same number as the results room draws. */
export const publishedDraws = 2000;

/** A whole number from 0 up to, not including, `below`. */
export type Lot = (below: number) => number;

export interface PublishedPart {
  position: number;
  part: ScoredPart;
  /** What anybody downloads and computes again, byte for byte. */
  input: string;
  sha256: string;
  file: RankFile;
  report: RankReport;
}

export interface DataSet {
  /** Pseudonym by the entry's id. Whoever is not in it was never scored. */
  labels: ReadonlyMap<string, string>;
  parts: PublishedPart[];
}

/**
 * Scores under pseudonyms. The order of the rows is drawn by lot, so that it tells nothing of number, time or name; entries
 * are E001… and the jurors of each part J01… in the order of their first row. The ranking is computed from this very file.
 * @param also entries that get a pseudonym even without scores
 */
export function makeDataSet(
  parts: readonly ScoredPart[],
  also: readonly string[],
  rank: (file: RankFile) => RankReport,
  lot: Lot,
): DataSet {
  const order = shuffled(
    [...new Set([...parts.flatMap(({ scores }) => scores.map(({ entry }) => entry)), ...also])],
    lot,
  );
  const labels = new Map<string, string>();
  const written = parts.map((part, at) => {
    const file = fileOf(part, order, labels, lot);
    const input = `${JSON.stringify(file, null, 1)}\n`;
    return { position: at + 1, part, input, sha256: sha256Of(input), file, report: rank(file) };
  });
  for (const entry of order) labelOf(labels, entry, 'E', 3);
  return { labels, parts: written };
}

function fileOf(part: ScoredPart, order: readonly string[], entries: Map<string, string>, lot: Lot): RankFile {
  const jurorOrder = shuffled([...new Set(part.scores.map(({ juror }) => juror))], lot);
  const [entryAt, jurorAt, criterionAt] = [order, jurorOrder, part.criteria.map(({ id }) => id)].map(placesOf);
  const at = (places: Map<string, number> | undefined, id: string) => places?.get(id) ?? 0;
  const rows = part.scores.toSorted(
    (a, b) =>
      at(entryAt, a.entry) - at(entryAt, b.entry) ||
      at(jurorAt, a.juror) - at(jurorAt, b.juror) ||
      at(criterionAt, a.criterion) - at(criterionAt, b.criterion),
  );
  const jurors = new Map<string, string>();
  const scores = rows.map(({ entry, juror, criterion, value }) => ({
    entry: labelOf(entries, entry, 'E', 3),
    juror: labelOf(jurors, juror, 'J', 2),
    criterion: `K${at(criterionAt, criterion) + 1}`,
    value,
  }));
  const mentored = part.mentored.flatMap(([juror, entry]): [string, string][] => {
    const pair = [jurors.get(juror), entries.get(entry)] as const;
    return pair[0] && pair[1] ? [[pair[0], pair[1]]] : [];
  });
  return {
    seed: part.seed,
    criteria: part.criteria.map(({ weight }, position) => ({ id: `K${position + 1}`, weight })),
    scale: part.scale,
    scores,
    mentored: mentored.toSorted((a, b) => a.join().localeCompare(b.join())),
    draws: publishedDraws,
  };
}

const placesOf = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]));

function labelOf(labels: Map<string, string>, id: string, letter: string, digits: number): string {
  const known = labels.get(id) ?? `${letter}${String(labels.size + 1).padStart(digits, '0')}`;
  labels.set(id, known);
  return known;
}

/** Fisher and Yates; from a sorted beginning, so that only the lot decides. */
export function shuffled(ids: readonly string[], lot: Lot): string[] {
  const all = ids.toSorted();
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = lot(last + 1);
    [all[last], all[other]] = [all[other] ?? '', all[last] ?? ''];
  }
  return all;
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How an entry stands by the jurors' scores in the last stage in which it was scored. */
export function standingOf({ labels, parts }: DataSet, entryId: string): Standing {
  const label = labels.get(entryId);
  const report = parts.findLast(({ file }) => file.scores.some(({ entry }) => entry === label))?.report;
  const band = report?.entries.find(({ id }) => id === label)?.tieBand;
  if (!report || band === undefined) return 'unscored';
  return report.entries.filter(({ tieBand }) => tieBand === band).length > 1 ? 'close' : 'clear';
}

/** What a reader must be told of the contest beside the figures. */
export interface DataSetWords {
  about: string;
  dictionary: Readonly<Record<string, string>>;
  stages: Readonly<Record<string, string>>;
}

export interface KnownEntry {
  entry: string;
  title: string;
  organization: string;
  category: string;
}

/** The whole document: every part with what it is computed to, the dictionary, and who the shown entries are. */
export function documentOf(
  set: DataSet,
  contest: { name: string; year: number; region: string; example: boolean },
  known: readonly KnownEntry[],
  words: DataSetWords,
): string {
  const parts = set.parts.map(({ position, part, file, sha256, report }) => ({
    file: `${position}.json`,
    sha256,
    category: part.category,
    stage: words.stages[part.stage] ?? part.stage,
    criteria: part.criteria.map(({ name, question }, at) => ({ id: `K${at + 1}`, name, question })),
    input: file,
    result: report,
  }));
  const whole = { about: words.about, contest, dictionary: words.dictionary, entries: known, parts };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/** Which entries hold another place than was published. */
export function changedPlaces(
  published: ReadonlyMap<string, number | null>,
  sealed: readonly Placement[],
): { lost: string[]; placed: Placement[] } {
  const now = new Map(sealed.map(({ entryId, place }) => [entryId, place]));
  const lost = [...published].flatMap(([id, place]) => (place !== null && now.get(id) !== place ? [id] : []));
  const placed = sealed.filter(({ entryId, place }) => published.get(entryId) !== place);
  return { lost, placed };
}
