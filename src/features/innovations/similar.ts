/** Title and description as they are being typed. */
export interface Idea {
  title: string;
  text: string;
}

/** A published innovation that may be the same idea, and why it is shown. */
export interface SimilarInnovation {
  id: string;
  title: string;
  summary: string;
  organizationName: string;
  state: 'listed' | 'accepted';
  example: boolean;
  /** Words of its title and summary that share a stem with the idea's. */
  words: string[];
}

export const similarShown = 5;

/** Cuts a text where its words are like the given ones, for marking them. */
export function markWords(text: string, words: readonly string[]): { text: string; shared: boolean }[] {
  const wanted = new Set(words);
  const parts = text.split(/([\p{L}\p{N}]+)/u).filter((part) => part !== '');
  return parts.map((part) => ({ text: part, shared: wanted.has(part.toLowerCase()) }));
}
