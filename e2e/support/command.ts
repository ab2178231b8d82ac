import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Product } from './product.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `./gelar …` as it is built, for the installation in `env`. */
export function command(args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(root, 'dist/server/cli.js'), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', GELAR_ROOT: root, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function run(args: readonly string[], env: Record<string, string>): Promise<Outcome> {
  const child = command(args, env);
  const ended = new Promise<number | null>((done) => child.once('close', done));
  if (!child.stdout || !child.stderr) throw new Error('no output');
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** The same beside a running product. @returns what it printed */
export async function commandBeside(product: Product, args: readonly string[]): Promise<string> {
  const outcome = await run(args, { GELAR_DATA_DIR: product.dataDir, PORT: new URL(product.url).port });
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return outcome.stdout;
}
