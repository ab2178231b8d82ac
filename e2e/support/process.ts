import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Account {
  username: string;
  password: string;
}

/** The built product, as `npm start` runs it. */
export interface Product {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** A demonstration account, with the password this installation gave it. */
  account(username: string): Promise<Account>;
  /** Ends the process only (by signal), keeps the data. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Ends it and removes the data. */
  remove(): Promise<void>;
}

export interface ProcessOptions {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
}

export async function runProduct({ dataDir, port: wanted, env }: ProcessOptions): Promise<Product> {
  const port = wanted ?? (await freePort());
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      GELAR_ROOT: root,
      PORT: String(port),
      GELAR_DATA_DIR: dataDir,
      GELAR_RATE_LIMIT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url);
  return {
    url,
    dataDir,
    process: child,
    account: (username) => readAccount(dataDir, username),
    end: (signal) => endChild(child, signal),
    async remove() {
      await endChild(child, 'SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function readAccount(dataDir: string, username: string): Promise<Account> {
  const kept = JSON.parse(await readFile(join(dataDir, 'akun-contoh.json'), 'utf8')) as Record<string, Account>;
  const found = kept[username];
  if (!found) throw new Error(`no demonstration account ${username}`);
  return { username, password: found.password };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${said}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  await endChild(child, 'SIGKILL');
  throw new Error(`the product was not ready in time:\n${said}`);
}

function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
