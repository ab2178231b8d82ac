import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 360, height: 740 };
/** Contexts whose pages run no script. */
const scriptless = new WeakSet<BrowserContext>();

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.GELAR_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Console errors and failed scripts so far. */
  errors: string[];
}

/** The browser's own remark when a page is left before its view transition began: nothing of ours failed. */
const isSkippedTransition = (error: Error) => /Transition was (aborted|skipped)/.test(error.message);

/** A person on a phone. Errors of the console and of scripts are collected; a journey ends by looking that there are none. */
export async function visit(browser: Browser, url: string, options: { script?: boolean } = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: phone,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    javaScriptEnabled: options.script ?? true,
    hasTouch: true,
  });
  context.setDefaultTimeout(15_000);
  if (options.script === false) scriptless.add(context);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => !isSkippedTransition(error) && errors.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  return { context, page, errors };
}

interface AxeOutcome {
  violations: { id: string; nodes: { html: string }[] }[];
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** axe-core, WCAG 2.2 A and AA: no violations on the page as it stands; nothing wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const twin = scriptless.has(page.context()) ? await twinOf(page) : page;
  try {
    await twin.evaluate(axeSource);
    const outcome = await twin.evaluate(async (values) => {
      const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeOutcome> } };
      return axe.run(document, { runOnly: { type: 'tag', values } });
    }, standards);
    const found = outcome.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
    expect([page.url(), found, Math.max(overflow, 0)]).toEqual([page.url(), [], 0]);
  } finally {
    if (twin !== page) await twin.context().close();
  }
}

/** axe needs timers, which stand still with script off: the same document where only axe's script can run. */
async function twinOf(page: Page): Promise<Page> {
  const [html, url] = [await page.content(), page.url()];
  const context = await page.context().browser()?.newContext({ viewport: phone, locale: 'id-ID', hasTouch: true });
  if (!context) throw new Error('the browser is gone');
  await context.route('**/*.js', (route) => route.abort());
  await context.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  const twin = await context.newPage();
  await twin.goto(url);
  return twin;
}
