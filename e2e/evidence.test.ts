import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, type Visit, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

const photosSent = 12;
const limit = 2_000_000;
const villageInnovator = 'operator.tarumasri';

let browser: Browser;
let product: Product;
let folder: string;
/** Paths: together they are too large to be handed to the browser as they are. */
let photos: string[];
beforeAll(async () => {
  browser = await openBrowser();
  product = await startProduct();
  folder = await mkdtemp(join(tmpdir(), 'gelar-photos-'));
  photos = await writePhotos();
});
afterAll(async () => {
  await product?.remove();
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** As a phone makes it: 12 megapixels, several megabytes, with the place where it was taken. */
async function phonePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const;
  const leaves = sharp({ create: { width: 600, height: 450, channels: 3, background: '#7a8', noise } });
  return sharp(await leaves.png().toBuffer())
    .resize(4000, 3000)
    .withExif({ IFD0: { Make: 'HP-Contoh' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 15/1 0/1' } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** The same view twelve times, each a file of its own: drawing twelve would take longer than sending them. */
async function writePhotos(): Promise<string[]> {
  const photo = await phonePhoto();
  const paths = Array.from({ length: photosSent }, (_, at) => join(folder, `IMG_${at + 1}.jpg`));
  for (const [at, path] of paths.entries()) await writeFile(path, Buffer.concat([photo, Buffer.from(`foto ${at}`)]));
  return paths;
}

async function signIn({ page }: Visit, username: string): Promise<void> {
  const { password } = await product.account(username);
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
  await page.waitForURL('**/kerja');
}

/** A draft of the village's innovator, new for each journey. */
async function newDraft(page: Page, title: string): Promise<string> {
  await page.goto('/kerja/inovasi/baru');
  await page.locator('[name="title"]').fill(title);
  await page.getByRole('button', { name: 'Mulai menulis' }).click();
  await page.waitForURL(/kerja\/inovasi\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function openPlace(page: Page, id: string): Promise<void> {
  await page.goto(`/kerja/inovasi/${id}`);
  await page.getByRole('link', { name: 'Berkas bukti' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: '20. Bimtek inovasi' }).click();
  await page.getByText('Bukti yang diminta').waitFor();
  await expectAccessible(page);
}

async function choosePhotos(page: Page): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(photos);
  await page.locator('[name="satuPdf"]').check();
  await page.locator('[name="judul"]').fill('Sosialisasi Sabtu (contoh)');
}

/** 1.2 Mbit/s with a quarter of a second to the server and back, as on the edge of a cell; or nothing at all. */
function network(devtools: CDPSession, offline: boolean) {
  const rate = 150 * 1024;
  const conditions = { offline, latency: 250, downloadThroughput: rate, uploadThroughput: rate };
  return devtools.send('Network.emulateNetworkConditions', conditions);
}

async function openedPdf(page: Page): Promise<{ pages: number; bytes: number }> {
  const link = page.getByRole('link', { name: 'Sosialisasi Sabtu (contoh)', exact: true });
  const answer = await page.request.get((await link.getAttribute('href')) ?? '');
  const bytes = await answer.body();
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const pdf = await PDFDocument.load(bytes);
  return { pages: pdf.getPageCount(), bytes: bytes.length };
}

describe('a village sends twelve photos as one PDF', () => {
  test('over a slow connection that breaks, twice', async () => {
    for (const path of photos) expect((await stat(path)).size).toBeGreaterThan(2_000_000);
    const visitor = await visit(browser, product.url);
    const { page, context, errors } = visitor;
    await signIn(visitor, villageInnovator);
    await openPlace(page, await newDraft(page, 'Sosialisasi sampah (contoh)'));
    await choosePhotos(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    let created = 0;
    page.on('response', (answer) => {
      if (answer.status() === 201 && answer.url().endsWith('/unggah/kiriman')) created++;
    });
    await network(devtools, false);
    await page.getByRole('button', { name: 'Kirim berkas' }).click();
    for (const at of [3, 7]) {
      await page.getByText(new RegExp(`Mengirim berkas ${at} dari ${photosSent}`)).waitFor({ timeout: 120_000 });
      await network(devtools, true);
      await page.getByText('Sambungan terputus').waitFor({ timeout: 30_000 });
      await expectAccessible(page);
      await network(devtools, false);
    }
    await page.getByText('Berkas tersimpan.').waitFor({ timeout: 120_000 });
    await devtools.detach();
    // What had arrived was not sent again.
    expect(created).toBe(photosSent);
    const { pages, bytes } = await openedPdf(page);
    expect([pages, bytes <= limit]).toEqual([photosSent, true]);
    await expectAccessible(page);
    errors.splice(0, errors.length, ...errors.filter((line) => !/net::ERR_|Failed to load resource/.test(line)));
    expect(errors).toEqual([]);
    await context.close();
  }, 420_000);

  test('without script, with the form itself', async () => {
    const visitor = await visit(browser, product.url, { script: false });
    await signIn(visitor, villageInnovator);
    await openPlace(visitor.page, await newDraft(visitor.page, 'Sosialisasi tanpa skrip (contoh)'));
    await choosePhotos(visitor.page);
    await visitor.page.getByRole('button', { name: 'Kirim berkas' }).click({ noWaitAfter: true, timeout: 120_000 });
    await visitor.page.getByText('Berkas tersimpan.').waitFor({ timeout: 120_000 });
    const { pages, bytes } = await openedPdf(visitor.page);
    expect([pages, bytes <= limit]).toEqual([photosSent, true]);
    await expectAccessible(visitor.page);
    await visitor.context.close();
  }, 300_000);
});
