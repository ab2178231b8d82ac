import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const folder = 'src/ui/site';

/** The icon and the web manifest: standalone files that cannot name a CSS variable, so the tokens are written in. */
export function siteFiles(): Plugin {
  return {
    name: 'gelar-site-files',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle: {
      order: 'pre',
      async handler() {
        const colors = await readTokens();
        const emit = async (name: string, words: Readonly<Record<string, string>> = {}) => {
          const originalFileName = `${folder}/${name}`;
          const source = fill(await readFile(originalFileName, 'utf8'), { ...colors, ...words });
          return this.getFileName(this.emitFile({ type: 'asset', name, originalFileName, source }));
        };
        const icon = await emit('icon.svg');
        await emit('site.webmanifest', { icon: `/${icon}` });
      },
    },
  };
}

async function readTokens(): Promise<Record<string, string>> {
  const css = await readFile('src/ui/styles/tokens.css', 'utf8');
  return Object.fromEntries(
    [...css.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`no token "${name}"`);
    return word;
  });
}
