import { z } from 'zod';
import type { Edition } from './edition.ts';
import { editionSchema } from './edition-checks.ts';

/**
 * Every JSON file in `editions/` is an edition: bundled by Vite for server and browser, read from
 * the folder when Node runs the source itself (bench, scripts). So a new year is one new file.
 */
const files: Record<string, unknown> = import.meta.env
  ? import.meta.glob('./editions/*.json', { eager: true, import: 'default' })
  : readFolder();

function readFolder(): Record<string, unknown> {
  const fs = process.getBuiltinModule('node:fs');
  const folder = new URL('./editions/', import.meta.url);
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.map((name) => [`./editions/${name}`, JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8'))]),
  );
}

/** @throws Error that names the file and the wrong places, so a bad edition stops the start. */
export function openEdition(name: string, content: unknown): Edition {
  const read = editionSchema.safeParse(content);
  if (!read.success) throw new Error(`${name} is not a valid edition\n${z.prettifyError(read.error)}`);
  if (!name.endsWith(`/${read.data.edition}.json`)) {
    throw new Error(`${name} holds edition ${read.data.edition}`);
  }
  return read.data;
}

/** Newest first. */
export const EDITIONS: readonly Edition[] = Object.entries(files)
  .map(([name, content]) => openEdition(name, content))
  .sort((a, b) => b.edition - a.edition);

export function findEdition(year: number): Edition | undefined {
  return EDITIONS.find(({ edition }) => edition === year);
}

/** The newest edition that is neither an estimate nor a prognosis. */
export function currentEdition(): Edition {
  const official = EDITIONS.find(({ status }) => status === 'official');
  if (official === undefined) throw new Error('no official edition');
  return official;
}
