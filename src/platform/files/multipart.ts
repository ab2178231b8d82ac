import { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { Invalid } from '../errors.ts';
import { cleanText } from '../http/forms.ts';
import { type Accepted, examine, type Refused } from './intake.ts';
import { type FileStore, TooLarge } from './store.ts';

/** A posted form with files: its fields as text, its files looked at one by one as they come. */
export interface Upload {
  fields: Readonly<Record<string, string>>;
  accepted: Accepted[];
  refused: Refused[];
}

export interface UploadLimits {
  /** Of one file, in bytes. */
  bytes: number;
  files: number;
}

const wrongForm = () => new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);

/**
 * Reads a multipart form as it streams in: no file is ever held in memory. An input left empty is no file; the others
 * stand in the order in which they came.
 * @throws Invalid when it is no such form, or ends before its end; then nothing of it is left
 */
export async function readUpload(request: Request, store: FileStore, limits: UploadLimits): Promise<Upload> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data') || !request.body) throw wrongForm();
  const fields: Record<string, string> = {};
  const streams: Readable[] = [];
  const verdicts: Promise<Verdict>[] = [];
  const onFile = (stream: Readable, name: string) => {
    streams.push(stream);
    verdicts.push(takeFile(stream, name, store, limits.bytes));
    return verdicts.at(-1);
  };
  try {
    await parse(request.body, contentType, limits, fields, onFile);
    return { fields, ...sorted(await Promise.all(verdicts)) };
  } catch {
    // What is still being read ends now; what was taken before is thrown away.
    for (const stream of streams) stream.destroy(new Error('the form was cut short'));
    const settled = await Promise.allSettled(verdicts);
    await discardAll(store, sorted(settled.map((one) => (one.status === 'fulfilled' ? one.value : null))).accepted);
    throw wrongForm();
  }
}

export interface TakenUploads extends Pick<Upload, 'accepted' | 'refused'> {
  /** Those that were whole: of no more use once the form is done. */
  found: readonly string[];
}

/** Looks at uploads that came in pieces, as if their files had come with the form. They stay until `forget`. */
export async function takeUploads(
  store: FileStore,
  ids: readonly string[],
  owner: string,
  mostBytes: number,
): Promise<TakenUploads> {
  const verdicts: Verdict[] = [];
  const found: string[] = [];
  for (const id of ids) {
    const upload = await store.uploads.find(id, owner);
    if (upload) found.push(id);
    verdicts.push(
      upload ? await takeFile(upload.open(), upload.name, store, mostBytes) : { name: '', refusal: 'lost' },
    );
  }
  return { ...sorted(verdicts), found };
}

export async function discardAll(store: FileStore, accepted: readonly Accepted[]): Promise<void> {
  for (const { content, thumbnail } of accepted) {
    await store.discard(content);
    if (thumbnail) await store.discard(thumbnail);
  }
}

/** null: an input left empty. */
type Verdict = Accepted | Refused | null;

function sorted(verdicts: readonly Verdict[]): Pick<Upload, 'accepted' | 'refused'> {
  const files = verdicts.filter((one) => one !== null);
  return {
    accepted: files.filter((one): one is Accepted => 'content' in one),
    refused: files.filter((one): one is Refused => 'refusal' in one),
  };
}

function parse(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  limits: UploadLimits,
  fields: Record<string, string>,
  onFile: (stream: Readable, name: string) => Promise<Verdict> | undefined,
): Promise<void> {
  return new Promise((done, fail) => {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      limits: {
        files: limits.files,
        fileSize: limits.bytes + 1,
        fields: 50,
        fieldSize: 20_000,
        parts: limits.files + 50,
      },
    });
    parser.on('field', (name, value) => {
      fields[name] = cleanText(value);
    });
    parser.on('file', (_field, stream, name) => {
      // Before anybody reads it: an error that nobody listens for would end the process.
      stream.on('error', fail);
      onFile(stream, name ?? '')?.catch(fail);
    });
    parser.on('error', fail);
    parser.on('finish', () => done());
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
      .on('error', fail)
      .pipe(parser);
  });
}

async function takeFile(stream: Readable, name: string, store: FileStore, mostBytes: number): Promise<Verdict> {
  try {
    const incoming = await store.receive(stream, mostBytes);
    if (name !== '' || incoming.bytes > 0) return await examine(store, incoming, name);
    await store.discard(incoming);
    return null;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return { name: cleanText(name).slice(0, 150), refusal: 'large' };
  }
}
