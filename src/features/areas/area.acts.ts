import type { ClientBase } from 'pg';
import type { Area } from './area.ts';
import { areaSource, areaSourceVersion, readAreas } from './source.ts';

const loadName = 'areas';

const upsert = `
  insert into areas (code, level, name, parent_code)
  select * from unnest($1::text[], $2::smallint[], $3::text[], $4::text[])
  on conflict (code) do update set name = excluded.name where areas.name <> excluded.name`;

/**
 * Loads the areas of all Indonesia, in one transaction; nothing when this version of the list was loaded before.
 * @param owner a connection of the owning role: the app may only read this table
 * @returns how many areas the list holds, 0 when there was nothing to do
 */
export async function loadAreas(owner: ClientBase, report: (areas: number) => void = () => {}): Promise<number> {
  const version = `${areaSource.name} ${await areaSourceVersion()}`;
  if ((await loadedVersion(owner)) === version) return 0;
  const areas = await readAreas();
  report(areas.length);
  await owner.query('begin');
  try {
    await writeAreas(owner, areas);
    await owner.query(
      `insert into finished_loads (name, version) values ($1, $2)
       on conflict (name) do update set version = excluded.version, finished_at = now()`,
      [loadName, version],
    );
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
  return areas.length;
}

async function loadedVersion(owner: ClientBase): Promise<string | undefined> {
  const { rows } = await owner.query<{ version: string }>('select version from finished_loads where name = $1', [
    loadName,
  ]);
  return rows[0]?.version;
}

/** Index and foreign key are checked once over all rows: a third of the time of row by row. */
async function writeAreas(owner: ClientBase, areas: readonly Area[]): Promise<void> {
  await owner.query('lock table areas in exclusive mode');
  await owner.query('drop index areas_name');
  await owner.query('alter table areas drop constraint areas_parent_code_fkey');
  await owner.query(upsert, [
    areas.map((area) => area.code),
    areas.map((area) => area.level),
    areas.map((area) => area.name),
    areas.map((area) => area.parentCode),
  ]);
  await owner.query(
    'alter table areas add constraint areas_parent_code_fkey foreign key (parent_code) references areas (code)',
  );
  await owner.query('create index areas_name on areas using gin (name gin_trgm_ops)');
  await owner.query('analyze areas');
}
