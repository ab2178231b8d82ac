import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { id } from '#messages/id.ts';
import { loadAssets } from '../assets.ts';
import { type Frame, FrameContext } from '../frame.tsx';
import { CatalogueSample } from './catalogue.tsx';
import { DraftFormSample } from './draft-form.tsx';
import { HomeSample } from './home.tsx';
import { PartsSample } from './parts.tsx';
import { RegionIndexSample } from './region-index.tsx';

const samples: Record<string, () => VNode> = {
  home: HomeSample,
  index: RegionIndexSample,
  form: DraftFormSample,
  parts: PartsSample,
  catalogue: CatalogueSample,
};
const widths = [360, 768, 1280];
/** Where to put pictures for a person to look at; none are kept otherwise. */
const lookFolder = process.env.GELAR_LOOK;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types gelar";
const kinds: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

const frame: Frame = {
  messages: id,
  base: '/bekasikab',
  path: '/inovasi',
  tenant: {
    name: 'Pemerintah Kabupaten Bekasi',
    shortName: 'Kabupaten Bekasi',
    operator: 'Balitbangda Kabupaten Bekasi',
    help: { label: '0812-0000-0000', href: 'tel:081200000000' },
    example: true,
  },
  person: null,
  notice: null,
  year: 2026,
};

let folder: string;
let server: Server;
let browser: Browser;
let axe: string;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gelar-gallery-'));
  loadAssets(await buildWithGallery(folder));
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const Sample = samples[path.slice(1)];
    response.setHeader('Content-Security-Policy', policy);
    if (Sample) return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(draw(Sample));
    const file = await readFile(join(folder, path)).catch(() => null);
    response.setHeader('Content-Type', kinds[extname(path)] ?? 'text/plain');
    return file ? response.end(file) : response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  if (lookFolder) await mkdir(lookFolder, { recursive: true });
}, 60_000);

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

/** The client's build, with the classes of the samples added to the stylesheet. */
async function buildWithGallery(outDir: string): Promise<string> {
  const input = { styles: 'src/ui/gallery/gallery.css', islands: 'src/ui/browser/islands.ts' };
  await build({ logLevel: 'error', environments: { client: { build: { outDir, rollupOptions: { input } } } } });
  const path = join(outDir, '.vite/manifest.json');
  await writeFile(
    path,
    (await readFile(path, 'utf8')).replace('"src/ui/gallery/gallery.css": {', '"src/ui/styles/main.css": {'),
  );
  return path;
}

function draw(Sample: () => VNode): string {
  const person =
    Sample === HomeSample
      ? null
      : { name: 'Siti Aminah', title: 'Plt. Kepala Desa Muara Bakti', waiting: 3, roles: [] };
  const value = {
    ...frame,
    person,
    path: Sample === HomeSample ? '/' : '/inovasi',
    notice: Sample === PartsSample ? 'Usulan terkirim' : null,
  };
  return `<!doctype html>${renderToString(h(FrameContext.Provider, { value }, h(Sample, {})))}`;
}

for (const name of Object.keys(samples)) {
  test(`${name} fits every width, obeys the policy and passes axe`, async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 900 }, locale: 'id-ID' });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${origin}/${name}`);
    await page.evaluate(axe);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      if (lookFolder) await page.screenshot({ path: join(lookFolder, `${name}-${width}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(findViolations)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);
}

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

/** Runs in the page. */
async function findViolations(): Promise<string[]> {
  const { axe: engine } = globalThis as unknown as { axe: Axe };
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await engine.run({ runOnly: tags });
  return violations.flatMap(({ id: rule, nodes }) =>
    nodes.map((node) => `${rule}: ${node.html} ${node.failureSummary}`),
  );
}
