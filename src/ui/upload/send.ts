import { DetailedError, defaultOptions, Upload } from 'tus-js-client';
import type { Report, UploadPlace } from './form-upload.ts';
import { reasonOf, Stopped } from './progress.ts';
import { type Ready, shrinkPhoto } from './shrink.ts';

/** So much is sent in one piece; what a lost connection takes is at most one of them. */
const pieceBytes = 512 * 1024;
const dayInMs = 24 * 60 * 60 * 1000;
/** At the end of these waits it goes on waiting for the device to say that there is signal again. */
const waits = [500, 1000, 2000, 4000, 8000];

/** Sends the files one after the other. @returns their names on the server, in the same order. @throws Stopped */
export async function sendFiles(files: readonly File[], place: UploadPlace, report: Report): Promise<string[]> {
  await forgetOld();
  const ids: string[] = [];
  for (const [i, file] of files.entries()) {
    const step = { at: i + 1, of: files.length };
    report({ kind: 'shrinking', ...step, share: i / files.length });
    const ready = await shrinkPhoto(file);
    if (ready.blob.size > place.mostBytes) throw new Stopped('tooLarge', file.name);
    const tell = (kind: 'sending' | 'waiting', share: number) =>
      report({ kind, ...step, share: (i + share) / files.length });
    tell('sending', 0);
    ids.push(await sendOne(file, ready, place.endpoint, tell));
  }
  return ids;
}

function sendOne(
  file: File,
  { blob, name }: Ready,
  endpoint: string,
  tell: (kind: 'sending' | 'waiting', share: number) => void,
): Promise<string> {
  return new Promise((done, fail) => {
    let share = 0;
    const upload = new Upload(blob, {
      endpoint,
      chunkSize: pieceBytes,
      retryDelays: waits,
      metadata: { filename: name },
      // The same file for the same place, also after the page was closed.
      fingerprint: async () => ['gelar', endpoint, file.name, file.size, file.lastModified, blob.size].join('|'),
      onProgress: (sent, of) => {
        share = of > 0 ? sent / of : 1;
        tell('sending', share);
      },
      onShouldRetry: (error) => {
        const again = isPassing(error);
        if (again) tell('waiting', share);
        return again;
      },
      onError: (error) => {
        if (!isPassing(error)) return fail(stoppedBy(error, file.name));
        tell('waiting', share);
        untilSignal().then(() => upload.start());
      },
      onSuccess: () => done(upload.url?.split('/').at(-1) ?? ''),
    });
    upload
      .findPreviousUploads()
      .then(([before]) => {
        if (before) upload.resumeFromPreviousUpload(before);
        upload.start();
      })
      .catch(() => upload.start());
  });
}

const answerTo = (error: unknown) => (error instanceof DetailedError ? error.originalResponse : null);
const statusOf = (error: unknown) => answerTo(error)?.getStatus() ?? 0;

function stoppedBy(error: unknown, name: string): Stopped {
  return new Stopped(reasonOf(statusOf(error), answerTo(error)?.getBody() ?? ''), name);
}

/** No answer at all, or one that another moment may change. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === 0 || status >= 500 || [408, 409, 423, 429].includes(status);
}

/** Until the device says that it is connected, and a while in any case: it does not always know. */
function untilSignal(): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      done();
    };
    const timer = setTimeout(go, 15_000);
    window.addEventListener('online', go);
  });
}

/** The server keeps what nobody goes on with for a day; older memories of this device lead nowhere. */
async function forgetOld(): Promise<void> {
  const { urlStorage } = defaultOptions;
  for (const known of await urlStorage.findAllUploads()) {
    const age = Date.now() - new Date(known.creationTime).getTime();
    if (!(age < dayInMs)) await urlStorage.removeUpload(known.urlStorageKey);
  }
}
