import type { Proposal } from '../innovation.ts';
import { type Check, isRequired, isUntouched } from '../proposal-check.ts';
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

/** Sections without which nothing can be sent, and how many of them are complete. */
export function progressOf(progressing: Progressing): { done: number; of: number } {
  const needed = sections.filter((section) => section.fields.some(isRequired));
  return { done: needed.filter((section) => isComplete(progressing, section)).length, of: needed.length };
}

/** How many fields of this section a verifier remarked on. */
export function remarksIn(remarks: Readonly<Record<string, string>>, section: Section): number {
  return section.fields.filter((field) => remarks[field]).length;
}

/** The first section in which something is missing; undefined when the proposal can be sent. */
export function firstOpen(progressing: Progressing): Section | undefined {
  return sections.find((section) => missingIn(progressing, section) > 0);
}
