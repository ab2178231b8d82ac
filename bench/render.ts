import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { preactSsrPrecompile } from '@pracht/preact-ssr-precompile';
import { build } from 'vite';
import type { Figure } from './figure.ts';
import { root } from './installation.ts';
import { load } from './pages.ts';

interface PageServer {
  realPort: number;
  barePort: number;
  size: number;
}

const turns = 3;

/** The catalogue's layout and a bare page of the same size, from one process, in turns so that both meet the same machine. */
export async function benchRender(): Promise<Figure[]> {
  const folder = mkdtempSync(join(root, 'dist', 'bench-'));
  const server = await startPageServer(folder);
  try {
    const { realPort, barePort, size } = server.ports;
    const measure = async (address: string, path: string, seconds: number) =>
      (await load(address, [path], { connections: 16, seconds })).perSecond;
    const real: number[] = [];
    const bare: number[] = [];
    for (let turn = 0; turn <= turns; turn++) {
      const [one, other] = [
        await measure(`http://127.0.0.1:${realPort}`, '/inovasi', 4),
        await measure(`http://127.0.0.1:${barePort}`, '/', 4),
      ];
      if (turn === 0) continue; // the compiler is still warming up
      real.push(one);
      bare.push(other);
    }
    return [figureOf(mean(real), mean(bare), size)];
  } finally {
    server.child.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function figureOf(real: number, bare: number, size: number): Figure {
  const share = (real / bare) * 100;
  return {
    name: `List page of ${(size / 1000).toFixed(0)} kB rendered with the real layout, without the database`,
    value: `${share.toFixed(0)} % (${real.toFixed(0)}/s)`,
    target: '≥ 40 %',
    against: `a bare Hono + Preact page, a plain list of as many bytes, in the same process: ${bare.toFixed(0)}/s`,
    met: share >= 40,
  };
}

async function startPageServer(folder: string): Promise<{ child: ChildProcess; ports: PageServer }> {
  // Not vite.config.ts: its build writes the product's own folder.
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // The product's own pages are compiled as the product is, the bare one as anybody's.
    plugins: [preactSsrPrecompile({ exclude: [/node_modules/, /bare-page/] })],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    ssr: { external: true },
    build: {
      ssr: 'bench/page-server.tsx',
      outDir: folder,
      target: 'node26',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'page-server.js' } },
    },
  });
  const child = spawn(process.execPath, [join(folder, 'page-server.js'), join(root, 'dist/client')], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ports = await new Promise<PageServer>((done, fail) => {
    child.stdout?.once('data', (line) => done(JSON.parse(String(line))));
    child.once('exit', (code) => fail(new Error(`the page server ended with ${code}`)));
  });
  return { child, ports };
}
