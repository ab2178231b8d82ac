import { type Proposal, type ProposalField, proposalFields } from './innovation.ts';
import type { Event } from './life-cycle.ts';
import { isSame } from './merge.ts';

/** By what a version came to be. `known`: it stood so when its history began to be kept. */
export type Cause = Event | 'known' | 'save' | 'restore' | 'build on';

/** Everything of an innovation that has versions: its proposal, and what it builds on (an innovation's id). */
export interface Whole extends Proposal {
  basedOn: string | null;
}

export type VersionedField = ProposalField | 'basedOn';

export const versionedFields: readonly VersionedField[] = [...proposalFields, 'basedOn'];

export function isVersionedField(name: string): name is VersionedField {
  return (versionedFields as readonly string[]).includes(name);
}

/** Fields in which two versions differ, in the order of the form. */
export function changedFields(older: Whole, newer: Whole): VersionedField[] {
  return versionedFields.filter((field) => !isSame(older[field], newer[field]));
}

/** Saves by one person stand together as one entry: so long a pause ends the run, and so long it may last at most. */
export const runs = { pauseMinutes: 10, lengthMinutes: 60 } as const;

/** Entries on a page of the history. */
export const versionsPerPage = 20;
