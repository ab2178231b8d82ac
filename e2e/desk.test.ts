import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser, type Visit, visit } from './support/browser.ts';
import { signedIn } from './support/client.ts';
import { addDesk, type Desk, withOwner } from './support/desk.ts';
import { type Product, startProduct } from './support/product.ts';

let browser: Browser;
let product: Product;
let desk: Desk;
beforeAll(async () => {
  browser = await openBrowser();
  product = await startProduct({ durable: true });
  desk = await addDesk(product.dataDir, 4);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
});

async function atTheDesk(): Promise<Visit> {
  const visitor = await visit(browser, product.url);
  const { page } = visitor;
  await page.goto('/masuk');
  await page.locator('[name="identifier"]').fill(desk.account.username);
  await page.locator('[name="password"]').fill(desk.account.password);
  await page.locator('form[action$="/masuk"] button[type="submit"]').click();
  await page.waitForURL('**/kerja');
  await page.goto('/kerja/penilaian');
  return visitor;
}

const address = (at: number) => `/kerja/penilaian/${desk.reviews[at]}`;
const radio = (page: Page, criterion: number, value: number) =>
  page.locator(`[name="nilai-${desk.criteria[criterion]}"][value="${value}"]`);

/** What the server holds of a review: its scores in the order of the criteria, and how many saves brought them. */
function heldOf(at: number) {
  return withOwner(product.dataDir, async (owner) => {
    const scores = await owner.query<{ criterion_id: string; value: number }>(
      'select criterion_id, value from review_scores where review_id = $1',
      [desk.reviews[at]],
    );
    const saves = await owner.query('select count(*)::int as n from review_saves where review_id = $1', [
      desk.reviews[at],
    ]);
    const values = desk.criteria.map((id) => {
      const found = scores.rows.find((row) => row.criterion_id === id);
      return found ? Number(found.value) : null;
    });
    return { values, saves: Number(saves.rows[0]?.n) };
  });
}

test('a juror scores on a phone without a signal, closes the tab and comes back: the scores arrive once', async () => {
  const visitor = await atTheDesk();
  const { page, context, errors } = visitor;
  await page.getByText('Semua halaman tersimpan di HP ini').waitFor();
  await expectAccessible(page);
  await page.goto(address(0));
  await expectAccessible(page);
  await page.goto('/kerja/penilaian');
  await context.setOffline(true);
  // A page that this phone never showed.
  await page
    .locator(`a[href$="${address(2)}"]`)
    .first()
    .click();
  await radio(page, 0, 4).check();
  await radio(page, 1, 5).check();
  await page.locator('[name="remark"]').fill('Dampaknya jelas.');
  await page.getByText('Tersimpan di HP ini, dikirim saat ada sinyal').first().waitFor();
  await page.close();
  const again = await context.newPage();
  await again.goto(address(2));
  await expect.poll(() => radio(again, 0, 4).isChecked()).toBe(true);
  await radio(again, 2, 3).check();
  await again.getByText('Tersimpan di HP ini, dikirim saat ada sinyal').first().waitFor();
  expect(await heldOf(2)).toEqual({ values: [null, null, null], saves: 0 });
  await context.setOffline(false);
  await again.getByText(/Tersimpan pukul/).waitFor();
  expect(await heldOf(2)).toEqual({ values: [4, 5, 3], saves: 1 });
  await again.reload();
  expect(await radio(again, 2, 3).isChecked()).toBe(true);
  errors.length = 0; // failed requests without a signal are what this journey is about
  await again.getByRole('button', { name: 'Kirim nilai' }).click();
  await again.getByText('Nilai dikirim.').waitFor();
  await again.getByText('1 dari 4 selesai').waitFor();
  expect(await heldOf(2)).toEqual({ values: [4, 5, 3], saves: 1 });
  expect(errors).toEqual([]);
  await context.close();
});

test('what was saved is what a phone shows later without a signal', async () => {
  const { page, context } = await atTheDesk();
  await page.getByText('Semua halaman tersimpan di HP ini').waitFor();
  await page.goto(address(3));
  await radio(page, 0, 2).check();
  await page.getByText(/Tersimpan pukul/).waitFor();
  await page.goto('/kerja');
  const kept = () => page.evaluate(async (url) => (await (await caches.match(url))?.text()) ?? '', address(3));
  await expect.poll(kept).toMatch(/value="2" checked/);
  await context.setOffline(true);
  await page.goto(address(3));
  expect(await radio(page, 0, 2).isChecked()).toBe(true);
  await context.close();
});

test('two devices on the same criterion: both values are shown, nothing is overwritten before the juror chose', async () => {
  const [phone, laptop] = [await atTheDesk(), await atTheDesk()];
  await phone.page.goto(address(1));
  await laptop.page.goto(address(1));
  await radio(laptop.page, 0, 5).check();
  await laptop.page.getByText(/Tersimpan pukul/).waitFor();
  await radio(phone.page, 0, 2).check();
  await radio(phone.page, 1, 3).check();
  await phone.page.getByText('Ada perubahan dari perangkat lain').first().waitFor();
  await phone.page.locator('.conflict summary').first().click();
  expect(await phone.page.locator('.conflict-text').first().textContent()).toBe('5');
  await expectAccessible(phone.page);
  expect((await heldOf(1)).values[0]).toBe(5);
  await phone.page.getByRole('button', { name: 'Pakai yang saya ketik' }).click();
  await phone.page.getByText(/Tersimpan pukul/).waitFor();
  expect((await heldOf(1)).values).toEqual([2, 3, null]);
  await Promise.all([phone.context.close(), laptop.context.close()]);
});

test('typed without a signal, and scoring closed meanwhile: the page says so and shows what the phone still holds', async () => {
  const { page, context } = await atTheDesk();
  await page.getByText('Semua halaman tersimpan di HP ini').waitFor();
  await context.setOffline(true);
  await page.goto(address(0));
  await radio(page, 1, 4).check();
  await page.locator('[name="remark"]').fill('Kata terakhir juri.');
  await page.getByText('Tersimpan di HP ini, dikirim saat ada sinyal').first().waitFor();
  await setClosed(true);
  await context.setOffline(false);
  await page.getByText('Belum tersimpan di server').first().waitFor();
  await page.goto(address(0));
  await page.getByText('Masih tersimpan di HP ini, belum terkirim').waitFor();
  await page.getByText('Kata terakhir juri.').waitFor();
  await expectAccessible(page);
  expect((await heldOf(0)).saves).toBe(0);
  await setClosed(false);
  await context.close();
});

const setClosed = (closed: boolean) =>
  withOwner(product.dataDir, (owner) =>
    owner.query(
      `update competition_stages set closed_at = case when $2 then now() end where competition_id = $1 and kind = 'desk'`,
      [desk.competitionId, closed],
    ),
  );

test('kill -9 in the middle of 400 saves loses none that was answered', async () => {
  const many = await addDesk(product.dataDir, 400);
  const client = await signedIn(product.url, many.account);
  const queue = [...many.reviews];
  const taken: string[] = [];
  const save = async (id: string) => {
    const scores = Object.fromEntries(many.criteria.map((criterion, at) => [`nilai-${criterion}`, String(2 + at)]));
    const sent = { version: '0', langkah: 'simpan', ...scores };
    const answer = await client.post(`/kerja/penilaian/${id}`, sent).catch(() => null);
    await answer?.body?.cancel().catch(() => {});
    if (answer?.status === 303 && taken.push(id) === 150) product.process.kill('SIGKILL');
  };
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let id = queue.shift(); id; id = queue.shift()) await save(id);
    }),
  );
  expect(taken.length).toBeGreaterThanOrEqual(150);
  expect(taken.length).toBeLessThan(400);
  product = await startProduct({ dataDir: product.dataDir });
  const whole = await withOwner(product.dataDir, async (owner) => {
    const { rows } = await owner.query<{ id: string; scores: number; saves: number; events: number }>(
      `select r.id, (select count(*)::int from review_scores v where v.review_id = r.id) as scores,
         (select count(*)::int from review_saves s where s.review_id = r.id) as saves,
         (select count(*)::int from audit_events e where e.subject_id = r.id::text) as events
       from reviews r where r.competition_id = $1`,
      [many.competitionId],
    );
    return new Map(rows.map(({ id, scores, saves, events }) => [id, `${scores} ${saves} ${events}`]));
  });
  for (const id of taken) expect(whole.get(id)).toBe('3 1 1');
  for (const state of whole.values()) expect(['3 1 1', '0 0 0']).toContain(state);
}, 240_000);
