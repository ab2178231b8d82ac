/** What makes a juror fit for an entry, as jurors declared it. */
export interface Competence {
  categoryIds: readonly string[];
  affairs: readonly string[];
  languages: readonly string[];
}

export interface Asked {
  categoryId: string;
  /** Affair of government of the innovation, and those it crosses; null and empty where none is stated. */
  mainAffair: string | null;
  crossingAffairs: readonly string[];
  language: string;
}

const weights = { category: 0.5, affair: 0.4, language: 0.1 } as const;

/** What an undeclared competence counts: neither for nor against. */
const undeclared = 0.5;

export type Reason = keyof typeof weights;

/** From 0 to 1: half for the category, four tenths for the affair (crossing affairs a little less), a tenth for language. */
export function similarityOf(juror: Competence, entry: Asked): number {
  const category = juror.categoryIds.length === 0 ? undeclared : Number(juror.categoryIds.includes(entry.categoryId));
  const language = Number(juror.languages.includes(entry.language));
  const value = weights.category * category + weights.affair * affairOf(juror, entry) + weights.language * language;
  return Math.round(value * 1000) / 1000;
}

function affairOf({ affairs }: Competence, { mainAffair, crossingAffairs }: Asked): number {
  if (affairs.length === 0 || mainAffair === null) return undeclared;
  if (affairs.includes(mainAffair)) return 1;
  return crossingAffairs.some((one) => affairs.includes(one)) ? 0.7 : 0;
}

/** What speaks for the pair, for whoever asks why. */
export function reasonsOf(juror: Competence, entry: Asked): Reason[] {
  const reasons: Reason[] = [];
  if (juror.categoryIds.includes(entry.categoryId)) reasons.push('category');
  const affairs = [entry.mainAffair ?? '', ...entry.crossingAffairs];
  if (affairs.some((one) => juror.affairs.includes(one))) reasons.push('affair');
  if (juror.languages.includes(entry.language)) reasons.push('language');
  return reasons;
}
