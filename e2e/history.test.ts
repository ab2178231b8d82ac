import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';
import { primary } from './support/proposal.ts';

let browser: Browser;
let product: Product;
beforeAll(async () => {
  browser = await openBrowser();
  product = await startProduct();
}, 180_000);
afterAll(async () => {
  await product?.remove();
  await browser.close();
});

const writer = 'operator.tarumasri';

/** The officer of the village on a phone, signed in. */
async function asWriter(script: boolean, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, errors } = await visit(browser, product.url, { script });
  try {
    const { password } = await product.account(writer);
    await page.goto('/masuk');
    await page.locator('[name="identifier"]').fill(writer);
    await page.locator('[name="password"]').fill(password);
    await page.locator('form[action$="/masuk"] button[type="submit"]').click();
    await page.waitForURL('**/kerja');
    await work(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Types a name, sees what is like it, and begins a draft that develops it further. @returns its address */
async function beginOnAnother(page: Page, script: boolean): Promise<string> {
  await page.goto('/kerja/inovasi/baru');
  const title = page.locator('[name="title"]');
  if (script) await title.pressSequentially('Kebun hidroponik sekolah', { delay: 10 });
  else {
    await title.fill('Kebun hidroponik sekolah');
    await page.getByRole('button', { name: 'Cari yang mirip' }).click();
  }
  const card = page.locator('li', { hasText: 'KEBUN SENSOR' }).first();
  await card.waitFor();
  expect(await card.textContent()).toMatch(/Kata yang sama: .*hidroponik/);
  await expectAccessible(page);
  expect(await title.inputValue()).toBe('Kebun hidroponik sekolah');
  await card.locator('[name="basedOn"]').check();
  await primary(page).click();
  await page.waitForURL(/\/kerja\/inovasi\/[0-9a-f-]{36}/);
  await page.getByText('Dikembangkan dari').first().waitFor();
  await expectAccessible(page);
  return new URL(page.url()).pathname;
}

/** Takes the choice back, then makes another from the form itself. */
async function chooseInForm(page: Page, home: string, script: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Hapus pilihan ini' }).click();
  await page.getByText('tidak lagi dicatat').waitFor();
  await page.goto(`${home}/isi/tentang`);
  const summary = page.locator('[name="summary"]');
  const words = 'Siswa menanam sayur hidroponik di kebun sekolah dan menjualnya kepada warga.';
  if (script) await summary.pressSequentially(words, { delay: 5 });
  else {
    await summary.fill(words);
    await page.getByRole('button', { name: 'Cari yang mirip' }).click();
    await page.waitForURL('**/kerja/inovasi/mirip?**');
  }
  const card = page.locator('li', { hasText: 'KEBUN SENSOR' }).first();
  await card.getByRole('button', { name: /Kembangkan dari/ }).click();
  await page.getByText('Dikembangkan dari').first().waitFor();
  await expectAccessible(page);
  if (script) await page.getByText(/Tersimpan pukul/).waitFor();
  expect(await page.locator('[name="summary"]').inputValue()).toBe(words);
}

/** The Enter key in a field goes on with the form, whatever other buttons stand before the main one. */
async function enterGoesOn(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/isi/tentang`);
  await page.locator('[name="title"]').fill('Kebun yang keliru');
  await page.locator('[name="title"]').press('Enter');
  await page.waitForURL('**/isi/klasifikasi**');
}

/** Reads what changed, and between which versions. */
async function readHistory(page: Page, home: string): Promise<void> {
  await page.goto(home);
  await page.getByRole('link', { name: 'Lihat semua perubahan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Riwayat perubahan' }).waitFor();
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /Lihat perbedaannya/ })
    .first()
    .click();
  await page.getByText('keliru').first().waitFor();
  await expectAccessible(page);
}

/** Goes back to the first version, and finds it as it was. */
async function restoreFirst(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/riwayat`);
  await page.getByRole('link', { name: 'Baca versi ini: versi 1', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Pulihkan', exact: true }).click();
  await page.getByText('Yang akan berubah').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ya, pulihkan versi ini' }).click();
  await page.getByText('Versi lama dipulihkan').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Kebun hidroponik sekolah' }).waitFor();
  await page.goto(`${home}/riwayat`);
  await page.getByText('Dipulihkan dari versi 1.').waitFor();
}

describe.each([
  { name: 'with script', script: true },
  { name: 'with script switched off', script: false },
])('a draft that builds on another, and its history, $name', ({ script }) => {
  let home: string;

  test('is begun on what is similar to its name', async () => {
    await asWriter(script, async (page) => {
      home = await beginOnAnother(page, script);
    });
  });

  test('takes the choice back and makes another in the form', async () => {
    await asWriter(script, async (page) => {
      await page.goto(home);
      await chooseInForm(page, home, script);
    });
  });

  test('goes on with the Enter key', async () => {
    await asWriter(script, (page) => enterGoesOn(page, home));
  });

  test('says what changed', async () => {
    await asWriter(script, (page) => readHistory(page, home));
  });

  test('is brought back to an older version', async () => {
    await asWriter(script, (page) => restoreFirst(page, home));
  });
});
