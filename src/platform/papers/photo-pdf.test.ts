import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePhoto } from '../testing/sample-files.ts';
import { photosAsPdf } from './photo-pdf.ts';

let folder: string;
const photos: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-photos-'));
  for (let at = 0; at < 3; at++) {
    const path = join(folder, `${at}.jpg`);
    const photo = await samplePhoto({ side: 1800, seed: at + 1 });
    await writeFile(path, at === 1 ? await sharp(photo).rotate(90).toBuffer() : photo);
    photos.push(path);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([5_000_000, 2_000_000, 600_000, 250_000])('three photos fit in %i bytes, one a page', async (most) => {
  const pdf = await photosAsPdf(photos, most);
  if (!pdf) throw new Error('did not fit');
  expect(pdf.length).toBeLessThanOrEqual(most);
  const { pages, upright } = await readPdf(pdf);
  expect([pages, upright]).toEqual([3, [false, true, false]]);
});

test('as good as the room allows: more bytes, a better picture', async () => {
  const sizes = [];
  for (const most of [250_000, 600_000, 2_000_000]) sizes.push((await photosAsPdf(photos, most))?.length ?? 0);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(new Set(sizes).size).toBe(3);
});

test('the same photos make the same bytes', async () => {
  const [one, two] = [await photosAsPdf(photos, 600_000), await photosAsPdf(photos, 600_000)];
  expect(Buffer.from(one ?? []).equals(Buffer.from(two ?? [1]))).toBe(true);
});

test('what cannot fit is not made', async () => {
  expect(await photosAsPdf(photos, 20_000)).toBeNull();
});

async function readPdf(bytes: Uint8Array) {
  const pdf = await PDFDocument.load(bytes);
  const upright = pdf.getPages().map((page) => page.getHeight() > page.getWidth());
  return { pages: pdf.getPageCount(), upright };
}
