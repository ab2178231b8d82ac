import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/platform/ids.ts';
import { startProvider, type TestProvider } from '../src/platform/testing/oidc.ts';
import { expectAccessible } from './support/accessibility.ts';
import { appCode, secretOn } from './support/app-codes.ts';
import { openBrowser, type Visit, visit } from './support/browser.ts';
import { commandBeside } from './support/command.ts';
import { type Account, type Product, startProduct } from './support/product.ts';

let browser: Browser;
let product: Product;
/** Where people sign in: passkeys belong to this name, not to a number. */
let home: string;
beforeAll(async () => {
  [browser, product] = await Promise.all([openBrowser(), startProduct()]);
  home = product.url.replace('127.0.0.1', 'localhost');
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
});

/** Refusals that a journey is about. */
const meant = /status of (403|422)/;

async function withVisitor(script: boolean, work: (page: Page, visitor: Visit) => Promise<void>): Promise<void> {
  const visitor = await visit(browser, home, { script });
  try {
    await work(visitor.page, visitor);
    expect(visitor.errors.filter((line) => !meant.test(line))).toEqual([]);
  } finally {
    await visitor.context.close();
  }
}

async function typePassword(page: Page, { username, password }: Account): Promise<void> {
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
}

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => main(page).getByRole('link', { name, exact: true }).click();

async function setUpCodes(page: Page, password: string): Promise<string> {
  await main(page).getByRole('img', { name: 'Kode QR' }).waitFor();
  await expectAccessible(page);
  const secret = await secretOn(page);
  await page.locator('[name="code"]').fill('000000');
  await page.locator('[name="current"]').fill(password);
  await press(page, 'Aktifkan');
  await main(page).getByText('Kode salah atau sudah dipakai').first().waitFor();
  await expectAccessible(page);
  // The same secret is still on the page: nobody has to scan twice.
  await page.locator('[name="code"]').fill(await appCode(secret, -1));
  await page.locator('[name="current"]').fill(password);
  await press(page, 'Aktifkan');
  await page.getByRole('heading', { level: 1, name: 'Simpan kode pemulihan Anda' }).waitFor();
  await expectAccessible(page);
  return secret;
}

test('without script: an operator turns codes on, signs in with one, and turns them off', async () => {
  const account = await product.account('operator.tarumasri');
  await withVisitor(false, async (page) => {
    await typePassword(page, account);
    await page.waitForURL('**/kerja');
    await page.goto('/akun/keamanan');
    await expectAccessible(page);
    await follow(page, 'Aktifkan');
    const secret = await setUpCodes(page, account.password);
    await follow(page, 'Sudah saya simpan');
    await main(page).getByText('10 kode pemulihan belum terpakai').waitFor();
    await expectAccessible(page);
    await page.locator('.site-header summary.header-button').click();
    await page.getByRole('button', { name: 'Keluar' }).click();
    await typePassword(page, account);
    await page.waitForURL('**/masuk/kode');
    await expectAccessible(page);
    await page.goto('/kerja');
    await page.waitForURL('**/masuk?ke=**'); // nobody before the code
    await page.goto('/masuk/kode');
    await page.locator('[name="code"]').fill(await appCode(secret));
    await press(page, 'Lanjutkan');
    await page.waitForURL('**/kerja');
    await page.goto('/akun/keamanan/kode/matikan');
    await expectAccessible(page);
    await page.locator('[name="current"]').fill(account.password);
    await page.locator('[name="code"]').fill(await appCode(secret, 1));
    await press(page, 'Ya, matikan');
    await page.getByText('Verifikasi dua langkah dimatikan.').waitFor();
  });
});

test('without script: a new administrator gets nowhere before a second factor', async () => {
  const agency = 'Badan Penelitian dan Pengembangan Daerah';
  const names = ['--tenant', 'bekasikab', '--organization', agency, '--role', 'tenant_admin'];
  const made = await commandBeside(product, [
    'user',
    'create',
    '--username',
    'admin.dua',
    '--name',
    'Ani (contoh)',
    ...names,
    '--json',
  ]);
  const { password } = JSON.parse(made) as { password: string };
  const own = 'sandi-milik-ani-1';
  await withVisitor(false, async (page) => {
    await typePassword(page, { username: 'admin.dua', password });
    await page.waitForURL('**/akun/sandi');
    await page.locator('[name="current"]').fill(password);
    await page.locator('[name="next"]').fill(own);
    await page.locator('[name="again"]').fill(own);
    await main(page).locator('form button[type="submit"]').click();
    await page.waitForURL('**/akun/keamanan/kode?wajib=ya');
    await page.goto('/kerja/orang');
    await page.waitForURL('**/akun/keamanan/kode?wajib=ya');
    await setUpCodes(page, own);
    await follow(page, 'Sudah saya simpan');
    await page.waitForURL('**/kerja');
    await page.goto('/kerja/orang');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/kerja/orang');
  });
});

test('a passkey is added, named, and signs in without a password', async () => {
  const account = await product.account('kades.tarumasri');
  await withVisitor(true, async (page, { context }) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    await typePassword(page, account);
    await page.waitForURL('**/kerja');
    await page.goto('/akun/keamanan/kunci');
    await page.locator('[name="name"]').fill('HP Siti');
    await page.locator('[name="current"]').fill(account.password);
    await expectAccessible(page);
    await press(page, 'Buat kunci di perangkat ini');
    await page.getByText('Kunci sandi ditambahkan.').waitFor();
    await expectAccessible(page);
    await follow(page, 'HP Siti');
    await page.locator('[name="name"]').fill('HP Kepala Desa');
    await press(page, 'Simpan nama');
    await page.getByText('Nama kunci tersimpan.').waitFor();
    await page.locator('.site-header summary.header-button').click();
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.goto('/masuk');
    await expectAccessible(page);
    await press(page, 'Masuk dengan kunci sandi');
    await page.waitForURL('**/kerja');
    await page.goto('/akun/keamanan');
    await main(page).getByText('dengan kunci sandi').first().waitFor();
    await follow(page, 'HP Kepala Desa');
    await main(page).locator('summary', { hasText: 'Hapus' }).click();
    await page.locator('[name="current"]').fill(account.password);
    await expectAccessible(page);
    await press(page, 'Ya, hapus kunci');
    await page.getByText('Kunci sandi dihapus.').waitFor();
  });
});

async function signInThere({ page, errors }: Visit, provider: TestProvider, login: string): Promise<void> {
  await page.waitForURL(`${provider.issuer}/**`);
  const name = page.locator('[name="login"]');
  if ((await name.count()) > 0) {
    await name.fill(login);
    await page.locator('[name="password"]').fill('x');
    await page.locator('[type="submit"]').click();
  }
  if (page.url().startsWith(provider.issuer)) await page.locator('[type="submit"]').click(); // agrees
  errors.length = 0; // its own pages look for a font and an icon elsewhere
}

test('without script: an account is linked with a provider and then opened through it', async () => {
  const id = newId();
  const back = `${home}/bekasikab/masuk/penyedia/${id}/balik`;
  const provider = await startProvider([back], () => '198703152010011003');
  const secretFile = join(product.dataDir, 'rahasia-klien');
  await writeFile(secretFile, `${provider.clientSecret}\n`, { mode: 0o600 });
  const about = ['--id', id, '--tenant', 'bekasikab', '--label', 'Akun ASN', '--issuer', provider.issuer, '--internal'];
  const client = ['--client-id', provider.clientId, '--secret-file', secretFile, '--nip-claim', 'nip', '--json'];
  expect(JSON.parse(await commandBeside(product, ['provider', 'add', ...about, ...client]))).toEqual({
    id,
    redirect: back,
  });
  const account = await product.account('operator.rawakunyit');
  try {
    await withVisitor(false, async (page, visitor) => {
      await page.goto('/masuk');
      await expectAccessible(page);
      await follow(page, 'Masuk dengan Akun ASN');
      await signInThere(visitor, provider, 'neng');
      await page.getByRole('heading', { level: 1, name: 'Akun itu belum terhubung' }).waitFor();
      await expectAccessible(page);
    });
    await withVisitor(false, async (page, visitor) => {
      await typePassword(page, account);
      await page.waitForURL('**/kerja');
      await page.goto('/akun/keamanan');
      await follow(page, 'Hubungkan');
      await expectAccessible(page);
      await page.locator('[name="current"]').fill(account.password);
      await press(page, 'Lanjut ke penyedia');
      await expectAccessible(page);
      await follow(page, 'Buka Akun ASN');
      await signInThere(visitor, provider, 'neng');
      await page.getByText('Akun terhubung.').waitFor();
      await main(page).getByText('NIP 1987•••••••••••003').waitFor();
      await expectAccessible(page);
    });
    await withVisitor(false, async (page, visitor) => {
      await page.goto('/masuk');
      await follow(page, 'Masuk dengan Akun ASN');
      await signInThere(visitor, provider, 'neng');
      await page.waitForURL('**/bekasikab/kerja');
      await page.goto('/akun/keamanan');
      await main(page).getByText('Keamanan akun tidak dapat diubah di sini').waitFor();
      await expectAccessible(page);
    });
  } finally {
    await provider.stop();
  }
});

test('without script: the help desk looks as an operator and can change nothing', async () => {
  const account = await product.account('admin.balitbangda');
  await withVisitor(false, async (page) => {
    await typePassword(page, account);
    await page.waitForURL('**/kerja');
    await page.goto('/kerja/lihat-sebagai');
    await expectAccessible(page);
    await page.locator('[name="username"]').fill('operator.tarumasri');
    await press(page, 'Mulai melihat');
    const banner = page.getByRole('region', { name: 'Mode lihat' });
    await banner.getByText('Anda melihat sebagai Ujang Kurnia (contoh)').waitFor();
    for (const path of ['/', '/kerja', '/kerja/inovasi', '/organisasi', '/akun']) {
      await page.goto(path);
      await banner.waitFor();
      await expectAccessible(page);
    }
    await page.goto('/kerja/inovasi/baru');
    await press(page, 'Mulai menulis');
    await page.getByText('Anda sedang melihat sebagai orang lain').waitFor();
    await expectAccessible(page);
    await banner.getByRole('button', { name: 'Akhiri' }).click();
    await page.getByText('Anda kembali sebagai diri sendiri.').waitFor();
    expect(await banner.count()).toBe(0);
    await page.goto('/kerja/penyedia-masuk');
    await expectAccessible(page);
    await page.goto('/kerja/penyedia-masuk/baru');
    await expectAccessible(page);
  });
});
