import type { ScoringStage } from '#features/competitions/index.ts';
import { type Demand, demandSchema } from './assignment.ts';
import { type Asked, type Competence, similarityOf } from './similarity.ts';

/** A stage as the assignment sees it. */
export interface AssignmentStage {
  competitionId: string;
  name: string;
  year: number;
  example: boolean;
  /** State of the contest. */
  state: string;
  mentorRule: string;
  stage: ScoringStage;
  /** Scoring stages that this contest has. */
  stages: ScoringStage[];
  reviewsPerEntry: number | null;
  closed: boolean;
  entries: StageEntry[];
  /** Also those who left, for their readings. */
  jurors: StageJuror[];
  /** Pairs that may not be, and pairs where the juror mentored the innovation. */
  conflicts: Set<string>;
  mentored: Set<string>;
  reviews: StageReview[];
}

export interface StageEntry extends Asked {
  id: string;
  number: number;
  title: string;
  categoryName: string;
  /** Newest rubric of its category in this stage. */
  rubricId: string | null;
}

export interface StageJuror extends Competence {
  id: string;
  userId: string;
  name: string;
  least: number;
  most: number;
  state: string;
}

export interface StageReview {
  id: string;
  jurorId: string;
  entryId: string;
  state: 'assigned' | 'submitted' | 'recused' | 'withdrawn';
  fixed: boolean;
  extra: boolean;
  mentored: boolean;
  /** Somebody scored or wrote in it. */
  touched: boolean;
}

export const pairKey = (jurorId: string, entryId: string): string => `${jurorId} ${entryId}`;

export const serves = ({ state }: Pick<StageJuror, 'state'>): boolean =>
  state === 'appointed' || state === 'acknowledged';

export const active = ({ state }: Pick<StageReview, 'state'>): boolean => state === 'assigned' || state === 'submitted';

/** Readings that a new run may not take away. */
export const kept = (review: StageReview): boolean =>
  active(review) && (review.fixed || review.extra || review.touched || review.state === 'submitted');

/** Why that juror may not read that entry; null when nothing bars it. */
export function barOf(stage: AssignmentStage, jurorId: string, entryId: string): 'conflict' | 'mentored' | null {
  const key = pairKey(jurorId, entryId);
  if (stage.conflicts.has(key)) return 'conflict';
  return stage.mentorRule === 'bar' && stage.mentored.has(key) ? 'mentored' : null;
}

interface Wish {
  /** By entry: readings asked for; null: by everybody who may. */
  k: (entry: StageEntry) => number | null;
  connected: boolean;
  least: boolean;
  /** Reviews that stay as they are. */
  stays: (review: StageReview) => boolean;
}

/**
 * The stage as a demand of the solver. Readings that stay are fixed; those of jurors who left count towards what an entry
 * needs; what a juror gave back is barred like a conflict.
 */
export function demandOf(stage: AssignmentStage, { k, connected, least, stays }: Wish): Demand {
  const jurors = stage.jurors.filter(serves);
  const recused = new Set(
    stage.reviews.filter(({ state }) => state === 'recused').map(({ jurorId, entryId }) => pairKey(jurorId, entryId)),
  );
  const barred = (jurorId: string, entryId: string) =>
    barOf(stage, jurorId, entryId) !== null || recused.has(pairKey(jurorId, entryId));
  const serving = new Set(jurors.map(({ id }) => id));
  const shown = new Set(stage.entries.map(({ id }) => id));
  const known = stage.reviews.filter((one) => active(one) && shown.has(one.entryId));
  const there = known.filter((one) => serving.has(one.jurorId) && !barred(one.jurorId, one.entryId));
  const fixed = there.filter(stays);
  const doneByOthers = known.filter((one) => !serving.has(one.jurorId) && one.state === 'submitted');
  const pair = ({ jurorId, entryId }: StageReview): [string, string] => [jurorId, entryId];
  return demandSchema.parse({
    entries: stage.entries.map((entry) => {
      const able = jurors.filter(({ id }) => !barred(id, entry.id)).length;
      const own = fixed.filter(({ entryId }) => entryId === entry.id).length;
      const done = doneByOthers.filter(({ entryId }) => entryId === entry.id).length;
      const asked = k(entry);
      return { id: entry.id, k: asked === null ? able : Math.max(own, asked - done) };
    }),
    jurors: jurors.map((one) => {
      const own = fixed.filter(({ jurorId }) => jurorId === one.id).length;
      return { id: one.id, min: least ? one.least : 0, max: Math.max(own, one.most) };
    }),
    similarity: jurors.map((juror) => stage.entries.map((entry) => similarityOf(juror, entry))),
    conflicts: jurors.flatMap(({ id }) =>
      stage.entries.flatMap((entry): [string, string][] => (barred(id, entry.id) ? [[id, entry.id]] : [])),
    ),
    fixed: fixed.map(pair),
    previous: there.filter((one) => !stays(one)).map(pair),
    connected,
    prices: true,
  });
}
