import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const root = resolve(import.meta.dirname, '..');

/** The product as people start it, on a data folder and a port of its own. */
export interface Installation {
  origin: string;
  dataDir: string;
  /** Milliseconds from the command to the first whole page: on an empty data folder, and again on the filled one. */
  firstStart: number;
  secondStart: number;
  /** Megabytes the app's process holds once it has been left alone. */
  idleMegabytes: number;
  /** The app's own process. */
  pid: number;
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gelar-bench-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const first = await start(dataDir, port, origin);
  await end(first.runner);
  const second = await start(dataDir, port, origin);
  await wait(8000);
  return {
    origin,
    dataDir,
    firstStart: first.took,
    secondStart: second.took,
    idleMegabytes: residentMegabytes(appOf(second.runner)),
    pid: appOf(second.runner),
    async stop() {
      await end(second.runner);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function start(dataDir: string, port: number, origin: string): Promise<{ runner: ChildProcess; took: number }> {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const began = performance.now();
  const runner = spawn(process.execPath, [join(root, 'tools/run.mjs'), 'start'], {
    cwd: root,
    env: { ...env, GELAR_DATA_DIR: dataDir, PORT: String(port), GELAR_RATE_LIMIT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  runner.stderr?.on('data', (text) => (said += text));
  const deadline = began + 180_000;
  while (!(await answers(origin))) {
    if (runner.exitCode !== null) throw new Error(`the product ended with ${runner.exitCode}: ${said}`);
    if (performance.now() > deadline) throw new Error(`no page after three minutes: ${said}`);
    await wait(20);
  }
  return { runner, took: performance.now() - began };
}

async function answers(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/inovasi`, { signal: AbortSignal.timeout(5000) });
    return answer.ok && (await answer.text()).endsWith('</html>');
  } catch {
    return false;
  }
}

async function end(runner: ChildProcess): Promise<void> {
  if (runner.exitCode !== null) return;
  const ended = new Promise((done) => runner.once('exit', done));
  runner.kill('SIGTERM');
  if ((await Promise.race([ended, wait(20_000, 'late')])) === 'late') runner.kill('SIGKILL');
}

/** The runner's only child is the app. */
function appOf(runner: ChildProcess): number {
  const [app] = readFileSync(`/proc/${runner.pid}/task/${runner.pid}/children`, 'utf8').trim().split(' ');
  return Number(app);
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
