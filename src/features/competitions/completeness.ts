import { isScoringStage, type ScoringStage, type StageKind } from './competition.ts';

/** What is still to be done before a contest may be announced. */
export type Missing =
  | { what: 'category' | 'entryStage' | 'entryOver' }
  | { what: 'rubric'; category: string; stage: ScoringStage }
  | { what: 'criteria'; category: string; stage: ScoringStage };

interface Asked {
  stages: readonly { kind: StageKind; endsAt: Date }[];
  categories: readonly { id: string; name: string }[];
  rubrics: readonly { categoryId: string; stage: ScoringStage; criteria: number }[];
}

/** A category, a stage of entry that is not over, and a rubric with criteria for every category in every scored stage. */
export function missingFor({ stages, categories, rubrics }: Asked, now: Date): Missing[] {
  const entry = stages.find(({ kind }) => kind === 'entry');
  const missing: Missing[] = categories.length === 0 ? [{ what: 'category' }] : [];
  if (!entry) missing.push({ what: 'entryStage' });
  else if (entry.endsAt <= now) missing.push({ what: 'entryOver' });
  const scored = stages.map(({ kind }) => kind).filter(isScoringStage);
  for (const { id, name } of categories) {
    for (const stage of scored) {
      const rubric = rubrics.find((one) => one.categoryId === id && one.stage === stage);
      if (!rubric) missing.push({ what: 'rubric', category: name, stage });
      else if (rubric.criteria === 0) missing.push({ what: 'criteria', category: name, stage });
    }
  }
  return missing;
}
