import { tellingWords } from './search.ts';
import type { Idea } from './similar.ts';

/** So much is read of an idea: longer texts say nothing new about what they are alike to. */
const read = { title: 20, text: 100, length: 6000 } as const;

export interface IdeaWord {
  word: string;
  inTitle: boolean;
}

/** The words of an idea that can tell it from others, those of the title first. Numbers tell nothing. */
export function ideaWords({ title, text }: Idea): IdeaWord[] {
  const words = (body: string, most: number) =>
    tellingWords(body.slice(0, read.length))
      .filter((word) => /^\p{L}{3,40}$/u.test(word))
      .slice(0, most);
  const inTitle = words(title, read.title);
  const inText = words(text, read.text).filter((word) => !inTitle.includes(word));
  return [...inTitle.map((word) => ({ word, inTitle: true })), ...inText.map((word) => ({ word, inTitle: false }))];
}

/** A stem of the idea and in how many published innovations it stands, at most. */
export interface Stem {
  stem: string;
  inTitle: boolean;
  uses: number;
}

export interface Weighed extends Stem {
  weight: number;
}

export interface SearchPlan {
  /** What counts towards likeness. */
  terms: Weighed[];
  /** Whoever has one of these groups of stems, all of a group, is looked at. */
  groups: string[][];
}

/** So many innovations at most are looked at; so many stems and groups make one question. */
const budget = { rows: 1500, terms: 8, groups: 10, paired: 5 } as const;

/**
 * Chooses by which stems to look for the like of an idea, so that the work stays bounded however large the registry is:
 * telling stems of the title alone, its common ones two together, then those of the text. Weights are inverse document frequencies (K.
 * Spärck Jones 1972), those of the title's stems twofold.
 * @param total published innovations in the region
 */
export function planSearch(stems: readonly Stem[], total: number): SearchPlan {
  if (total <= 0) return { terms: [], groups: [] };
  const terms = stems
    .filter(({ uses }) => uses > 0)
    .map((stem) => ({ ...stem, weight: (stem.inTitle ? 2 : 1) * Math.log((total + 1) / Math.min(stem.uses, total)) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1))
    .slice(0, budget.terms);
  let left: number = budget.rows;
  const groups: string[][] = [];
  const take = (group: string[], rows: number) => {
    if (rows > left || groups.length >= budget.groups) return false;
    groups.push(group);
    left -= rows;
    return true;
  };
  const common = terms.filter((term) => term.inTitle && !take([term.stem], term.uses)).slice(0, budget.paired);
  for (const [at, one] of common.entries()) {
    // Together they stand where chance would have them, or more often: words of one idea keep company.
    for (const other of common.slice(at + 1)) take([one.stem, other.stem], (3 * one.uses * other.uses) / total);
  }
  for (const term of terms) if (!term.inTitle) take([term.stem], term.uses);
  // Nothing but words that stand everywhere: all of them together, and the search stops where enough was looked at.
  if (groups.length === 0 && common.length > 0) groups.push(common.map((term) => term.stem));
  return { terms, groups };
}

/**
 * The plan's groups as PostgreSQL reads them. Without the places of the words: the index does not know them, and rows
 * thrown away after a look at them would not count towards the limit.
 */
export function tsqueryOf(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => `(${group.map((stem) => `'${stem}'`).join(' & ')})`).join(' | ');
}
