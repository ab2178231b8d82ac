import type { ScoringStage } from '#features/competitions/index.ts';
import type { ScoredPart } from './aftermath.ts';

/** Fewer scored entries than these have no quartiles worth the name, and would show a neighbour's score. */
export const leastField = 4;
/** With one juror every figure would be that juror's own. */
export const leastJurors = 2;

export interface CriterionFeedback {
  name: string;
  /** Mean over the jurors, on the rubric's scale. */
  own: number;
  /** Of all entries of the category in this stage; null where there are too few. */
  field: { low: number; median: number; high: number } | null;
}

export interface StageFeedback {
  stage: ScoringStage;
  scale: [number, number];
  /** Entries of the category that were scored in this stage, this one included. */
  entries: number;
  /** null where a single juror read the entry: figures would say who gave them. */
  criteria: CriterionFeedback[] | null;
}

/** How one entry was scored in one stage beside all others of its category; null when it was not. */
export function stageFeedback({ stage, scale, criteria, scores }: ScoredPart, entryId: string): StageFeedback | null {
  const own = scores.filter(({ entry }) => entry === entryId);
  if (own.length === 0) return null;
  const entries = [...new Set(scores.map(({ entry }) => entry))];
  const few = new Set(own.map(({ juror }) => juror)).size < leastJurors;
  const meanOf = (entry: string, criterion: string) =>
    mean(scores.filter((row) => row.entry === entry && row.criterion === criterion).map(({ value }) => value));
  const told = criteria.map(({ id, name }): CriterionFeedback => {
    const all = entries.map((entry) => meanOf(entry, id));
    const field =
      all.length < leastField
        ? null
        : { low: quantile(all, 0.25), median: quantile(all, 0.5), high: quantile(all, 0.75) };
    return { name, own: meanOf(entryId, id), field };
  });
  return { stage, scale, entries: entries.length, criteria: few ? null : told };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Linear between neighbours (type 7 of Hyndman and Fan 1996, as spreadsheets do). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}
