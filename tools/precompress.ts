import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const compressible = /\.(js|css|svg|json|webmanifest)$/;

/** Writes `.br` and `.gz` beside every text asset, so that the server never compresses while it serves. */
export function precompress(): Plugin {
  return {
    name: 'gelar-precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name !== 'ssr',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => compressible.test(name));
      await Promise.all(names.map((name) => compress(join(dir, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const plain = await readFile(path);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  await writeFile(`${path}.br`, await brotli(plain, best));
  await writeFile(`${path}.gz`, await zip(plain, { level: 9 }));
}
