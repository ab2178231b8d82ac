import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { createBuilder } from 'vite';
import { id } from '#messages/id.ts';
import { loadAssets } from '../assets.ts';
import { drawInFrame, type Frame } from '../frame.tsx';

/** A small site for tests of the design system: the real build, the real policy, and no feature. */
export interface Site {
  origin: string;
  /** Takes the site off the net, and brings it back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Bytes over the wire of the built files whose name matches, as gzip. */
  weigh(name: RegExp): Promise<number>;
  /** Stops it for good and clears up. */
  end(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types gelar";
const kinds: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export const sampleFrame: Frame = {
  language: 'id',
  messages: id,
  base: '/bekasikab',
  path: '/inovasi',
  query: '',
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

export function drawPage(frame: Frame, page: VNode): string {
  return `<!doctype html>${drawInFrame(frame, () => renderToString(page))}`;
}

/** `answer` is asked first; a request that it leaves open is looked up among the built files. */
export async function openSite(answer: Answer): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'gelar-ui-'));
  const forgetAssets = loadAssets(await buildWithGallery(folder));
  const serve: Answer = async (request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    await answer(request, response);
    if (!response.writableEnded) await serveFile(folder, request, response);
  };
  let server = await listen(serve, 0);
  const { port } = server.address() as AddressInfo;
  const stop = () => close(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop,
    async start() {
      server = await listen(serve, port);
    },
    weigh: (name) => weigh(folder, name),
    async end() {
      forgetAssets();
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function weigh(folder: string, name: RegExp): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((file) => name.test(file));
  const sizes = await Promise.all(names.map(async (file) => gzipSync(await readFile(join(folder, file))).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Debian's Chromium, as the journeys use it. */
export function openChromium(): Promise<Browser> {
  const executablePath = process.env.GELAR_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
}

async function serveFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const file = await readFile(join(folder, path)).catch(() => null);
  response.setHeader('Content-Type', kinds[extname(path)] ?? 'text/plain');
  if (file) response.end(file);
  else response.writeHead(404).end();
}

function listen(serve: Answer, port: number): Promise<Server> {
  const server = createServer(serve);
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

/** The client's build and the worker's, with the classes of the samples added to the stylesheet. */
async function buildWithGallery(outDir: string): Promise<string> {
  const input = { styles: 'src/ui/gallery/gallery.css', islands: 'src/ui/browser/islands.ts' };
  const environments = {
    client: { build: { outDir, rollupOptions: { input } } },
    worker: { build: { outDir } },
  };
  const { environments: built, build } = await createBuilder({ logLevel: 'error', environments });
  const path = join(outDir, '.vite/manifest.json');
  if (!built.client || !built.worker) throw new Error('the build has no client or no worker');
  await build(built.client);
  const manifest = await readFile(path, 'utf8');
  await writeFile(path, manifest.replace('"src/ui/gallery/gallery.css": {', '"src/ui/styles/main.css": {'));
  await build(built.worker);
  return path;
}
