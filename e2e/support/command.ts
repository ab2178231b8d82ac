import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Product } from './product.ts';

const root = resolve(import.meta.dirname, '../..');

/** `./gelar …` beside the running product. @returns what it printed */
export async function command(product: Product, args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    GELAR_ROOT: root,
    GELAR_DATA_DIR: product.dataDir,
    PORT: new URL(product.url).port,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'dist/server/cli.js'), ...args], { env });
  return stdout;
}
