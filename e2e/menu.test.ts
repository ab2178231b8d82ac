import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, visit } from './support/browser.ts';
import { startProduct } from './support/product.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('on a phone every entry of the main menu lies wholly above the page', async () => {
  const product = await startProduct();
  const { page, context, errors } = await visit(browser, product.url);
  try {
    await page.goto('/');
    await page.locator('.phone-menu > summary').click();
    const panel = page.locator('.phone-menu .menu-panel');
    // What a finger meets at the corners of the panel and in the middle of each entry.
    const covered = await panel.evaluate((box) => {
      const { left, top, right, bottom } = box.getBoundingClientRect();
      const entries = [...box.children].map((entry) => entry.getBoundingClientRect());
      const points = [
        [(left + right) / 2, top + 3],
        [(left + right) / 2, bottom - 3],
        ...entries.flatMap((one) => [
          [one.x + one.width / 2, one.y + 1],
          [one.x + one.width / 2, one.y + one.height / 2],
        ]),
      ] as [number, number][];
      return points.filter(([x, y]) => !box.contains(document.elementFromPoint(x, y)));
    });
    expect(covered).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
    await product.remove();
  }
});
