import { countWords } from '#ui/words.ts';
import type { Proposal } from './innovation.ts';

/** The six questions that make up the design (rancang bangun), in the ministry's order of reading. */
export const designFields = [
  'designLegalBasis',
  'designProblem',
  'designStrategicIssue',
  'designNovelty',
  'designHowItWorks',
  'designAdvantage',
] as const satisfies readonly (keyof Proposal)[];

export type DesignField = (typeof designFields)[number];
type Design = Pick<Proposal, DesignField>;

/** Words of the answers; headings do not count. A word is a run between white space that holds a letter or a digit. */
export function countDesignWords(design: Design): number {
  return designFields.reduce((sum, field) => sum + countWords(design[field]), 0);
}

/** The one text that the ministry's form takes: each answer under its heading. */
export function joinDesign(design: Design, headings: Readonly<Record<DesignField, string>>): string {
  return designFields
    .filter((field) => design[field] !== '')
    .map((field) => `${headings[field]}\n${design[field]}`)
    .join('\n\n');
}
