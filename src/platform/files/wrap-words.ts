/**
 * Breaks a text into at most `most` lines of at most `wide` letters, between words where it can. What does not fit ends
 * with "…". At least one line, so that a picture always has something to draw.
 */
export function wrapWords(text: string, wide: number, most: number): string[] {
  const words = text
    .trim()
    .split(/\s+/u)
    .flatMap((word) => pieces(word, wide));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= wide) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = kept[most - 1] ?? '';
  kept[most - 1] = `${[...last]
    .slice(0, wide - 1)
    .join('')
    .trimEnd()}…`;
  return kept;
}

const lengthOf = (text: string) => [...text].length;

/** A word longer than a line is cut; an empty text is one blank. */
function pieces(word: string, wide: number): string[] {
  const letters = [...word];
  if (letters.length === 0) return [' '];
  const count = Math.ceil(letters.length / wide);
  return Array.from({ length: count }, (_, i) => letters.slice(i * wide, (i + 1) * wide).join(''));
}
