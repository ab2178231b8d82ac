import { formatNumber, useMessages } from '#ui/index.ts';
import { diffWords, type Shown, shorten } from '../word-diff.ts';

/** A text with what was removed and added in it, said in words to whoever cannot see the lines. */
export function WordDifference({ before, after }: { before: string; after: string }) {
  return (
    <p class="difference max-w-text">
      {shorten(diffWords(before, after)).map((shown) => (
        <Stretch shown={shown} />
      ))}
    </p>
  );
}

function Stretch({ shown }: { shown: Shown }) {
  const { difference } = useMessages().innovations.history;
  if (shown.kind === 'gap') return <span class="text-tinta-3">{difference.gap(formatNumber(shown.words))}</span>;
  if (shown.kind === 'same') return <>{shown.text}</>;
  const words = (
    <>
      <span class="sr-only">{shown.kind === 'added' ? difference.added : difference.removed}</span>
      {shown.text}
      <span class="sr-only">{difference.end}</span>
    </>
  );
  return shown.kind === 'added' ? <ins>{words}</ins> : <del>{words}</del>;
}
