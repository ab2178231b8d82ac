import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { markScriptless } from './scripting.ts';

const phone = { width: 360, height: 740 };

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
  if (options.script === false) markScriptless(context);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => !isSkippedTransition(error) && errors.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  return { context, page, errors };
}
