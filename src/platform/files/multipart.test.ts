import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Invalid } from '../errors.ts';
import { samplePdf, samplePhoto } from '../testing/sample-files.ts';
import { discardAll, readUpload } from './multipart.ts';
import { type FileStore, openFolderStore } from './store.ts';

let folder: string;
let store: FileStore;
let photo: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-multipart-'));
  store = openFolderStore(folder);
  photo = await samplePhoto();
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => rm(join(folder, 'masuk'), { recursive: true, force: true }));

const limits = { bytes: 1_000_000, files: 5 };
const aside = () => readdir(join(folder, 'masuk')).catch(() => []);

function requestOf(form: FormData): Request {
  return new Request('http://127.0.0.1/unggah', { method: 'POST', body: form });
}

function formOf(files: readonly [name: string, content: Uint8Array][], fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, content] of files) form.append('berkas', new Blob([new Uint8Array(content)]), name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test('files stand in the order in which they came, though a photo takes longer to look at', async () => {
  const form = formOf(
    [
      ['satu.jpg', photo],
      ['dua.pdf', samplePdf('dua')],
      ['', new Uint8Array()],
      ['tiga.jpg', photo],
      ['empat.pdf', samplePdf('empat')],
      ['besar.pdf', samplePdf('besar', 1_000_001)],
    ],
    { judul: 'Foto\u202e kegiatan' },
  );
  const { fields, accepted, refused } = await readUpload(requestOf(form), store, { ...limits, files: 6 });
  expect(accepted.map(({ name }) => name)).toEqual(['satu.jpg', 'dua.pdf', 'tiga.jpg', 'empat.pdf']);
  expect([fields, refused]).toEqual([{ judul: 'Foto kegiatan' }, [{ name: 'besar.pdf', refusal: 'large' }]]);
  await discardAll(store, accepted);
  expect(await aside()).toEqual([]);
});

test('more files than allowed are not taken', async () => {
  const form = formOf(Array.from({ length: 9 }, (_, at) => [`${at}.pdf`, samplePdf(String(at))]));
  const { accepted } = await readUpload(requestOf(form), store, limits);
  expect(accepted).toHaveLength(5);
});

test('a form cut anywhere is refused, ends nothing else, and leaves nothing', async () => {
  const whole = requestOf(
    formOf([
      ['satu.jpg', photo],
      ['dua.pdf', samplePdf('dua', 5000)],
    ]),
  );
  const type = whole.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await whole.arrayBuffer());
  for (const at of [0, 20, 200, 5000, photo.length + 300, bytes.length - 60, bytes.length - 8]) {
    for (const lost of [false, true]) {
      const request = cut(bytes.subarray(0, at), type, lost);
      await expect(readUpload(request, store, limits), `${at} ${lost}`).rejects.toThrow(Invalid);
    }
  }
  await wait(50);
  expect(await aside()).toEqual([]);
});

test('what is no form at all is refused', async () => {
  for (const [type, body] of [
    ['application/json', '{}'],
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=x', 'y'],
  ] as const) {
    const request = new Request('http://127.0.0.1/', { method: 'POST', headers: { 'content-type': type }, body });
    await expect(readUpload(request, store, limits)).rejects.toThrow(Invalid);
  }
});

/** The form's first bytes, and then the end, or the loss of the connection. */
function cut(bytes: Uint8Array, type: string, lost: boolean): Request {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new Uint8Array(bytes));
      await wait(5);
      if (lost) controller.error(new Error('putus'));
      else controller.close();
    },
  });
  const headers = { 'content-type': type };
  return new Request('http://127.0.0.1/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
}
