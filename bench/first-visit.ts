import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import type { Figure } from './figure.ts';

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

interface Visit {
  bytes: number;
  files: number;
  shift: number;
}

/** A phone's first visit in real Chromium: every byte over the wire, and how much the page moved while it came. */
export async function benchFirstVisit(origin: string, paths: readonly string[]): Promise<Figure[]> {
  if (!chromiumPath) throw new Error('Chromium is missing: apt-get install chromium');
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    const visits: Visit[] = [];
    let withoutScript = true;
    for (const path of paths) {
      const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
      visits.push(await visit(await context.newPage(), `${origin}${path}`));
      await context.close();
      const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
      withoutScript &&= await isUsable(await plain.newPage(), `${origin}${path}`);
      await plain.close();
    }
    return figuresOf(visits, withoutScript, paths);
  } finally {
    await browser.close();
  }
}

async function visit(page: Page, address: string): Promise<Visit> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  let [bytes, files] = [0, 0];
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    files++;
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(500);
  const shift = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0),
  );
  return { bytes, files, shift };
}

/** A heading, words and links or a search that lead on. */
async function isUsable(page: Page, address: string): Promise<boolean> {
  await page.goto(address);
  const [headings, links] = [
    await page.locator('h1:visible').count(),
    await page.locator('main a:visible, main form:visible').count(),
  ];
  return headings === 1 && links > 0;
}

function figuresOf(visits: readonly Visit[], withoutScript: boolean, paths: readonly string[]): Figure[] {
  const heaviest = visits.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const shift = Math.max(...visits.map((one) => one.shift));
  const pages = `Chromium at 360 px on ${paths.join(', ')}`;
  return [
    {
      name: 'First visit of a public page, over the wire',
      value: `${(heaviest.bytes / 1024).toFixed(1)} KB in ${heaviest.files} files`,
      target: '≤ 100 KB',
      against: `the heaviest, ${pages}`,
      met: heaviest.bytes <= 100 * 1024,
    },
    { name: 'Layout shift of a first visit', value: shift.toFixed(3), target: '0', against: pages, met: shift === 0 },
    {
      name: 'Usable without script',
      value: withoutScript ? 'yes' : 'no',
      target: 'yes',
      against: 'heading, words and links are there with script switched off',
      met: withoutScript,
    },
  ];
}
