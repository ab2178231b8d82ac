import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../src/platform/papers/testing-pdf.ts';
import { addAccepted } from './support/accepted.ts';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, type Visit, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

let browser: Browser;
let product: Product;
beforeAll(async () => {
  [browser, product] = await Promise.all([openBrowser(), startProduct()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
});

async function signedIn(username: string): Promise<Visit> {
  const visitor = await visit(browser, product.url);
  const { password } = await product.account(username);
  await visitor.page.goto('/masuk');
  await visitor.page.locator('[name="identifier"]').fill(username);
  await visitor.page.locator('[name="password"]').fill(password);
  await visitor.page.locator('form[action$="/masuk"] button[type="submit"]').click();
  await visitor.page.waitForURL('**/kerja');
  return visitor;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The bytes of a PDF behind a link, as this person's browser gets them. */
async function fileBehind(page: Page, link: string): Promise<Buffer> {
  const address = await page.getByRole('link', { name: link }).getAttribute('href');
  const answer = await page.request.get(address ?? '');
  expect([link, answer.status(), answer.headers()['content-type']]).toEqual([link, 200, 'application/pdf']);
  return answer.body();
}

async function draftDecree(page: Page): Promise<void> {
  await page.goto('/kerja');
  await page.getByRole('link', { name: 'Naskah', exact: true }).click();
  await page.waitForURL('**/kerja/naskah');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Buat draf keputusan' }).click();
  await expectAccessible(page);
  await press(page, 'Buat draf');
  await page.waitForURL('**/kerja/naskah/*-*');
  await expectAccessible(page);
}

/** Sends it too early, fills in what is missing, and locks it. */
async function issueDecree(page: Page): Promise<void> {
  await page.getByText('Kirim untuk ditandatangani').last().click();
  await press(page, 'Ya, kunci naskah');
  await page.getByText('Tulis nomor naskah').first().waitFor();
  await expectAccessible(page);
  await page.locator('[name="number"]').fill('050/Kep.40-Balitbangda/2026');
  await page.locator('[name="datedOn"]').fill('2026-11-24');
  await page.locator('[name="place"]').fill('Cikarang Pusat');
  await page.locator('[name="signerKind"]').selectOption('plt');
  await page.locator('[name="signerName"]').fill('Siti Contoh, S.E., M.M.');
  await press(page, 'Simpan perubahan');
  await page.getByText('Perubahan disimpan.').waitFor();
  await page.getByText('Kirim untuk ditandatangani').last().click();
  await press(page, 'Ya, kunci naskah');
  await page.getByText('Naskah dikunci dan siap ditandatangani.').waitFor();
  await expectAccessible(page);
}

async function sign(page: Page, passphrase: string, answer: string): Promise<void> {
  await page.locator('[name="nik"]').fill('3216000000000001');
  await page.locator('[name="passphrase"]').fill(passphrase);
  await press(page, 'Tanda tangani (simulasi)');
  await page.getByText(answer).first().waitFor();
  await expectAccessible(page);
}

async function compareFile(page: Page, buffer: Buffer, answer: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name: 'naskah.pdf', mimeType: 'application/pdf', buffer });
  await press(page, 'Bandingkan');
  await page.getByText(answer).first().waitFor();
  await expectAccessible(page);
}

/** What the first journey hands to the second: the code on the paper, and its file before and after the signature. */
let made: { code: string; before: Buffer; signed: Buffer };
/** Each step looks at its page with axe, and the annex makes long pages. */
const patience = 240_000;

test('the decree of forty innovations is made and signed by the simulator', { timeout: patience }, async () => {
  const accepted = await addAccepted(product.dataDir, 40);
  const administrator = await signedIn('admin.balitbangda');
  const { page } = administrator;
  await draftDecree(page);
  const draft = await readPdf(await fileBehind(page, 'Buka PDF draf'));
  const whole = draft.texts.join(' ');
  expect([...whole.matchAll(/Inovasi uji (\d+) /g)].length).toBe(40);
  expect(whole).toContain(` ${accepted}. `);
  expect(draft.texts.every((text) => text.includes('DRAF · belum sah'))).toBe(true);

  await issueDecree(page);
  const before = await fileBehind(page, 'Unduh PDF untuk ditandatangani');
  expect((await readPdf(before)).texts.join(' ')).not.toContain('DRAF');
  await sign(page, 'bukan-sandinya', 'Frasa sandi salah.');
  await sign(page, 'contoh-lambat', 'Layanan tanda tangan tidak menjawab atau tidak dapat menandatangani.');
  await sign(page, 'contoh-benar', 'Naskah ditandatangani secara elektronik.');
  const signed = await fileBehind(page, 'Unduh naskah simulasi');
  const [, code = ''] = /\/naskah\/([0-9a-z]{12})/.exec((await page.locator('main').textContent()) ?? '') ?? [];
  // The script of the page in which a 422 came back is no failure: the browser notes the status of every such answer.
  expect(administrator.errors.filter((error) => !error.includes('422'))).toEqual([]);
  await administrator.context.close();
  made = { code, before, signed };
});

test('a stranger checks it by the address of its code and by its file', { timeout: patience }, async () => {
  const { code, before, signed } = made;
  const stranger = await visit(browser, product.url, { script: false });
  await stranger.page.goto(`/bekasikab/naskah/${code}`);
  for (const text of [
    'Simulasi, bukan naskah sah',
    '050/Kep.40-Balitbangda/2026',
    '24 November 2026',
    'Plt. Bupati Bekasi',
    'Simulasi:',
  ])
    await stranger.page.getByText(text).first().waitFor();
  await expectAccessible(stranger.page);
  await compareFile(stranger.page, signed, 'tetapi tanda tangannya hanya simulasi');
  await compareFile(stranger.page, before, 'Berkas itu bukan naskah sah.');
  await compareFile(stranger.page, changed(signed), 'Berkas Anda tidak sama');
  await compareFile(stranger.page, Buffer.from('<html>bukan PDF</html>'), 'Berkas ini tidak dapat dipakai');
  await stranger.page.goto('/bekasikab/naskah/000000000000');
  await stranger.page.getByText('Kode naskah tidak ditemukan').first().waitFor();
  await expectAccessible(stranger.page);
  await stranger.context.close();
});

/** One letter of it is another. */
function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.lastIndexOf('simulasi tanda tangan');
  copy[at < 0 ? copy.length - 200 : at] = 0x58;
  return copy;
}

test('the briefing is two pages on paper and as a file, whoever may see it', async () => {
  const verifier = await signedIn('verifikator');
  const { page } = verifier;
  await page.getByRole('link', { name: 'Ringkasan dua halaman' }).click();
  await page.waitForURL('**/kerja/ringkasan');
  await expectAccessible(page);
  const printed = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
  expect(printed.getPageCount()).toBe(2);
  const file = await readPdf(await fileBehind(page, 'Unduh PDF'));
  expect(file.pages).toBe(2);
  expect(file.texts[0]).toContain('Satu desa satu inovasi');
  expect(file.texts[1]).toContain('Indeks Inovasi Daerah');
  expect(verifier.errors).toEqual([]);
  await verifier.context.close();
  const operator = await signedIn('operator.tarumasri');
  expect((await operator.page.request.get('/kerja/ringkasan')).status()).toBe(404);
  expect((await operator.page.request.get('/kerja/naskah')).status()).toBe(404);
  await operator.context.close();
});
