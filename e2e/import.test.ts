import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

let browser: Browser;
let product: Product;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  product = await startProduct();
  folder = await mkdtemp(join(tmpdir(), 'gelar-sheets-'));
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
  await rm(folder, { recursive: true, force: true });
});

const heads = ['Nomor rujukan', 'Organisasi', 'Nama inovasi', 'Tahapan', 'Waktu penerapan', 'Urusan utama'];
type Line = [string, string, string, string, string | Date, string];

function linesOf(mark: string): Line[] {
  return Array.from({ length: 8 }, (_, at): Line => {
    const day = new Date(Date.UTC(2025, at, 17));
    return [`${mark}-${at}`, 'Desa Tarum Asri (contoh)', `Layanan ${mark} ${at} (contoh)`, 'penerapan', day, 'Sosial'];
  });
}

async function save(name: string, lines: readonly Line[]): Promise<string> {
  const workbook = new Excel.Workbook();
  const sheet = workbook.addWorksheet('Inovasi');
  for (const row of [heads, ...lines]) sheet.addRow([...row]);
  const path = join(folder, name);
  await writeFile(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}

async function signIn(page: Page, username: string): Promise<void> {
  const { password } = await product.account(username);
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
  await page.waitForURL('**/kerja');
}

/** Sends the file and waits until it has been looked through; without script by loading the page anew. */
async function send(page: Page, path: string, script: boolean): Promise<void> {
  await page.goto('/kerja/impor');
  await expectAccessible(page);
  await page.locator('input[type="file"]').setInputFiles(path);
  await page.getByRole('button', { name: 'Periksa berkas ini' }).click();
  await page.waitForURL('**/kerja/impor/*-*');
  await settled(page, 'Hasil pemeriksaan', script);
  await expectAccessible(page);
}

async function settled(page: Page, words: string, script: boolean): Promise<void> {
  const until = Date.now() + 60_000;
  while ((await page.getByRole('heading', { name: words }).count()) === 0) {
    if (Date.now() > until) throw new Error(`never said "${words}": ${await page.locator('main').textContent()}`);
    if (script) await page.waitForTimeout(300);
    else {
      await page.waitForTimeout(1000);
      const again = page.getByRole('link', { name: 'Muat ulang' });
      if ((await again.count()) > 0) await again.click();
      else await page.reload();
    }
  }
}

async function confirm(page: Page, button: string, script: boolean): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await settled(page, 'Sudah ditulis', script);
  await expectAccessible(page);
}

describe.each([
  { name: 'with script', script: true, mark: 'A' },
  { name: 'with script switched off', script: false, mark: 'B' },
])('an administrator brings in a sheet with three bad rows and mends them, $name', ({ script, mark }) => {
  test('reads which row and column is wrong and why, mends the file, sends it again, and all stand once', async () => {
    const { page, context, errors } = await visit(browser, product.url, { script });
    await signIn(page, 'admin.balitbangda');
    const lines = linesOf(mark);
    const bad = structuredClone(lines);
    (bad[1] as Line)[1] = 'Desa Entah Berantah';
    (bad[3] as Line)[3] = 'sudah jalan';
    (bad[6] as Line)[4] = 'bulan lalu';
    await send(page, await save(`${mark}-salah.xlsx`, bad), script);
    const said = ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
    expect(said).toMatch(/Baris 3.*B.*“Desa Entah Berantah” tidak dikenal/);
    expect(said).toMatch(/Baris 5.*D.*“sudah jalan” tidak ada dalam daftar/);
    expect(said).toMatch(/Baris 8.*E.*Tanggal tidak dapat dibaca/);
    await confirm(page, 'Tulis 5 baris', script);
    await send(page, await save(`${mark}-diperbaiki.xlsx`, lines), script);
    await confirm(page, 'Tulis 3 baris', script);
    await send(page, await save(`${mark}-lagi.xlsx`, lines), script);
    await page.getByText('Tidak ada baris yang perlu ditulis.').waitFor();
    expect(errors).toEqual([]);
    await context.close();

    const owner = await visit(browser, product.url, { script });
    await signIn(owner.page, 'operator.tarumasri');
    await owner.page.goto('/kerja/inovasi');
    await expectAccessible(owner.page);
    for (const [, , title] of lines) expect(await owner.page.getByRole('link', { name: title }).count()).toBe(1);
    await owner.page.goto('/kerja/inovasi/cetak');
    await expectAccessible(owner.page);
    expect(owner.errors).toEqual([]);
    await owner.context.close();
  }, 300_000);
});
