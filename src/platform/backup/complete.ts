import { escapeIdentifier } from 'pg';
import type { Inventory } from './tables.ts';
import { BrokenArchive } from './tar.ts';

/**
 * An archive brings every table, column and sequence that its own steps make: one that it leaves out would be there, empty,
 * and nobody would be told.
 * @param schema `ofOthers` is what was there before those steps, which the archive may bring or not
 * @throws BrokenArchive naming the first that is missing, or that is nowhere to be put
 */
export function requireComplete(archive: Inventory, schema: { ofOthers: Inventory; all: Inventory }): void {
  const [brought, ofOthers, all] = [namesOf(archive), namesOf(schema.ofOthers), namesOf(schema.all)];
  for (const name of all) {
    if (!brought.has(name) && !ofOthers.has(name)) throw new BrokenArchive(`${name} is missing`);
  }
  for (const name of brought) if (!all.has(name)) throw new BrokenArchive(`${name} is not in its schema`);
}

/** Quoted, so that a dot in a name is no other name. */
function namesOf({ tables, sequences }: Inventory): Set<string> {
  const names = new Set<string>();
  const quoted = (one: { schema: string; name: string }) => [one.schema, one.name].map(escapeIdentifier).join('.');
  for (const table of tables) {
    names.add(`table ${quoted(table)}`);
    for (const column of table.columns) names.add(`column ${quoted(table)}.${escapeIdentifier(column)}`);
  }
  for (const one of sequences) names.add(`sequence ${quoted(one)}`);
  return names;
}
