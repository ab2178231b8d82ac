import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const name = 'virtual:precache';

/** Hands the service worker the list of files that the client's build made. */
export function precache(): Plugin {
  return {
    name: 'gelar-precache',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      const folder = this.environment.getTopLevelConfig().environments.client?.build.outDir ?? '';
      const manifest = await readManifest(join(folder, '.vite/manifest.json'));
      const files = Object.values(manifest).flatMap((chunk) => [
        chunk.file,
        ...(chunk.css ?? []),
        ...(chunk.assets ?? []),
      ]);
      const addresses = [...new Set(files)].map((file) => `/${file}`).sort();
      const styles = `/${manifest['src/ui/styles/main.css']?.file ?? ''}`;
      const version = createHash('sha256').update(addresses.join()).digest('hex').slice(0, 12);
      return `export const version = ${JSON.stringify(version)};\nexport const files = ${JSON.stringify(addresses)};\nexport const styles = ${JSON.stringify(styles)};`;
    },
  };
}

async function readManifest(
  path: string,
): Promise<Record<string, { file: string; css?: string[]; assets?: string[] }>> {
  return JSON.parse(await readFile(path, 'utf8'));
}
