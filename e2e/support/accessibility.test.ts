import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { openBrowser, visit } from './browser.ts';

let browser: Browser;
let server: Server;
let url: string;
beforeAll(async () => {
  browser = await openBrowser();
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[request.url ?? '']);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const bare = (main: string) =>
  `<!doctype html><html lang="id"><head><title>Uji</title></head><body onclick="document.title = 'diklik'">
   <main><h1>Uji</h1>${main}</main><script>document.title = 'dijalankan'</script></body></html>`;

const pages: Record<string, string> = {
  '/sound': bare('<label>Nama <input></label>'),
  '/nameless': bare('<input>'),
  '/wide': bare('<div style="width: 2000px">lebar</div>'),
};

/** What is wrong with the page, and by how much it is too wide. */
async function complaints(page: Page): Promise<unknown[]> {
  const error = await expectAccessible(page).then(
    () => ({ actual: [] }),
    (one: { actual: unknown[] }) => one,
  );
  return error.actual.slice(1);
}

test.each([true, false])('a faulty page is refused each time it is looked at, script %s', async (script) => {
  const { context, page } = await visit(browser, url, { script });
  for (let times = 0; times < 2; times++) {
    await page.goto('/nameless');
    expect(await complaints(page)).toEqual([['label: <input>'], 0]);
  }
  await page.goto('/wide');
  expect(await complaints(page)).toEqual([[], expect.any(Number)]);
  await page.goto('/sound');
  expect(await complaints(page)).toEqual([]);
  // What changes after the first look is looked at again.
  await page.evaluate(() => document.querySelector('label')?.replaceWith(document.querySelector('input') ?? ''));
  expect(await complaints(page)).toEqual([['label: <input>'], 0]);
  await context.close();
});

test('a page without script runs none after it was looked at', async () => {
  const { context, page } = await visit(browser, url, { script: false });
  for (const path of ['/nameless', '/sound']) {
    await page.goto(path);
    await complaints(page);
    await page.locator('h1').click();
    expect([path, await page.title()]).toEqual([path, 'Uji']);
  }
  await context.close();
});
