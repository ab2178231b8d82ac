import { id as messages } from '#messages/id.ts';
import { draftSchema, fieldText, type Proposal, type ProposalPatch, proposalFields } from './innovation.ts';
import type { Topic } from './topic.ts';
import { changedFields, type VersionedField, type Whole } from './version.ts';

export interface Restoring {
  /** What becomes again what it was. */
  patch: ProposalPatch;
  /** undefined: stays. */
  basedOn: string | null | undefined;
  /** What differs and cannot come back: a choice that is offered no more, an innovation that is no longer public, a name
   *  that another key sealed. */
  left: VersionedField[];
}

/**
 * What restoring an older version would write on top of the present one.
 * @param usable whether the older version's `basedOn` may still be chosen
 */
export function planRestore(current: Whole, older: Whole, topics: readonly Topic[], usable: boolean): Restoring {
  const plan: Restoring = { patch: {}, basedOn: undefined, left: [] };
  for (const field of changedFields(current, older)) {
    if (field === 'basedOn') {
      if (older.basedOn === null || usable) plan.basedOn = older.basedOn;
      else plan.left.push(field);
    } else if (older[field] === messages.common.unreadable) plan.left.push(field);
    else if (field === 'topics') restoreTopics(plan, current, older, topics);
    else {
      const parsed = draftSchema.shape[field].safeParse(fieldText(older[field]));
      if (parsed.success) plan.patch = { ...plan.patch, [field]: parsed.data };
      else plan.left.push(field);
    }
  }
  return plan;
}

/** Retired topics come back only where the draft still bears them. */
function restoreTopics(plan: Restoring, current: Whole, older: Whole, topics: readonly Topic[]): void {
  const offered = (slug: string) =>
    current.topics.includes(slug) || topics.some((topic) => topic.slug === slug && !topic.retired);
  const kept = older.topics.filter(offered);
  if (kept.length < older.topics.length) plan.left.push('topics');
  if (changedFields(current, { ...current, topics: kept }).length > 0) plan.patch = { ...plan.patch, topics: kept };
}

/** The present version with the plan carried out. */
export function restored(current: Whole, { patch, basedOn }: Restoring): Whole {
  const written = Object.fromEntries(
    proposalFields.flatMap((field) => (patch[field] === undefined ? [] : [[field, patch[field]]])),
  ) as Partial<Proposal>;
  return { ...current, ...written, ...(basedOn === undefined ? {} : { basedOn }) };
}

export function changesNothing({ patch, basedOn }: Restoring): boolean {
  return Object.keys(patch).length === 0 && basedOn === undefined;
}
