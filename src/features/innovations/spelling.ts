/** A word of the catalogue that might be meant, and in how many entries it stands. */
export interface Candidate {
  word: string;
  uses: number;
}

/** How many slips a word of this length is forgiven: a letter too many, too few, wrong, or two exchanged. */
export function slipsAllowed(length: number): number {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 10 ? 2 : 3;
}

/** The candidate that is most likely meant: fewest slips, then most used; else the most used one that begins like it. */
export function nearestWord(typed: string, candidates: readonly Candidate[]): string | null {
  const most = slipsAllowed(typed.length);
  const near = candidates
    .map((candidate) => ({ ...candidate, slips: slips(typed, candidate.word) }))
    .filter((candidate) => candidate.slips <= most)
    .sort((a, b) => a.slips - b.slips || byUse(a, b));
  if (near[0]) return near[0].word;
  const begun = typed.length < 4 ? [] : candidates.filter((candidate) => candidate.word.startsWith(typed));
  return [...begun].sort(byUse)[0]?.word ?? null;
}

const byUse = (a: Candidate, b: Candidate) => b.uses - a.uses || (a.word < b.word ? -1 : 1);

/** Optimal string alignment distance (Boytsov 2011, section 2.2): neighbours exchanged count once. */
export function slips(from: string, to: string): number {
  const [a, b] = [Array.from(from), Array.from(to)];
  let twoBack: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(before, j) + 1, at(row, j - 1) + 1, at(before, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(twoBack, j - 2) + 1);
      row.push(least);
    }
    [twoBack, before] = [before, row];
  }
  return at(before, b.length);
}

const at = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;
