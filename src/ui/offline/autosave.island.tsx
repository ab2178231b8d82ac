import alert from 'lucide-static/icons/circle-alert.svg?raw';
import cloudCheck from 'lucide-static/icons/cloud-check.svg?raw';
import cloudOff from 'lucide-static/icons/cloud-off.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import refresh from 'lucide-static/icons/refresh-cw.svg?raw';
import save from 'lucide-static/icons/save.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Drawing } from '../drawing.tsx';
import { Autosave, type SaveState } from './autosave.ts';
import { ConflictChoice, type ConflictWords } from './conflict-choice.tsx';
import { countLive } from './live-counts.ts';
import { registerWorker } from './register.ts';

export interface SaveWords extends ConflictWords {
  idle: string;
  saving: string;
  /** With `{time}`. */
  savedAt: string;
  onDevice: string;
  signIn: string;
  refused: string;
  restored: string;
  offlineSubmit: string;
}

/** The state of saving, in words. Empty until it is true: without script nothing is saved by itself. */
export default function AutosaveIsland({ words }: { words: SaveWords }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<SaveState | null>(null);
  const [autosave, setAutosave] = useState<Autosave | null>(null);
  useEffect(() => {
    const form = formOf(place.current);
    if (!form) return;
    const stopCounting = countLive(form);
    const started = new Autosave(form, setState);
    setAutosave(started);
    void started.start();
    registerWorker();
    return () => {
      started.stop();
      stopCounting();
    };
  }, []);
  useEffect(() => {
    if (state) noteAtSubmit(formOf(place.current), state, words);
  }, [state]);
  const line = state && said(state, words);
  return (
    <div ref={place} class="save-state">
      <p role="status" class={line?.urgent ? 'save-urgent' : 'save-calm'}>
        {line && (
          <>
            <Drawing svg={line.svg} size={17} />
            <span>{line.text}</span>
          </>
        )}
      </p>
      {state?.kind === 'conflict' && autosave && (
        <ConflictChoice
          form={formOf(place.current)}
          entry={state.entry}
          words={words}
          choose={(choice) => autosave.choose(choice)}
        />
      )}
    </div>
  );
}

/** The island may stand inside the form or beside it on the page. */
function formOf(place: HTMLElement | null): HTMLFormElement | null {
  return place?.closest('form') ?? document.querySelector('form[data-autosave]');
}

interface Line {
  svg: string;
  text: string;
  urgent?: boolean;
}

function said(state: SaveState, words: SaveWords): Line {
  switch (state.kind) {
    case 'idle':
      return { svg: save, text: words.idle };
    case 'saving':
    case 'submitting':
      return { svg: refresh, text: words.saving };
    case 'saved':
      return { svg: cloudCheck, text: words.savedAt.replace('{time}', timeOf(state.at)) };
    case 'restored':
      return { svg: undo, text: words.restored };
    case 'on-device':
    case 'offline-submit':
      return { svg: cloudOff, text: words.onDevice };
    case 'signed-out':
      return { svg: lock, text: words.signIn, urgent: true };
    case 'refused':
      return { svg: alert, text: words.refused, urgent: true };
    case 'conflict':
      return { svg: alert, text: words.conflict, urgent: true };
  }
}

function timeOf(at: Date): string {
  const zone = { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('id-ID', zone).format(Number.isNaN(at.getTime()) ? new Date() : at);
}

/**
 * Beside the button, because the state of saving may be far up the page: what somebody must know who wants to go on.
 * A further try in the background changes nothing about it, so that it neither flickers nor is read out again.
 */
function noteAtSubmit(form: HTMLFormElement | null, state: SaveState, words: SaveWords): void {
  const note = form?.querySelector<HTMLElement>('[data-submit-note]');
  if (!note || state.kind === 'saving') return;
  if (state.kind === 'on-device' && note.textContent === words.offlineSubmit) return;
  const text = noteFor(state, words);
  if (note.textContent === text) return;
  note.textContent = text;
  note.hidden = text === '';
}

function noteFor(state: SaveState, words: SaveWords): string {
  switch (state.kind) {
    case 'idle':
    case 'saved':
    case 'restored':
      return '';
    case 'offline-submit':
      return words.offlineSubmit;
    default:
      return said(state, words).text;
  }
}
