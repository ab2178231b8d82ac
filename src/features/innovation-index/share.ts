import type { Edition } from './edition.ts';
import { type IndexedInnovation, readInnovation } from './maturity.ts';
import type { RuleOptions } from './options.ts';
import { type SpdEntry, scoreTally } from './scoring.ts';
import { type NamedInnovation, pointsPerScore, type Standing } from './standing.ts';
import { replaceInTally, type Tally } from './tally.ts';

/** What one innovation gives to the index, in index points. Over all innovations they add up to the SID part. */
export interface Share {
  /** Its maturity, divided as all are. */
  maturity: number;
  /** Its part of the count score; 0 while too few affairs are represented. */
  count: number;
}

export function shareOf({ edition, tally, score, options }: Standing, innovation: IndexedInnovation): Share {
  const { counted, scored, maturity } = readInnovation(edition, innovation, options);
  const worth = pointsPerScore(edition);
  return {
    maturity: scored ? (maturity / 100 / score.divisor) * worth : 0,
    count: counted ? (score.countScore / tally.n) * worth : 0,
  };
}

/** One innovation coming in, and what the index was before and after. */
export interface Move {
  innovation: NamedInnovation;
  before: number;
  after: number;
}

/**
 * What the innovations accepted last did to the index, newest first, counted with today's levels. Those that are not in
 * n moved nothing and are in the list all the same: the reason is worth knowing.
 */
export function latestMoves({ edition, spd, tally, innovations, options }: Standing, most: number): Move[] {
  const newest = innovations
    .filter((one): one is NamedInnovation & { acceptedAt: Date } => one.acceptedAt !== null)
    .sort((a, b) => b.acceptedAt.getTime() - a.acceptedAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, most);
  let now = tally;
  return newest.map((innovation) => {
    const earlier = replaceInTally(edition, now, innovation, null, options);
    const move = {
      innovation,
      before: indexOf(edition, spd, earlier, options),
      after: indexOf(edition, spd, now, options),
    };
    now = earlier;
    return move;
  });
}

function indexOf(edition: Edition, spd: SpdEntry, tally: Tally, options: RuleOptions): number {
  return scoreTally(edition, spd, tally, options).index;
}

/** What the index would be without this innovation, and is with it. */
export function differenceBy({ edition, spd, tally, score, options }: Standing, innovation: IndexedInnovation) {
  const without = replaceInTally(edition, tally, innovation, null, options);
  return { before: indexOf(edition, spd, without, options), after: score.index };
}
