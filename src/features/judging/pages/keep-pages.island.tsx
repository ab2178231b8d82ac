import { useEffect, useState } from 'preact/hooks';
import { type KeptPage, keepPages } from '#ui/offline/keep-pages.ts';

interface Props {
  /** Beginning of the addresses of all such pages. */
  under: string;
  pages: readonly KeptPage[];
  words: { working: string; done: string; failed: string };
}

/** Asks the device to keep every page that the juror works on, and says when it has. Without script it says nothing. */
export default function KeepPagesIsland({ under, pages, words }: Props) {
  const [state, setState] = useState<keyof Props['words'] | null>(null);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    if (pages.length > 0) setState('working');
    keepPages(under, pages).then(
      (kept) => setState(pages.length === 0 ? null : kept === pages.length ? 'done' : 'failed'),
      () => setState('failed'),
    );
  }, []);
  return (
    <p role="status" class="field-hint mb-6">
      {state ? words[state] : ''}
    </p>
  );
}
