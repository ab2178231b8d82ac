import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Area, levelOf, parentOf } from './area.ts';

/** Where the list comes from. The database is under ODbL 1.0: name it wherever the list is shown. */
export const areaSource = {
  name: 'idn-area-data',
  href: 'https://github.com/fityannugroho/idn-area-data',
  licence: 'Open Database License (ODbL) 1.0',
  licenceHref: 'https://opendatacommons.org/licenses/odbl/1-0/',
} as const;

const installed = createRequire(import.meta.url);
const file = (name: string) => installed.resolve(`${areaSource.name}/data/${name}.csv`);
const row = z.object({ code: z.string(), name: z.string() });

/** Version of the installed list, e.g. `4.0.1`. */
export async function areaSourceVersion(): Promise<string> {
  const text = await readFile(installed.resolve(`${areaSource.name}/package.json`), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** All areas of Indonesia, outer before inner. */
export async function readAreas(): Promise<Area[]> {
  const lists = await Promise.all(['provinces', 'regencies', 'districts', 'villages'].map(readList));
  return lists.flat();
}

async function readList(name: string): Promise<Area[]> {
  const rows: unknown[] = parse(await readFile(file(name)), { columns: true });
  return rows.map((found) => {
    const { code, name } = row.parse(found);
    return { code, name, level: levelOf(code), parentCode: parentOf(code) };
  });
}
