import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { h, type VNode } from 'preact';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Frame } from '../frame.tsx';
import { CatalogueSample } from './catalogue.tsx';
import { DashboardSample, drawSampleCharts } from './dashboard.tsx';
import { DraftFormSample } from './draft-form.tsx';
import { HomeSample } from './home.tsx';
import { PartsSample } from './parts.tsx';
import { RegionIndexSample } from './region-index.tsx';
import { drawPage, openChromium, openSite, type Site, sampleFrame } from './site.fixture.ts';

const person = { name: 'Siti Aminah', title: 'Plt. Kepala Desa Muara Bakti', waiting: 3, roles: [] };
const samples: Record<string, { page: () => VNode; frame: Partial<Frame> }> = {
  home: { page: HomeSample, frame: { path: '/' } },
  index: { page: RegionIndexSample, frame: { path: '/indeks' } },
  form: { page: DraftFormSample, frame: { path: '/kerja/1', person } },
  parts: { page: PartsSample, frame: { person, notice: 'Usulan terkirim' } },
  catalogue: { page: CatalogueSample, frame: {} },
  dashboard: { page: () => DashboardSample({ charts }), frame: {} },
};
const charts = await drawSampleCharts();
const widths = [360, 768, 1280];
/** Where to put pictures for a person to look at; none are kept otherwise. */
const lookFolder = process.env.GELAR_LOOK;

let site: Site;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  site = await openSite((request, response) => {
    const sample = samples[request.url?.slice(1) ?? ''];
    if (!sample) return;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(drawPage({ ...sampleFrame, ...sample.frame }, h(sample.page, {})));
  });
  browser = await openChromium();
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  if (lookFolder) await mkdir(lookFolder, { recursive: true });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.end();
});

test.each(Object.keys(samples))(
  '%s fits every width, obeys the policy and passes axe',
  async (name) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 900 }, locale: 'id-ID' });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${site.origin}/${name}`);
    await page.evaluate(axe);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      if (lookFolder) await page.screenshot({ path: join(lookFolder, `${name}-${width}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(findViolations)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  },
  60_000,
);

test('what is folded on a phone unfolds at a tap, and stands open where there is room and on paper', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
  await page.goto(`${site.origin}/parts`);
  const seen = () => page.getByText('Setiap indikator.').isVisible();
  const summary = page.getByText('20,93 poin indeks');
  expect([await summary.isVisible(), await seen()]).toEqual([true, false]);
  await page.emulateMedia({ media: 'print' });
  expect(await seen()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await seen()).toBe(true);
  await page.setViewportSize({ width: 360, height: 900 });
  expect(await seen()).toBe(false);
  await summary.click();
  expect(await seen()).toBe(true);
  await page.close();
}, 60_000);

test('styles and the islands’ runtime stay small', async () => {
  expect(await site.weigh(/styles-[^.]*\.css$/)).toBeLessThan(20_000);
  expect(await site.weigh(/islands-[^.]*\.js$/)).toBeLessThan(7_000);
  // Those of all pages together; a page loads one or two.
  expect(await site.weigh(/\.island-[^.]*\.js$/)).toBeLessThan(16_000);
});

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

/** Runs in the page. */
async function findViolations(): Promise<string[]> {
  const { axe: engine } = globalThis as unknown as { axe: Axe };
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await engine.run({ runOnly: tags });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
