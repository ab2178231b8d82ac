import { createHash } from 'node:crypto';
import type { ScoringStage, Sight } from '#features/competitions/index.ts';
import type { JurorLine, StageStanding, StandingLine } from './result.ts';

/** Which results were asked for; what is not known falls back to the first. */
export interface ResultAsked {
  stage: string;
  categoryId: string;
  /** Of the ranking, from 1. */
  page: number;
}

export interface RoomEntry {
  id: string;
  number: number;
  title: string;
  organizationId: string;
  organizationName: string;
  example: boolean;
  shortlisted: boolean;
  /** One more reading was given out and is not in yet. */
  extraOpen: boolean;
  sight: Sight;
}

/** A line of the ranking as one person may see it. */
export interface RoomLine extends StandingLine {
  number: number;
  /** null: this person does not read it yet. */
  title: string | null;
  organization: string | null;
  example: boolean;
  shortlisted: boolean;
  extraOpen: boolean;
}

export interface RoomJuror extends Omit<JurorLine, 'enter' | 'leave'> {
  name: string;
  /** Numbers of the entries. */
  enter: number[];
  leave: number[];
}

export interface Contest {
  id: string;
  name: string;
  year: number;
  state: string;
  blind: boolean;
  example: boolean;
  /** The plenary was opened. */
  plenary: boolean;
  stages: { kind: ScoringStage; started: boolean; closed: boolean }[];
  categories: { id: string; name: string; shortlistSize: number }[];
}

/** Who looks: runs the contest, or sits in its jury. */
export interface Viewer {
  committee: boolean;
  jurorId: string | null;
  chair: boolean;
  /** Entries that this juror may not even read about. */
  conflicts: ReadonlySet<string>;
  assigned: ReadonlySet<string>;
}

export interface ResultRoom {
  contest: Contest;
  committee: boolean;
  page: number;
  /** null: the contest has no category or no stage in which jurors score. */
  chosen: ChosenResults | null;
}

export interface ChosenResults {
  stage: Contest['stages'][number];
  category: Contest['categories'][number];
  standing: Omit<StageStanding, 'lines' | 'jurors' | 'plan'>;
  lines: RoomLine[];
  jurors: RoomJuror[];
  /** Entries that deserve one more reading and have none open. */
  plan: RoomLine[];
  /** Entries that nobody has scored yet, by number. */
  unscored: number[];
  /** Some lines are hidden from this juror: places count the others only. */
  hidden: boolean;
  /** What the shortlist is now: a form says which one it was read at. */
  seen: string;
}

interface Known {
  contest: Contest;
  page: number;
  viewer: Viewer;
  chosen: {
    stage: Contest['stages'][number];
    category: Contest['categories'][number];
    standing: StageStanding;
    entries: readonly RoomEntry[];
    /** Names by juror. */
    jurors: ReadonlyMap<string, string>;
  } | null;
}

/**
 * Cuts the results to what one person may see. A conflicted entry leaves no line and no gap: places and bands are counted
 * anew among the others. Before the plenary a juror reads of entries that they were not given their number alone.
 */
export function roomOf({ contest, viewer, page, chosen }: Known): ResultRoom {
  const room = { contest, committee: viewer.committee, page };
  if (!chosen) return { ...room, chosen: null };
  const visible = chosen.entries.filter(({ id }) => !viewer.conflicts.has(id));
  const entries = new Map(visible.map((entry) => [entry.id, entry]));
  const { lines: all, jurors, plan, ...standing } = chosen.standing;
  const lines = countedAnew(all.flatMap((line) => lineFor(line, entries.get(line.entryId), contest)));
  const byId = new Map(lines.map((line) => [line.entryId, line]));
  const scored = new Set(all.map(({ entryId }) => entryId));
  const numbers = (ids: readonly string[]) => ids.flatMap((one) => entries.get(one)?.number ?? []);
  return {
    ...room,
    chosen: {
      stage: chosen.stage,
      category: chosen.category,
      standing,
      lines,
      jurors: jurors.map((line) => ({
        ...line,
        name: chosen.jurors.get(line.jurorId) ?? '',
        enter: numbers(line.enter),
        leave: numbers(line.leave),
      })),
      plan: plan.flatMap((one) => byId.get(one) ?? []).filter(({ extraOpen }) => !extraOpen),
      unscored: [...entries.values()].filter((one) => !scored.has(one.id)).map(({ number }) => number),
      hidden: entries.size < chosen.entries.length,
      seen: seenOf(chosen.entries.filter(({ shortlisted }) => shortlisted).map((one) => one.id)),
    },
  };
}

function lineFor(line: StandingLine, entry: RoomEntry | undefined, contest: Contest): RoomLine[] {
  if (!entry) return [];
  const { number, shortlisted, extraOpen, sight } = entry;
  // Said once above the list where the whole contest is invented.
  const example = entry.example && !contest.example;
  const title = sight === 'nothing' ? null : entry.title;
  const organization = sight === 'committee' || sight === 'reading' ? entry.organizationName : null;
  return [{ ...line, number, title, organization, example, shortlisted, extraOpen }];
}

function countedAnew(lines: readonly RoomLine[]): RoomLine[] {
  const bands = [...new Set(lines.map(({ tieBand }) => tieBand))];
  return lines.map((line, place) => ({ ...line, rank: place + 1, tieBand: 1 + bands.indexOf(line.tieBand) }));
}

/** A short mark of a set of entries, whatever their order. */
export const seenOf = (ids: readonly string[]): string =>
  createHash('sha256')
    .update([...ids].sort().join(' '))
    .digest('hex')
    .slice(0, 16);

export const linesPerPage = 25;

/** The lines of the page asked for; the last page where there are not so many. */
export function linesOfPage(
  lines: readonly RoomLine[],
  page: number,
): { lines: RoomLine[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(lines.length / linesPerPage));
  const at = Math.min(page, pages);
  return { lines: lines.slice((at - 1) * linesPerPage, at * linesPerPage), page: at, pages };
}
