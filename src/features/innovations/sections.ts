import type { ProposalField } from './innovation.ts';

/** The form in eight short sections; the key is the last part of the address. */
export const sections = [
  { key: 'tentang', fields: ['title', 'summary', 'topics'] },
  { key: 'klasifikasi', fields: ['initiatorKind', 'initiatorName', 'classification', 'kind', 'form'] },
  { key: 'urusan', fields: ['mainAffair', 'crossingAffairs', 'astaCita', 'pkpnCluster', 'pkpnProgram'] },
  { key: 'waktu', fields: ['stage', 'trialOn', 'implementedOn', 'developedOn', 'coordinates'] },
  { key: 'masalah', fields: ['designLegalBasis', 'designProblem', 'designStrategicIssue'] },
  { key: 'cara-kerja', fields: ['designNovelty', 'designHowItWorks', 'designAdvantage'] },
  { key: 'hasil', fields: ['objective', 'benefit', 'result'] },
  { key: 'dokumen', fields: ['budgetLink', 'businessProfileLink', 'intellectualPropertyLink', 'awardLink'] },
] as const satisfies readonly { key: string; fields: readonly ProposalField[] }[];

export type Section = (typeof sections)[number];
export type SectionKey = Section['key'];

export function sectionCalled(key: string): Section | undefined {
  return sections.find((section) => section.key === key);
}

export function sectionOf(field: ProposalField): Section {
  const found = sections.find((section) => (section.fields as readonly string[]).includes(field));
  if (!found) throw new Error(`no section holds ${field}`);
  return found;
}

/** The section after this one; undefined after the last. */
export function sectionAfter(key: SectionKey): Section | undefined {
  return sections[sections.findIndex((section) => section.key === key) + 1];
}

export function sectionBefore(key: SectionKey): Section | undefined {
  return sections[sections.findIndex((section) => section.key === key) - 1];
}
