import { Invalid } from '#platform/errors.ts';
import { type Deliberation, settledBy } from './standing.ts';

/** What settled a place: a rule of the chain, a quota, or the plenary otherwise. */
export const settlements = [
  'score',
  'criterion',
  'pairwise',
  'presentation',
  'chair',
  'quota',
  'deviation',
  'correction',
] as const;
export type Settlement = (typeof settlements)[number];

export interface Placement {
  place: number;
  entryId: string;
  settledBy: Settlement;
  /** Of a deviation or a correction. */
  reason: string;
}

/**
 * The places as they were asked for, each with what settled it.
 * @throws Invalid for an entry that stands for no place here or twice, for too many, and for a deviation without a reason
 */
export function placed(
  table: Deliberation,
  winners: number,
  asked: { entryIds: readonly string[]; reason: string },
): Placement[] {
  const { entryIds, reason } = asked;
  const known = new Set([...table.order, ...table.unscored].map(({ entryId }) => entryId));
  const fits = entryIds.every((id) => known.has(id)) && new Set(entryIds).size === entryIds.length;
  if (!fits || entryIds.length > winners) throw new Invalid([{ field: 'entryIds', message: 'verdicts.errors.places' }]);
  const deviates = entryIds.length !== table.suggested.length || entryIds.some((id, at) => id !== table.suggested[at]);
  if (deviates && reason === '') throw new Invalid([{ field: 'reason', message: 'verdicts.errors.reasonNeeded' }]);
  return entryIds.map((entryId, at) => {
    const place = at + 1;
    if (entryId !== table.suggested[at]) return { place, entryId, settledBy: 'deviation', reason };
    // An entry that is alone in its category stands first by its score.
    return { place, entryId, settledBy: settledBy(entryId, table)?.link ?? 'score', reason: '' };
  });
}
