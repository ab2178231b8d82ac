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
 * Reads a multipart form as it streams in: no file is ever held in memory. An input left empty is no file.
 * @throws Invalid when it is no such form, or ends before its end; then nothing of it is left
 */
export async function readUpload(request: Request, store: FileStore, limits: UploadLimits): Promise<Upload> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data') || !request.body) throw wrongForm();
  const upload: Upload = { fields: {}, accepted: [], refused: [] };
  try {
    await parse(request.body, contentType, store, limits, upload);
    return upload;
  } catch {
    await discardAll(store, upload.accepted);
    throw wrongForm();
  }
}

/** Looks at uploads that came in pieces, as if their files had come with the form. They stay until `forget`. */
export async function takeUploads(
  store: FileStore,
  ids: readonly string[],
  owner: string,
  bytes: number,
): Promise<Pick<Upload, 'accepted' | 'refused'>> {
  const upload: Upload = { fields: {}, accepted: [], refused: [] };
  for (const id of ids) {
    const found = await store.uploads.find(id, owner);
    if (found) await takeFile(found.open(), found.name, store, { bytes, files: ids.length }, upload);
    else upload.refused.push({ name: '', refusal: 'lost' });
  }
  return upload;
}

export async function discardAll(store: FileStore, accepted: readonly Accepted[]): Promise<void> {
  for (const { content, thumbnail } of accepted) {
    await store.discard(content);
    if (thumbnail) await store.discard(thumbnail);
  }
}

function parse(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  store: FileStore,
  limits: UploadLimits,
  upload: Upload,
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
    const fields = upload.fields as Record<string, string>;
    const files: Promise<void>[] = [];
    parser.on('field', (name, value) => {
      fields[name] = cleanText(value);
    });
    parser.on('file', (_field, stream, name) => {
      files.push(takeFile(stream, name ?? '', store, limits, upload).catch(fail));
    });
    parser.on('error', fail);
    parser.on('finish', () => Promise.all(files).then(() => done(), fail));
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
      .on('error', fail)
      .pipe(parser);
  });
}

async function takeFile(stream: Readable, name: string, store: FileStore, limits: UploadLimits, upload: Upload) {
  try {
    const incoming = await store.receive(stream, limits.bytes);
    if (name === '' && incoming.bytes === 0) return await store.discard(incoming);
    const outcome = await examine(store, incoming, name);
    if ('refusal' in outcome) upload.refused.push(outcome);
    else upload.accepted.push(outcome);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    upload.refused.push({ name: cleanText(name).slice(0, 150), refusal: 'large' });
  }
}
