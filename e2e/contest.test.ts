import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Visit, visit } from './support/browser.ts';
import { run } from './support/command.ts';
import { addScored, type ScoredContest } from './support/contest.ts';
import { withOwner } from './support/desk.ts';
import { type Account, type Product, startProduct } from './support/product.ts';

let browser: Browser;
let product: Product;
let scored: ScoredContest;
beforeAll(async () => {
  [browser, product] = await Promise.all([openBrowser(), startProduct()]);
  scored = await addScored(product.dataDir);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
});

/** Does it as somebody who signs in, on a phone, and looks that nothing failed in the browser. */
async function as(who: string | Account, act: (page: Page) => Promise<void>): Promise<void> {
  const visitor: Visit = await visit(browser, product.url);
  const { page } = visitor;
  const { username, password } = typeof who === 'string' ? await product.account(who) : who;
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
  await page.waitForURL('**/kerja');
  await act(page);
  expect(visitor.errors.filter((error) => !error.includes('422'))).toEqual([]);
  await visitor.context.close();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click();
const told = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const lastOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

let contestId: string;

test('the committee sets a contest up from a template and announces it', async () => {
  await as('panitia', async (page) => {
    await page.goto('/kerja/lomba/baru');
    await page.locator('[name="from"]').selectOption('templat:lomba-inovasi-daerah');
    await page.getByLabel('Nama lomba').fill('Lomba Uji Daerah 2027');
    await press(page, 'Buat lomba');
    await told(page, 'Lomba dibuat.');
    contestId = lastOf(page);
    await unfold(page, 'Umumkan lomba');
    await press(page, 'Umumkan lomba');
    await told(page, 'Lomba diumumkan.');
  });
  const stranger = await visit(browser, product.url, { script: false });
  await stranger.page.goto(`/bekasikab/lomba/${contestId}`);
  await told(stranger.page, 'Lomba Uji Daerah 2027');
  await stranger.context.close();
  // Nobody waits here until its first day; and of villages this one asks an age.
  await withOwner(product.dataDir, async (owner) => {
    await owner.query(
      "update competition_stages set starts_at = now() - interval '1 day' where competition_id = $1 and kind = 'entry'",
      [contestId],
    );
    await owner.query(
      "update competition_categories set minimum_age_months = 6 where competition_id = $1 and name = 'Desa'",
      [contestId],
    );
  });
});

async function fillShortForm(page: Page, since: string): Promise<void> {
  await page.goto(`/kerja/lomba/${contestId}/ikut`);
  await page.getByRole('link', { name: 'Isi formulir ringkas' }).first().click();
  await page.getByLabel('Judul inovasi').fill('Bank Sampah Sabtu (contoh)');
  await page.locator('[name="problem"]').fill('Sampah rumah tangga menumpuk di tepi saluran air.');
  await page.locator('[name="howItWorks"]').fill('Warga menimbang sampah tiap Sabtu dan mencatatnya di buku.');
  await page.locator('[name="benefit"]').fill('Saluran bersih dan dua ratus keluarga punya tabungan.');
  await page.locator('[name="implementedOn"]').fill(since);
  await press(page, 'Simpan dan periksa');
  await told(page, 'Formulir disimpan.');
}

let entered: string;
let young: string;

test('a village enters by the short form; one that is too young is told so with its dates', async () => {
  await as('operator.tarumasri', async (page) => {
    await fillShortForm(page, '2025-01-15');
    await press(page, 'Kirim ke panitia');
    await told(page, 'Terkirim ke panitia.');
    entered = lastOf(page);
  });
  await as('operator.rawakunyit', async (page) => {
    await fillShortForm(page, '2026-11-20');
    await told(page, /Baru diterapkan .* seharusnya paling lambat/);
    await press(page, 'Kirim ke panitia');
    await told(page, 'Terkirim ke panitia.');
    young = lastOf(page);
  });
});

test('the committee finds one eligible and the young one not, and its entrant reads why', async () => {
  await as('panitia', async (page) => {
    await page.goto(`/kerja/peserta/${entered}`);
    await page.getByRole('radio', { name: 'Memenuhi syarat', exact: true }).check();
    await press(page, 'Simpan hasil');
    await told(page, 'Hasil pemeriksaan disimpan.');
    await page.goto(`/kerja/peserta/${young}`);
    expect(await page.getByRole('checkbox', { name: 'Usia inovasi' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Tidak memenuhi syarat', exact: true }).check();
    await page.locator('[name="note"]').fill('Ikutlah tahun depan.');
    await press(page, 'Simpan hasil');
    await told(page, 'Hasil pemeriksaan disimpan.');
  });
  await as('operator.rawakunyit', async (page) => {
    await page.goto(`/kerja/peserta/${young}`);
    await told(page, 'Ikutlah tahun depan.');
    await told(page, 'Alasan panitia');
  });
});

const ofScored = (rest: string) => `/kerja/lomba/${scored.contest.competitionId}${rest}`;
const jurorAt = (at: number) => scored.jurors[at] ?? expect.unreachable();

test('the results room shows who stands too close to be told apart', async () => {
  await as('panitia', async (page) => {
    await page.goto(ofScored('/hasil'));
    await told(page, 'Terlalu dekat untuk dibedakan');
    await page.getByRole('link', { name: 'Lihat perhitungan' }).first().click();
    await told(page, 'Kecenderungan menilai tiap juri');
  });
});

test('the plenary opens, a vote is taken, and the chair parts what the rules cannot', async () => {
  await as('panitia', async (page) => {
    await page.goto(ofScored('/pleno'));
    for (const box of await page.locator('[name="present"]').all()) await box.check();
    await press(page, 'Buka pleno');
    await told(page, 'Pleno dibuka.');
    await unfold(page, 'Ajukan pemungutan suara');
    await page.locator('[name="body"]').fill('Siapa yang lebih layak menjadi juara 1?');
    for (const at of [0, 1]) await page.locator('[name="entryIds"]').nth(at).check();
    await press(page, 'Mulai pemungutan suara');
    await told(page, 'Pemungutan suara dimulai.');
  });
  for (const juror of scored.jurors)
    await as(juror, async (page) => {
      await page.goto(ofScored('/pleno'));
      await page.locator('button[name="choice"]').first().click();
      await told(page, 'Pilihan Anda sudah masuk');
    });
  await as('panitia', async (page) => {
    await page.goto(ofScored('/pleno'));
    await told(page, '3 dari 3 juri yang hadir dan berhak sudah memilih.');
    await press(page, 'Tutup dan hitung suara');
    await told(page, 'Suara ditutup dan dihitung.');
  });
  await as(jurorAt(0), async (page) => {
    await page.goto(ofScored('/pleno'));
    for (const [at, select] of (await page.locator('select[name^="order-"]').all()).entries()) {
      const values = await select.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value')));
      await select.selectOption(values.filter(Boolean)[at] ?? '');
    }
    await page.locator('[name="chairReason"]').fill('Manfaatnya menjangkau lebih banyak warga.');
    await press(page, 'Simpan putusan ketua');
    await told(page, 'Putusan ketua disimpan.');
  });
});

test('it is decided, sealed and confirmed by whoever was there', async () => {
  await as('panitia', async (page) => {
    await page.goto(ofScored('/pleno'));
    await press(page, 'Simpan putusan');
    await told(page, 'Putusan disimpan.');
    await unfold(page, 'Segel pleno');
    await press(page, 'Segel sekarang');
    await told(page, 'Pleno disegel.');
  });
  await as(jurorAt(1), async (page) => {
    await page.goto(ofScored('/pleno'));
    await press(page, 'Konfirmasi catatan ini');
    await told(page, '1 dari 3 juri yang hadir sudah mengonfirmasi.');
  });
});

test('it is published; a stranger checks a certificate', async () => {
  let code = '';
  await as('panitia', async (page) => {
    await page.goto(ofScored('/pengumuman'));
    await unfold(page, 'Umumkan hasil');
    await press(page, 'Ya, umumkan sekarang');
    await told(page, 'Hasil diumumkan.');
    await page.goto(ofScored('/piagam'));
    await press(page, 'Buat piagam yang belum ada');
    await told(page, 'Piagam sudah lengkap.');
    code = (await page.locator('a[href*="/sertifikat/"]').first().textContent()) ?? '';
  });
  const stranger = await visit(browser, product.url, { script: false });
  await stranger.page.goto(`/bekasikab/sertifikat/${code}`);
  await told(stranger.page, 'Piagam ini berlaku');
  await stranger.page.goto(`/bekasikab/lomba/${scored.contest.competitionId}/hasil`);
  await told(stranger.page, 'Hitung ulang sendiri');
  await stranger.context.close();
});

test('the entrant opens the letter of the jury, and anybody computes the ranking again', async () => {
  await as(scored.entrant, async (page) => {
    await page.goto(`/kerja/umpan-balik/${scored.contest.entries[0]?.id}`);
    await told(page, 'Catatan juri untuk Anda');
    await told(page, 'Manfaatnya jelas.');
  });
  const home = `${product.url}/bekasikab/lomba/${scored.contest.competitionId}`;
  const [part, whole] = await Promise.all([fetch(`${home}/data/1.json`), fetch(`${home}/data.json`)]);
  const folder = await mkdtemp(join(tmpdir(), 'gelar-lomba-'));
  try {
    const file = join(folder, '1.json');
    await writeFile(file, await part.text());
    const { code, stdout } = await run(['jury', 'rank', file, '--json'], {});
    expect(code).toBe(0);
    const { parts } = (await whole.json()) as { parts: { result: unknown }[] };
    expect(parts[0]?.result).toMatchObject({ entries: expect.anything() });
    expect(JSON.parse(stdout)).toEqual(parts[0]?.result);
  } finally {
    await rm(folder, { recursive: true });
  }
});
