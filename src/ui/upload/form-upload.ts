import { type Progress, Stopped } from './progress.ts';

export interface UploadPlace {
  endpoint: string;
  mostBytes: number;
}

export type Report = (progress: Progress) => void;

export function formOf(place: HTMLElement | null): HTMLFormElement | null {
  return place?.closest('form') ?? null;
}

/** Takes over the sending of the form's files. @returns how to stop watching */
export function watchForm(form: HTMLFormElement, place: UploadPlace, report: Report): () => void {
  // Loaded ahead: when the button is pressed there may be no signal to load it with.
  const sender = import('./send.ts');
  sender.catch(() => {});
  let busy = false;
  const onSubmit = (event: SubmitEvent) => {
    const input = form.querySelector<HTMLInputElement>('input[type="file"]');
    const files = [...(input?.files ?? [])];
    if (busy) return event.preventDefault();
    if (!input || input.disabled || files.length === 0) return;
    event.preventDefault();
    busy = true;
    sender
      .then(({ sendFiles }) => sendFiles(files, place, report))
      .then((ids) => {
        report({ kind: 'done' });
        submitWith(form, input, ids);
      })
      .catch((error: unknown) => {
        const stopped = error instanceof Stopped ? error : new Stopped('refused', '');
        report({ kind: 'stopped', reason: stopped.reason, name: stopped.file });
      })
      .finally(() => {
        busy = false;
      });
  };
  form.addEventListener('submit', onSubmit);
  return () => form.removeEventListener('submit', onSubmit);
}

/** The form goes as it would have gone, with the names of the uploads in place of the files. */
function submitWith(form: HTMLFormElement, input: HTMLInputElement, ids: readonly string[]): void {
  const names = document.createElement('input');
  names.type = 'hidden';
  names.name = 'kiriman';
  names.value = ids.join(',');
  form.append(names);
  input.disabled = true;
  form.submit();
}
