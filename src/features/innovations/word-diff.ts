import { diffSentences, diffWordsWithSpace } from 'diff';

/** A stretch of text that stands in both, only in the older, or only in the newer. */
export interface Stretch {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** So many words removed and added are told apart one by one; texts that differ more are compared by sentences. */
const mostEdits = 1200;

/**
 * What makes one text the other, word by word. The stretches without the added ones give the older text, those without
 * the removed ones the newer. Algorithm: E. Myers, An O(ND) difference algorithm, 1986; given up where it would cost
 * much, and then whole sentences or the whole text stand as replaced.
 */
export function diffWords(older: string, newer: string): Stretch[] {
  const changes =
    diffWordsWithSpace(older, newer, { maxEditLength: mostEdits }) ??
    diffSentences(older, newer, { maxEditLength: mostEdits });
  if (!changes) return replaced(older, newer);
  const stretches = changes.map(({ value, added, removed }): Stretch => {
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value };
  });
  return joinNeighbours(stretches);
}

function replaced(older: string, newer: string): Stretch[] {
  const both: Stretch[] = [
    { kind: 'removed', text: older },
    { kind: 'added', text: newer },
  ];
  return both.filter(({ text }) => text !== '');
}

/** Changes with nothing but a space between are one change: "satu dua" → "tiga empat" reads as one phrase for another. */
function joinNeighbours(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    joined.push(...replaced(removed, added));
    removed = '';
    added = '';
  };
  stretches.forEach(({ kind, text }, at) => {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (removed + added !== '' && at < stretches.length - 1 && /^[ \t]+$/.test(text)) {
      removed += text;
      added += text;
    } else {
      flush();
      joined.push({ kind, text });
    }
  });
  flush();
  return joined;
}

/** Longest unchanged stretch that is shown whole, and how much of a longer one is left on each side of the gap. */
const [longest, kept] = [400, 120];

export type Shown = Stretch | { kind: 'gap'; words: number };

/** For reading: the middle of a long unchanged stretch gives way to the number of its words. */
export function shorten(stretches: readonly Stretch[]): Shown[] {
  return stretches.flatMap((stretch, at): Shown[] => {
    if (stretch.kind !== 'same' || stretch.text.length <= longest) return [stretch];
    const { text } = stretch;
    const head = at === 0 ? '' : text.slice(0, kept).replace(/\S*$/u, '');
    const tail = at === stretches.length - 1 ? '' : text.slice(-kept).replace(/^\S*/u, '');
    const middle = text.slice(head.length, text.length - tail.length);
    const words = middle.match(/\S+/gu)?.length ?? 0;
    const shown: Shown[] = [
      { kind: 'same', text: head },
      { kind: 'gap', words },
      { kind: 'same', text: tail },
    ];
    return shown.filter((one) => one.kind === 'gap' || one.text !== '');
  });
}
