import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, type Visit, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';
import { fillSections, primary, sections } from './support/proposal.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function signIn({ page }: Visit, product: Product, username: string): Promise<void> {
  const { password } = await product.account(username);
  await page.goto('/masuk');
  await expectAccessible(page);
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
  await page.waitForURL('**/kerja');
  await expectAccessible(page);
}

/** Each person on a phone of their own, as in life. */
async function withPerson(
  product: Product,
  username: string | null,
  script: boolean,
  work: (page: Page, visitor: Visit) => Promise<void>,
): Promise<void> {
  const visitor = await visit(browser, product.url, { script });
  try {
    if (username) await signIn(visitor, product, username);
    await work(visitor.page, visitor);
    expect(visitor.errors).toEqual([]);
  } finally {
    await visitor.context.close();
  }
}

const entry = 'WARUNG AIR';

/** The officer finds the entry of the own village in the catalogue and takes it over. */
async function claimEntry(page: Page): Promise<string> {
  await page.goto('/inovasi?q=warung+air');
  await expectAccessible(page);
  await page.getByRole('link', { name: entry }).first().click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ajukan sebagai inovasi kami' }).click();
  await page.waitForURL('**/kerja/inovasi/*');
  await expectAccessible(page);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(`/kerja/inovasi/${id}/isi/tentang`);
  return id;
}

/** Types the problem without signal, closes the page, comes back, and finds everything. */
async function loseConnection(page: Page, visitor: Visit): Promise<void> {
  await page.waitForURL('**/isi/masalah**');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await visitor.context.setOffline(true);
  await sections.masalah?.(page);
  await page.getByText('Tersimpan di HP ini, dikirim saat ada sinyal').first().waitFor();
  await primary(page).click();
  await page.getByText('Tidak ada sinyal. Isian Anda tersimpan di HP ini').waitFor();
  const typed = await page.locator('[name="designProblem"]').inputValue();
  await page.reload();
  await expect.poll(() => page.locator('[name="designProblem"]').inputValue(), { timeout: 10_000 }).toBe(typed);
  await expectAccessible(page);
  await visitor.context.setOffline(false);
  await page.getByText(/Tersimpan pukul/).waitFor();
  visitor.errors.length = 0; // failed requests without signal are what this step is about
}

async function sendToHead(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Kirim ke kepala' }).click();
  await page.getByText('Usulan dikirim.').waitFor();
  await expectAccessible(page);
}

async function confirmAsHead(page: Page, id: string): Promise<void> {
  await page.locator(`a[href$="/kerja/inovasi/${id}/konfirmasi"]`).first().click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Konfirmasi dan kirim ke pemeriksa' }).click();
  await page.getByText('Usulan dikonfirmasi').waitFor();
}

async function openReview(page: Page, id: string): Promise<void> {
  await page.goto('/kerja/verifikasi');
  await expectAccessible(page);
  await page.locator(`a[href$="/kerja/verifikasi/${id}"]`).first().click();
  await expectAccessible(page);
}

async function returnWithRemark(page: Page, id: string): Promise<void> {
  await openReview(page, id);
  const box = page.locator('[name="remark-result"]');
  await page.locator('details', { has: box }).locator('summary').first().click();
  await box.fill('Sebutkan bulan penghitungannya.');
  await page.getByRole('button', { name: 'Kembalikan dengan catatan' }).click();
  await page.getByText('Usulan dikembalikan dengan catatan.').waitFor();
}

async function mend(page: Page, id: string): Promise<void> {
  await page.locator(`a[href$="/kerja/inovasi/${id}"]`).first().click();
  await page.getByText('Sebutkan bulan penghitungannya.').first().waitFor();
  await expectAccessible(page);
  await page.goto(`/kerja/inovasi/${id}/isi/hasil`);
  await page.locator('[name="result"]').fill('Pada Desember 2024, 46 lansia menerima galon setiap pekan.');
  await primary(page).click();
  await page.waitForURL('**/isi/dokumen**');
  await page.goto(`/kerja/inovasi/${id}/kirim`);
  await sendToHead(page);
}

async function accept(page: Page, id: string): Promise<void> {
  await openReview(page, id);
  await page.locator('summary', { hasText: 'Terima inovasi' }).click();
  await page.getByRole('button', { name: 'Ya, terima' }).click();
  await page.getByText('diterima', { exact: false }).first().waitFor();
}

async function shownIndex(page: Page): Promise<number> {
  const file = await page.request.get('/indeks.json?edisi=2026');
  const region = (await file.json()) as { innovations: unknown[] };
  await page.goto('/indeks');
  await expectAccessible(page);
  expect(region.innovations.length).toBeGreaterThan(0);
  const words = (await page.locator('main').textContent()) ?? '';
  const index = /(\d{1,3},\d{2})/.exec(words)?.[1];
  return Number(index?.replace(',', '.'));
}

describe.each([
  { name: 'with script and a lost connection', script: true },
  { name: 'with script switched off', script: false },
])('from a public entry to a moved index, $name', ({ script }) => {
  let product: Product;
  let id: string;
  let before: number;
  beforeAll(async () => {
    product = await startProduct();
  }, 180_000);
  afterAll(() => product.remove());

  test('a visitor finds an innovation with a misspelt word', async () => {
    await withPerson(product, null, script, async (page) => {
      await page.goto('/');
      await expectAccessible(page);
      await page.getByRole('searchbox').first().fill('hidropnik');
      await page.getByRole('searchbox').first().press('Enter');
      await page.waitForURL('**/inovasi?q=hidropnik**');
      await expectAccessible(page);
      await page
        .getByRole('link', { name: /KEBUN SENSOR/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: /Hidroponik/ }).waitFor();
      await expectAccessible(page);
      before = await shownIndex(page);
      for (const path of [
        '/wilayah',
        '/kecamatan/32.16.02',
        '/desa/32.16.02.2002',
        '/organisasi',
        '/bantuan',
        '/sumber-data',
        '/tarumasari/',
      ]) {
        await page.goto(path);
        await expectAccessible(page);
      }
    });
  });

  test('the officer claims the entry of the village, completes and proposes it', async () => {
    await withPerson(product, 'operator.tarumasri', script, async (page, visitor) => {
      id = await claimEntry(page);
      if (script) {
        for (const key of ['tentang', 'klasifikasi', 'urusan', 'waktu']) {
          await page.waitForURL(`**/isi/${key}**`);
          await sections[key]?.(page);
          await primary(page).click();
        }
        await loseConnection(page, visitor);
        await fillSections(page, 'masalah');
      } else {
        await fillSections(page, 'tentang');
      }
      await sendToHead(page);
    });
  });

  test('the head confirms, Balitbangda returns it with a remark', async () => {
    await withPerson(product, 'kades.tarumasri', script, (page) => confirmAsHead(page, id));
    await withPerson(product, 'verifikator', script, (page) => returnWithRemark(page, id));
  });

  test('it is mended, proposed and confirmed again, then accepted', async () => {
    await withPerson(product, 'operator.tarumasri', script, (page) => mend(page, id));
    await withPerson(product, 'kades.tarumasri', script, (page) => confirmAsHead(page, id));
    await withPerson(product, 'verifikator', script, (page) => accept(page, id));
  });

  test('the index has moved and says why; the entry gave way to the innovation', async () => {
    await withPerson(product, null, script, async (page) => {
      expect(await shownIndex(page)).not.toBe(before);
      const row = page.locator('tr, li', { hasText: entry }).first();
      expect(await row.textContent()).toMatch(/→.*diterima/);
      await page.goto('/inovasi?q=warung+air');
      expect(await page.getByRole('link', { name: entry }).count()).toBe(1);
      await page.getByRole('link', { name: entry }).click();
      expect(new URL(page.url()).pathname).toBe(`/inovasi/${id}`);
      await expectAccessible(page);
    });
  });
});
