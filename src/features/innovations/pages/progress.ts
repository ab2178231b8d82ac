import type { Proposal } from '../innovation.ts';
import { type Check, isUntouched } from '../proposal-check.ts';
import { type Section, sections } from '../sections.ts';

export interface Progressing {
  proposal: Proposal;
  check: Check;
}

/** How many things of this section are still missing or wrong. */
export function missingIn({ check }: Progressing, section: Section): number {
  return check.faults.filter((fault) => (section.fields as readonly string[]).includes(fault.field)).length;
}

/** Nothing is missing; a section of optional fields counts only when something stands in it. */
export function isComplete(progressing: Progressing, section: Section): boolean {
  return missingIn(progressing, section) === 0 && !isUntouched(progressing.proposal, section.fields);
}

export function isOptional(progressing: Progressing, section: Section): boolean {
  return missingIn(progressing, section) === 0 && isUntouched(progressing.proposal, section.fields);
}

/** The first section in which something is missing; undefined when the proposal can be sent. */
export function firstOpen(progressing: Progressing): Section | undefined {
  return sections.find((section) => missingIn(progressing, section) > 0);
}
