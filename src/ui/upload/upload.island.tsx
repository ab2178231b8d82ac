import { useEffect, useRef, useState } from 'preact/hooks';
import { formOf, watchForm } from './form-upload.ts';
import type { Progress } from './progress.ts';

export interface UploadWords {
  /** With `{at}`, `{of}` and `{percent}`. */
  sending: string;
  shrinking: string;
  waiting: string;
  done: string;
  signIn: string;
  /** With `{name}`. */
  tooLarge: string;
  unused: string;
  full: string;
  refused: string;
  bar: string;
}

export interface UploadProps {
  words: UploadWords;
  endpoint: string;
  mostBytes: number;
}

/** Sends the chosen files in pieces, says how far it has come, and goes on by itself after a lost connection. */
export default function UploadIsland({ words, endpoint, mostBytes }: UploadProps) {
  const place = useRef<HTMLDivElement>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    const form = formOf(place.current);
    return form ? watchForm(form, { endpoint, mostBytes }, setProgress) : undefined;
  }, [endpoint, mostBytes]);
  return (
    <div ref={place} class="upload-progress">
      {progress && progress.kind !== 'stopped' && (
        <progress max={100} value={percentOf(progress)} aria-label={words.bar} />
      )}
      <p role="status" class={progress?.kind === 'stopped' ? 'save-urgent' : 'save-calm'}>
        {progress && said(progress, words)}
      </p>
    </div>
  );
}

function percentOf(progress: Progress): number {
  return 'share' in progress ? Math.floor(progress.share * 100) : 100;
}

function said(progress: Progress, words: UploadWords): string {
  if (progress.kind === 'stopped') return words[progress.reason].replace('{name}', progress.name);
  if (progress.kind === 'done') return words.done;
  return words[progress.kind]
    .replace('{at}', String(progress.at))
    .replace('{of}', String(progress.of))
    .replace('{percent}', String(percentOf(progress)));
}
