import { derivedId } from '#platform/ids.ts';

export const plenaryPapers = ['plenary_minutes', 'winners_decree'] as const;
export type PlenaryPaper = (typeof plenaryPapers)[number];

/** Ids of the papers that a seal may have, one after the other as earlier ones are made void. */
export function paperIds(kind: PlenaryPaper, plenaryId: string, version: number): string[] {
  return Array.from({ length: 20 }, (_, at) => derivedId(kind, plenaryId, String(version), String(at)));
}
