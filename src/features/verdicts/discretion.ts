/** Titles of learning and of address: "Dr. Rina Contoh, M.Si." is Rina Contoh. */
const bare = (name: string) =>
  name
    .replace(/,.*$/, '')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(?:prof|dr|drs|dra|ir|h|hj)\.?\s/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const patterns = (names: readonly string[]) =>
  [...new Set(names.flatMap((name) => [name.trim(), bare(name)]))]
    .filter((name) => name.length > 2)
    .toSorted((a, b) => b.length - a.length)
    .map(
      (name) =>
        new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu'),
    );

/** Whether a text names one of them, in full or without titles. */
export function namesIn(text: string, names: readonly string[]): boolean {
  return patterns(names).some((pattern) => pattern.test(text));
}

/** The text with those names blotted out. */
export function withoutNames(text: string, names: readonly string[]): string {
  return patterns(names).reduce((left, pattern) => left.replace(pattern, '…'), text);
}
