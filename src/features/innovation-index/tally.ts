import type { Edition } from './edition.ts';
import { type IndexedInnovation, type Reading, readInnovation } from './maturity.ts';
import { DEFAULT_OPTIONS, type RuleOptions } from './options.ts';

/**
 * Everything about a region's innovations that its index needs: sums only, so that one changed
 * innovation is taken out and put back in without looking at the others.
 */
export type Tally = {
  /** Innovations in n. */
  n: number;
  /** Those in n whose levels count. */
  scored: number;
  /** For each SID indicator, in the edition's order: the levels of the scored innovations summed. */
  levelSums: readonly number[];
  /** For each SID indicator: scored innovations that are below level 3. */
  raisable: readonly number[];
  /** For each basic-service affair: the innovations that represent it. */
  affairs: readonly number[];
};

type Draft = {
  n: number;
  scored: number;
  levelSums: number[];
  raisable: number[];
  affairs: number[];
  /** The levels of the innovation that is being read. */
  levels: number[];
};

function finishDraft({ levels: _, ...tally }: Draft): Tally {
  return tally;
}

function emptyDraft(edition: Edition): Draft {
  const rows = edition.sid.indicators.length;
  return {
    n: 0,
    scored: 0,
    levelSums: new Array<number>(rows).fill(0),
    raisable: new Array<number>(rows).fill(0),
    affairs: new Array<number>(edition.basicServiceAffairs.length).fill(0),
    levels: new Array<number>(rows).fill(0),
  };
}

function countAffairs(
  edition: Edition,
  affairs: number[],
  innovation: IndexedInnovation,
  options: RuleOptions,
  sign: 1 | -1,
): void {
  const add = (affair: string) => {
    const at = edition.basicServiceAffairs.indexOf(affair);
    if (at >= 0) affairs[at] = (affairs[at] ?? 0) + sign;
  };
  add(innovation.affair);
  if (options.affairs === 'main') return;
  const crossing = new Set(innovation.crossingAffairs ?? []);
  crossing.delete(innovation.affair);
  crossing.forEach(add);
}

function addLevels(draft: Draft, levels: readonly number[], sign: 1 | -1): void {
  draft.scored += sign;
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    draft.levelSums[at] = (draft.levelSums[at] ?? 0) + sign * level;
    if (level < 3) draft.raisable[at] = (draft.raisable[at] ?? 0) + sign;
  }
}

function applyInnovation(
  edition: Edition,
  draft: Draft,
  innovation: IndexedInnovation,
  options: RuleOptions,
  sign: 1 | -1,
): Reading {
  const reading = readInnovation(edition, innovation, options, draft.levels);
  if (reading.counted) draft.n += sign;
  if (reading.represents) countAffairs(edition, draft.affairs, innovation, options, sign);
  if (reading.scored) addLevels(draft, draft.levels, sign);
  return reading;
}

/** Counts all innovations, and hands each one's reading to whoever also needs it. */
export function tallyInnovations(
  edition: Edition,
  innovations: readonly IndexedInnovation[],
  options: RuleOptions = DEFAULT_OPTIONS,
  look?: (innovation: IndexedInnovation, reading: Reading) => void,
): Tally {
  const draft = emptyDraft(edition);
  for (const innovation of innovations) {
    const reading = applyInnovation(edition, draft, innovation, options, 1);
    look?.(innovation, reading);
  }
  return finishDraft(draft);
}

/**
 * The tally after one innovation changed (a level, its status, anything), came (`before` null) or
 * went (`after` null). Same result as a new count of all, at the price of one innovation.
 */
export function replaceInTally(
  edition: Edition,
  tally: Tally,
  before: IndexedInnovation | null,
  after: IndexedInnovation | null,
  options: RuleOptions = DEFAULT_OPTIONS,
): Tally {
  const draft: Draft = {
    n: tally.n,
    scored: tally.scored,
    levelSums: [...tally.levelSums],
    raisable: [...tally.raisable],
    affairs: [...tally.affairs],
    levels: [],
  };
  if (before !== null) applyInnovation(edition, draft, before, options, -1);
  if (after !== null) applyInnovation(edition, draft, after, options, 1);
  return finishDraft(draft);
}
