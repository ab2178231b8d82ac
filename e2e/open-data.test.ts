import { randomUUIDv7 } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.remove();
});

async function signIn(page: Page, username: string): Promise<void> {
  const { password } = await product.account(username);
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Masuk' }).click();
  await page.waitForURL('**/kerja**');
}

test('a stranger without script finds the data, reads the documentation and downloads a sheet', async () => {
  const visitor = await visit(browser, product.url, { script: false });
  const { page } = visitor;
  await page.goto('/');
  await page.getByRole('link', { name: 'Data terbuka dan API' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Dokumentasi API' }).click();
  await page.getByText('/drafts/{id}/proposal').first().waitFor();
  await expectAccessible(page);
  await page.goBack();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh CSV Inovasi' }).click(),
  ]);
  const rows = parse(await readFile(await download.path()), { columns: true }) as Record<string, string>[];
  expect(download.suggestedFilename()).toBe('bekasikab-innovations.csv');
  expect(rows.length).toBeGreaterThan(20);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  await visitor.context.close();
});

test('a program sends a draft twice with a key of the administrator: one draft, in the office’s list', async () => {
  const visitor = await visit(browser, product.url);
  const { page, errors } = visitor;
  await signIn(page, 'admin.balitbangda');
  await page.getByRole('link', { name: 'Kunci API' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Buat kunci' }).click();
  await expectAccessible(page);
  await page.locator('[name="name"]').fill('Aplikasi desa (contoh)');
  await page.locator('[name="officeId"]').selectOption({ label: 'Desa Tarum Asri (contoh)' });
  await page.locator('[name="scopes"]').first().check();
  await page.locator('.sticky-bar .btn-primary').click();
  await page.getByText('Salin kunci ini sekarang').waitFor();
  await expectAccessible(page);
  const key = (await page.content()).match(/gelar_[\w-]{43}/)?.[0] ?? expect.unreachable();

  const id = randomUUIDv7();
  const send = () =>
    fetch(`${product.url}/api/v1/drafts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': id, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Dikirim oleh aplikasi (contoh)' }),
    });
  const answers = [await send(), await send()];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(await Promise.all(answers.map(async (one) => ((await one.json()) as { id: string }).id))).toEqual([id, id]);
  expect(errors).toEqual([]);
  await visitor.context.close();

  const operator = await visit(browser, product.url);
  await signIn(operator.page, 'operator.tarumasri');
  await operator.page.goto('/kerja/inovasi');
  expect(await operator.page.getByText('Dikirim oleh aplikasi (contoh)').count()).toBe(1);
  await operator.context.close();
});

test('a deadline on a holiday warns, and the next working day is one press away', async () => {
  const visitor = await visit(browser, product.url);
  const { page, errors } = visitor;
  await signIn(page, 'admin.balitbangda');
  await page.getByRole('link', { name: 'Kelola kalender' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Tambah acara' }).click();
  await expectAccessible(page);
  await page.locator('[name="kind"]').selectOption('contest');
  await page.locator('[name="name"]').fill('Batas kirim karya (contoh)');
  await page.locator('[name="firstDay"]').fill('2027-03-01');
  await page.locator('[name="lastDay"]').fill('2027-03-10');
  await page.locator('[name="deadline"]').check();
  await page.locator('.sticky-bar .btn-primary').click();
  await page.getByText('hari libur nasional: Idul Fitri 1448 Hijriah').waitFor();
  await expectAccessible(page);
  // The browser tells of every answer that is no 200; this one is the warning.
  expect(errors.filter((line) => !line.includes('422'))).toEqual([]);
  errors.length = 0;
  await page.getByRole('button', { name: 'Pakai 16 Maret 2027' }).click();
  await page.getByText('Acara ditambahkan.').waitFor();
  await page.goto('/kalender?tahun=2027');
  await page.getByText('1 Maret sampai 16 Maret 2027').waitFor();
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await visitor.context.close();
});
