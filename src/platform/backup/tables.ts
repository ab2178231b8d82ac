import type { Client } from 'pg';

export interface TableToCopy {
  schema: string;
  name: string;
  /** Without the generated ones, which the database computes again. */
  columns: string[];
}

/** Left out: what is measured anew, and the steps, which the manifest lists. */
const leftOut = ['public.schema_steps', 'pgboss.queue_stats'];

/** Of PostgreSQL itself, and of no interest to a backup. */
const foreignSchemas = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;

/** Objects that came with an extension come with it again. */
const notOfExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** Every table of every schema; of a partitioned one the whole, not its parts. */
export async function tablesOf(client: Client): Promise<TableToCopy[]> {
  const { rows } = await client.query<TableToCopy>(
    `select n.nspname as schema, c.relname as name, array(
       select a.attname::text from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
     ) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${foreignSchemas}
       and n.nspname || '.' || c.relname <> all ($1) and ${notOfExtension('pg_class', 'c.oid')}
     order by 1, 2`,
    [leftOut],
  );
  return rows;
}

export interface SequenceState {
  schema: string;
  name: string;
  value: string;
  called: boolean;
}

/** What can be copied out of a schema. */
export interface Inventory {
  tables: readonly TableToCopy[];
  sequences: readonly Pick<SequenceState, 'schema' | 'name'>[];
}

export const inventoryOf = async (client: Client): Promise<Inventory> => ({
  tables: await tablesOf(client),
  sequences: await sequencesOf(client),
});

export async function sequencesOf(client: Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and c.relpersistence = 'p' and ${foreignSchemas} and ${notOfExtension('pg_class', 'c.oid')} order by 1, 2`,
  );
  const states: SequenceState[] = [];
  for (const { schema, name } of rows) {
    const state = await client.query(
      `select last_value::text as value, is_called as called from ${quoted(client, { schema, name })}`,
    );
    states.push({ schema, name, value: state.rows[0].value, called: state.rows[0].called });
  }
  return states;
}

export const quoted = (client: Client, one: { schema: string; name: string }) =>
  `${client.escapeIdentifier(one.schema)}.${client.escapeIdentifier(one.name)}`;

export function copyOutOf(client: Client, table: TableToCopy): string {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  // A partitioned table can be copied out by a query only.
  return `copy (select ${columns} from ${quoted(client, table)}) to stdout`;
}

export function copyInto(client: Client, table: TableToCopy): string {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  return `copy ${quoted(client, table)} (${columns}) from stdin`;
}

/** So that the same row is the same text, whatever the settings of server, database and role. */
export async function settleFormats(client: Client): Promise<void> {
  await client.query(
    `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
     set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0;
     set idle_in_transaction_session_timeout = 0; set search_path = public`,
  );
}

interface Named {
  statement: string;
}

/** A database may hold things of others: they are not ours to remove. */
const own = (owner: string) => `${owner} = (select oid from pg_roles where rolname = current_user)`;

/** What a release made, as statements that remove it; extensions and the schema `public` stay. */
export async function removalsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<Named>(
    `select format('drop schema %I cascade', n.nspname) as statement from pg_namespace n
       where ${foreignSchemas} and n.nspname <> 'public' and ${own('n.nspowner')} and ${notOfExtension('pg_namespace', 'n.oid')}
     union all
     select format('drop %s if exists public.%I cascade',
         case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.relname)
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
         and not c.relispartition and ${own('c.relowner')} and ${notOfExtension('pg_class', 'c.oid')}
     union all
     select format('drop routine if exists %s cascade', p.oid::regprocedure)
       from pg_proc p where p.pronamespace = 'public'::regnamespace and ${own('p.proowner')} and ${notOfExtension('pg_proc', 'p.oid')}
     union all
     select format('drop type if exists public.%I cascade', t.typname)
       from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')
         and ${own('t.typowner')} and ${notOfExtension('pg_type', 't.oid')}
     union all
     select format('drop text search configuration if exists public.%I cascade', f.cfgname)
       from pg_ts_config f where f.cfgnamespace = 'public'::regnamespace and ${own('f.cfgowner')} and ${notOfExtension('pg_ts_config', 'f.oid')}
     union all
     select format('drop text search dictionary if exists public.%I cascade', y.dictname)
       from pg_ts_dict y where y.dictnamespace = 'public'::regnamespace and ${own('y.dictowner')} and ${notOfExtension('pg_ts_dict', 'y.oid')}`,
  );
  return rows.map((row) => row.statement);
}

/** Foreign keys as statements: to remove them before a load in any order, and to put them back, checked, after it. */
export async function foreignKeysOf(client: Client): Promise<{ remove: string; restore: string }[]> {
  const { rows } = await client.query<{ remove: string; restore: string }>(
    `select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as remove,
            format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as restore
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where k.contype = 'f' and k.conparentid = 0 and ${foreignSchemas} order by 1`,
  );
  return rows;
}

/** Tables with triggers of ours: what they once wrote comes with the rows. */
export async function tablesWithTriggers(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct t.tgrelid::regclass::text as name from pg_trigger t
     join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and ${foreignSchemas}`,
  );
  return rows.map((row) => row.name);
}
