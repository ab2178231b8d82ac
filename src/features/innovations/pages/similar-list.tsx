import type { ComponentChildren } from 'preact';
import { markWords, type SimilarInnovation } from '../similar.ts';

/** All words of the list, handed in: it is drawn by the server and in the browser. */
export interface SimilarWords {
  heading: string;
  shared: string;
  states: Readonly<Record<'listed' | 'accepted', string>>;
  example: string;
}

export interface SimilarListProps {
  found: readonly SimilarInnovation[];
  words: SimilarWords;
  /** Puts the tenant's prefix before a path. */
  base: string;
  /** Under each: how to choose it. */
  choice?: (one: SimilarInnovation) => ComponentChildren;
}

/** Innovations that are like an idea, each with what it shares with it, whose it is and where it stands. */
export function SimilarList({ found, words, base, choice }: SimilarListProps) {
  return (
    <ul class="grid gap-3">
      {found.map((one) => (
        <li class="rounded-card border border-garis bg-white p-4" key={one.id}>
          <p class="font-semibold">
            <a class="link" href={`${base}/inovasi/${one.id}`}>
              <Marked text={one.title} words={one.words} />
            </a>
          </p>
          <p class="text-sm text-tinta-3">
            {[one.organizationName, words.states[one.state], one.example ? words.example : '']
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p class="mt-1 line-clamp-3 text-md text-tinta-2">
            <Marked text={one.summary} words={one.words} />
          </p>
          {one.words.length > 0 && (
            <p class="mt-1 text-sm">
              <span class="text-tinta-3">{words.shared}</span>
              <strong>{one.words.join(', ')}</strong>
            </p>
          )}
          {choice?.(one)}
        </li>
      ))}
    </ul>
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <>
      {markWords(text, words).map((part) => (part.shared ? <mark class="shared-word">{part.text}</mark> : part.text))}
    </>
  );
}
