import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { turnCodesOn } from './support/app-codes.ts';
import { openBrowser, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

let browser: Browser;
let product: Product;
beforeAll(async () => {
  browser = await openBrowser();
  product = await startProduct();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
});

const send = 'main form[method="post"] button[type="submit"], main form[method="post"] button:not([type])';

const sheetOf = (rows: string[]) => ({
  name: 'organisasi.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['Jenis;Nama;Di bawah', ...rows].join('\r\n')),
});

/** A sheet with a fault, then the right one: looked at, then loaded. */
async function bringOrganizations(page: Page, slug: string, name: string): Promise<void> {
  const agency = `Dinas Kesehatan ${name} (contoh)`;
  const right = [`Perangkat daerah;${agency};`, `Puskesmas;Puskesmas ${name} (contoh);${agency}`];
  await page.goto(`/${slug}/siapkan/organisasi`);
  await expectAccessible(page);
  const sendWith = async (rows: string[], button: string) => {
    await page.locator('input[name="file"]').setInputFiles(sheetOf(rows));
    await page.getByRole('button', { name: button, exact: true }).click();
  };
  await sendWith([...right, `Balai;Balai ${name} (contoh);`], 'Periksa dan muat');
  await page.getByText('Baris 4').waitFor();
  await expectAccessible(page);
  await sendWith(right, 'Periksa saja');
  await page.getByText('2 organisasi akan ditambahkan, 0 sudah terdaftar').waitFor();
  await expectAccessible(page);
  await sendWith(right, 'Periksa dan muat');
  await page.getByText('Organisasi baru dimuat: 2. Sudah terdaftar dan tidak diubah: 0.').waitFor();
  await expectAccessible(page);
}

test.each([
  { name: 'Karawang', misspelt: 'karwang', slug: 'karawangkab', script: true },
  { name: 'Subang', misspelt: '32.13', slug: 'subangkab', script: false },
])(
  'a new regency is opened and its administrator is at work, script $script',
  async ({ name, misspelt, slug, script }) => {
    const chief = await visit(browser, product.url, { script });
    const { page } = chief;
    const { password } = await product.account('platform');
    await page.goto('/masuk');
    await page.locator('[name="identifier"]').fill('platform');
    await page.locator('[name="password"]').fill(password);
    await page.locator('form[action$="/masuk"] button[type="submit"]').click();
    await page.waitForURL('**/platform**');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Buka daerah', exact: true }).click();
    await page.getByRole('searchbox').fill(misspelt);
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**/daerah/baru?q=**');
    await expectAccessible(page);
    await page.getByRole('link', { name: new RegExp(`Buka daerah ini.*Kabupaten ${name}`) }).click();
    await page.locator('[name="helpLabel"]').fill('0267 400 000 (contoh)');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Buka daerah' }).click();
    await page.waitForURL(`**/${slug}/siapkan**`);
    await page.getByText(/\d+ kecamatan, \d+ desa dan kelurahan dimuat\./).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Tambah administrator' }).click();
    await page.locator('[name="name"]').fill(`Rahma ${name} (contoh)`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Buat akun' }).click();
    await page.getByRole('heading', { name: 'Akun sudah dibuat' }).waitFor();
    await expectAccessible(page);
    const given = await page.locator('main dd b').allTextContents();
    await page.goto(`/${slug}/siapkan/kop`);
    await page.locator('[name="lines"]').fill(`PEMERINTAH KABUPATEN ${name.toUpperCase()}\nBALITBANGDA`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Simpan kop' }).click();
    await page.getByText('Kop surat tersimpan.').waitFor();
    await bringOrganizations(page, slug, name);
    // The browser's own line about the sheet that was refused.
    expect(chief.errors).toEqual([expect.stringContaining('status of 422')]);
    await chief.context.close();

    const newcomer = await visit(browser, product.url, { script });
    const own = 'sandi-buatan-sendiri-1';
    await newcomer.page.goto(`/${slug}/masuk`);
    await newcomer.page.locator('[name="identifier"]').fill(given[0] ?? '');
    await newcomer.page.locator('[name="password"]').fill(given[1] ?? '');
    await newcomer.page.locator('form[action$="/masuk"] button[type="submit"]').click();
    await newcomer.page.locator('[name="current"]').fill(given[1] ?? '');
    await newcomer.page.locator('[name="next"]').fill(own);
    await newcomer.page.locator('[name="again"]').fill(own);
    await newcomer.page.locator(send).last().click();
    await turnCodesOn(newcomer.page, own);
    await newcomer.page.waitForURL(`**/${slug}/kerja**`);
    await expectAccessible(newcomer.page);
    await newcomer.page.goto(`/${slug}/kerja/orang`);
    await newcomer.page.getByText(`Rahma ${name} (contoh)`).first().waitFor();
    expect(newcomer.errors).toEqual([]);
    await newcomer.context.close();
  },
);
