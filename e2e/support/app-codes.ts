import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { codeAt, stepAt } from '../../src/platform/identity/totp.ts';

/** What the authenticator app would show so many half minutes from now; waits where the half minute is about to end. */
export async function appCode(secret: string, ahead = 0): Promise<string> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 8_000) await sleep(left + 100);
  return codeAt(secret, stepAt(new Date()) + ahead);
}

/** The secret on the page that sets codes up, as the app would scan it. */
export async function secretOn(page: Page): Promise<string> {
  const address = await page.locator('main a[href^="otpauth:"]').getAttribute('href');
  return new URL(address ?? '').searchParams.get('secret') ?? '';
}

/** Goes through the set-up that an administrator cannot pass by, from its page to the one behind it. */
export async function turnCodesOn(page: Page, password: string): Promise<void> {
  await page.waitForURL('**/akun/keamanan/kode?wajib=ya');
  await page.locator('[name="code"]').fill(await appCode(await secretOn(page), -1));
  await page.locator('[name="current"]').fill(password);
  await page.getByRole('button', { name: 'Aktifkan', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Simpan kode pemulihan Anda' }).waitFor();
  await page.getByRole('link', { name: 'Sudah saya simpan', exact: true }).click();
}
