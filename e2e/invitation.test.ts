import type { Browser, Page } from 'playwright-core';
import { create } from 'qrcode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, visit } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const village = 'Desa Tarum Asri';
const waiting = 'JALAN TERANG';
const successor = { name: 'Dewi Anggraini (contoh)', username: 'dewi.anggraini', password: 'sandi-milik-dewi' };
const submit = (page: Page) => page.locator('main form .btn-primary').last().click();

/** Each person on a phone of their own, as in life. */
async function onPhone(
  product: Product,
  script: boolean,
  work: (page: Page) => Promise<void>,
  expected: readonly RegExp[] = [],
): Promise<void> {
  const visitor = await visit(browser, product.url, { script });
  try {
    await work(visitor.page);
    expect(visitor.errors).toEqual(expected.map((line) => expect.stringMatching(line)));
  } finally {
    await visitor.context.close();
  }
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
}

async function openHandOver(page: Page): Promise<void> {
  await page.goto(`/kerja/orang?q=${encodeURIComponent(village)}`);
  await expectAccessible(page);
  await page.locator('a[href*="peran=organization_head"]').first().click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Serah terima' }).click();
  await page.getByRole('link', { name: /Pejabat baru belum punya akun/ }).click();
  await expectAccessible(page);
}

/** @returns the code, as it stands on the paper */
async function printLetter(page: Page): Promise<string> {
  await page.locator('[name="name"]').fill(successor.name);
  expect(await page.locator('[name="kind"][value="plt"]').isChecked()).toBe(true);
  expect(await page.locator('[name="replaces"]').isChecked()).toBe(true);
  await submit(page);
  await page.locator('.letter').waitFor();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => ({
    header: document.querySelector('header')?.checkVisibility(),
    heading: document.querySelector('h1')?.checkVisibility(),
    letter: document.querySelector('.letter')?.checkVisibility(),
  }));
  expect(shown).toEqual({ header: false, heading: false, letter: true });
  await page.emulateMedia({ media: 'screen' });
  return (await page.locator('.letter-digits').textContent()) ?? '';
}

/** The modules of the drawn code, line by line, without the quiet zone of four. */
async function modulesOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const svg = document.querySelector<SVGSVGElement>('.letter-qr');
    const path = svg?.querySelector('path');
    const size = (svg?.viewBox.baseVal.width ?? 0) - 8;
    const dark = (x: number, y: number) => path?.isPointInFill(new DOMPoint(x + 4.5, y + 4.5)) ?? false;
    return Array.from({ length: size }, (_, y) =>
      Array.from({ length: size }, (_, x) => (dark(x, y) ? '#' : '.')).join(''),
    );
  });
}

function modulesOf(text: string): string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) ? '#' : '.')).join(''),
  );
}

describe.each([
  { name: 'with script', script: true },
  { name: 'with script switched off', script: false },
])('an acting head is invited by letter, $name', ({ script }) => {
  let product: Product;
  let code: string;
  beforeAll(async () => {
    product = await startProduct();
  }, 180_000);
  afterAll(() => product.remove());

  test('the administrator prints the letter: its QR holds its address', { timeout: 240_000 }, async () => {
    await onPhone(product, script, async (page) => {
      const { username, password } = await product.account('admin.balitbangda');
      await signIn(page, username, password);
      await page.waitForURL('**/kerja');
      await openHandOver(page);
      code = await printLetter(page);
      expect(code).toMatch(/^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
      const origin = product.url.replace('127.0.0.1', 'localhost');
      expect((await page.locator('.letter-address').textContent()) ?? '').toBe(
        `${origin.replace('http://', '')}/bekasikab/undangan`,
      );
      if (script) expect(await modulesOn(page)).toEqual(modulesOf(`${origin}/bekasikab/undangan/${code}`));
      await page.goto('/kerja/orang/undangan');
      await expectAccessible(page);
      expect(await page.locator('main').textContent()).not.toContain(code);
    });
  });

  test('until the letter is used the old head goes on', async () => {
    await onPhone(product, script, async (page) => {
      const { username, password } = await product.account('kades.tarumasri');
      await signIn(page, username, password);
      await page.getByText(waiting).first().waitFor();
    });
  });

  test('a wrong code says what to do; the typed one opens the office', async () => {
    // A browser writes an answer of 422 on its console.
    await onPhone(
      product,
      script,
      async (page) => {
        await page.goto('/bekasikab/undangan');
        await expectAccessible(page);
        await page.locator('[name="code"]').fill('abcd-efgh-jkmn-pqrs');
        await submit(page);
        await page.getByText('Kode ini tidak dapat dipakai').waitFor();
        await expectAccessible(page);
        await page.locator('[name="code"]').fill(code.toUpperCase().replaceAll('-', ' '));
        await submit(page);
        await page.getByText(`Plt. Kepala ${village}`).first().waitFor();
      },
      [/status of 422/],
    );
  });

  test('the QR opens on a phone, the account is made without e-mail, the task is there', async () => {
    await onPhone(product, script, async (page) => {
      await page.goto(`/bekasikab/undangan/${code}`);
      await expectAccessible(page);
      expect(await page.locator('main').textContent()).toContain(`Plt. Kepala ${village}`);
      expect(await page.locator('[name="username"]').inputValue()).toBe(successor.username);
      await page.locator('[name="password"]').fill(successor.password);
      await page.locator('[name="again"]').fill(successor.password);
      await submit(page);
      await page.getByText('Akun Anda siap').waitFor();
      await expectAccessible(page);
      expect(new URL(page.url()).pathname).toBe('/bekasikab/kerja');
      await page.locator('main a[href$="/konfirmasi"]').first().click();
      await page.getByRole('button', { name: 'Konfirmasi dan kirim ke pemeriksa' }).click();
      await page.getByText('Usulan dikonfirmasi').waitFor();
    });
  });

  test('the code is spent, and the old head has left the office', async () => {
    await onPhone(product, script, async (page) => {
      await page.goto('/bekasikab/undangan');
      const answer = await page.request.get(`/bekasikab/undangan/${code}`);
      expect([answer.status(), (await answer.text()).includes('Kode ini tidak dapat dipakai')]).toEqual([404, true]);
      const { username, password } = await product.account('kades.tarumasri');
      await signIn(page, username, password);
      await page.waitForURL('**/akun');
      await expectAccessible(page);
      expect(await page.locator('main').textContent()).not.toContain(waiting);
    });
  });

  test('a forgotten password comes by mail, shown at /dev/mail', async () => {
    await onPhone(product, script, async (page) => {
      await page.goto('/lupa-sandi');
      await expectAccessible(page);
      await page.locator('[name="identifier"]').fill(successor.username);
      await submit(page);
      await page.getByText('Permintaan diterima').waitFor();
      await expectAccessible(page);
      await page.goto('/dev/mail');
      await expectAccessible(page);
    });
  });
});
