import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openUploads, type Uploads } from './resumable.ts';
import type { UploadRoom } from './upload-room.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-room-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function begin(uploads: Uploads, sender: string, bytes: number): Promise<[number, string]> {
  const request = new Request('http://127.0.0.1/kiriman', {
    method: 'POST',
    headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(bytes) },
  });
  const access = { owner: `${sender}/x`, sender, id: null, address: '/kiriman', mostBytes: 1_000_000_000_000 };
  const answer = await uploads.answer(request, access);
  return [answer.status, await answer.text()];
}

const room = (more: Partial<UploadRoom> = {}): UploadRoom => ({ files: 3, bytes: 100, shareOfFree: 0.5, ...more });
const filesIn = async () => (await readdir(folder)).filter((name) => !name.endsWith('.json')).length;

test('a sender’s announced bytes and files end, one place is given once, and what is refused leaves nothing', async () => {
  const uploads = openUploads(folder, room());
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => begin(uploads, 'ani', 1)));
  expect(outcomes.filter(([status]) => status === 201)).toHaveLength(3);
  expect(outcomes.filter(([status, text]) => status === 413 && text.startsWith('unused: '))).toHaveLength(5);
  expect((await begin(uploads, 'budi', 101))[0]).toBe(413);
  expect((await begin(uploads, 'budi', 100))[0]).toBe(201);
  expect((await begin(uploads, 'budi', 1))[0]).toBe(413);
  expect([await filesIn(), (await readdir(folder)).length]).toEqual([4, 8]);
});

test('two processes on one folder pass it neither, and another start still knows what lies there', async () => {
  const two = [openUploads(folder, room()), openUploads(folder, room())];
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, at) => begin(two[at % 2] as Uploads, 'ani', 1)));
  const taken = outcomes.filter(([status]) => status === 201).length;
  expect([taken <= 3, await filesIn()]).toEqual([true, taken]);
  const next = openUploads(folder, room());
  for (let at = taken; at < 3; at++) expect((await begin(next, 'ani', 1))[0]).toBe(201);
  expect((await begin(openUploads(folder, room()), 'ani', 1))[0]).toBe(413);
});

test('all senders together have a share of the disk', async () => {
  const { bavail, bsize } = await statfs(folder);
  const third = Math.floor((bavail * bsize) / 3);
  const uploads = openUploads(folder, room({ bytes: third, shareOfFree: 0.5 }));
  expect((await begin(uploads, 'ani', third))[0]).toBe(201);
  const [status, text] = await begin(uploads, 'budi', third);
  expect([status, text.startsWith('full: ')]).toEqual([413, true]);
  expect((await begin(uploads, 'budi', 10))[0]).toBe(201);
});
