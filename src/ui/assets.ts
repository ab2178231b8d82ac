import { readFileSync } from 'node:fs';

/** Addresses of what the build made. */
export interface Assets {
  styles: readonly string[];
  font: string | null;
  islands: string;
  icon: string | null;
  webManifest: string | null;
}

const entry = { styles: 'src/ui/styles/main.css', islands: 'src/ui/browser/islands.ts' };

interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
}

/** Without a build (tests, development) Vite serves the sources themselves. */
const sources: Assets = {
  styles: [`/${entry.styles}`],
  font: null,
  islands: `/${entry.islands}`,
  icon: null,
  webManifest: null,
};
let known: Assets = sources;

/** Called once at start with `dist/client/.vite/manifest.json`. @returns what goes back to the sources */
export function loadAssets(manifestPath: string): () => void {
  known = assetsOf(JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, Chunk>);
  return () => {
    known = sources;
  };
}

export function assetsOf(manifest: Record<string, Chunk>): Assets {
  const styles = manifest[entry.styles];
  const islands = manifest[entry.islands];
  if (!styles || !islands) throw new Error('the manifest of the build lacks the styles or the islands');
  const font = Object.values(manifest).find((chunk) => chunk.file.endsWith('.woff2'));
  const address = (chunk: Chunk | undefined) => (chunk ? `/${chunk.file}` : null);
  return {
    styles: [`/${styles.file}`],
    font: address(font),
    islands: `/${islands.file}`,
    icon: address(manifest['src/ui/site/icon.svg']),
    webManifest: address(manifest['src/ui/site/site.webmanifest']),
  };
}

export function assets(): Assets {
  return known;
}
