import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { freshDatabase, type TestDatabase } from './testing/database.ts';
import { fillEveryTenantTable, tenantTables } from './testing/every-table.ts';

/** Public projections: published fields only, readable by all. Nothing else may be read from outside its tenant. */
const projections = ['published_innovations', 'published_words'];
/** The only policies there may be, besides `own_tenant`. */
const furtherPolicies = [
  ...projections.flatMap((name) =>
    ['anyone_reads', 'own_tenant_deletes', 'own_tenant_inserts', 'own_tenant_updates'].map(
      (policy) => `${name}.${policy}`,
    ),
  ),
  'office_holders.own_offices',
];

let db: TestDatabase;
let tables: string[];
beforeAll(async () => {
  db = await freshDatabase();
  tables = await tenantTables(db.owner);
  await fillEveryTenantTable(db.owner, tables, db.tenants.bekasikab.id);
  await fillEveryTenantTable(db.owner, tables, db.tenants.tetangga.id);
});
afterAll(() => db.close());

async function asNeighbour<T>(
  work: (query: (text: string, values?: unknown[]) => Promise<T>) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.tenant', $1, true)", [db.tenants.tetangga.id]);
    return await work(async (text, values) => (await client.query(text, values)) as T);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('the app role owns nothing and cannot pass row-level security', async () => {
  const roles = await db.owner.query(
    `select rolname, rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
     from pg_roles where rolname in ('gelar_app', 'gelar_auth') order by rolname`,
  );
  expect(roles.rows).toEqual(
    ['gelar_app', 'gelar_auth'].map((rolname) => ({ rolname, rolsuper: false, rolbypassrls: false, owned: 0 })),
  );
});

test('every table with tenant_id has it first, in its key, under row-level security', async () => {
  const { rows } = await db.owner.query(
    `select c.relname as name, c.relrowsecurity as secured,
            (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = 1) as first_column,
            (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
             where i.indrelid = c.oid and i.indisprimary) as first_in_key
     from pg_class c where c.relname = any($1) and c.relkind in ('r', 'p') order by 1`,
    [tables],
  );
  expect(rows).toEqual(
    [...tables].sort().map((name) => ({ name, secured: true, first_column: 'tenant_id', first_in_key: 'tenant_id' })),
  );
});

test('there are no policies but the known ones', async () => {
  const { rows } = await db.owner.query(
    "select tablename || '.' || policyname as name from pg_policies where policyname <> 'own_tenant' order by 1",
  );
  expect(rows.map((row) => row.name)).toEqual([...furtherPolicies].sort());
});

test('one tenant reads no row of another, projections excepted', async () => {
  for (const table of tables) {
    const seen = await asNeighbour((query) =>
      query(`select count(*)::int as n from ${table} where tenant_id = $1`, [db.tenants.bekasikab.id]),
    );
    const expected = projections.includes(table) ? 1 : 0;
    expect([table, (seen as { rows: unknown[] }).rows]).toEqual([table, [{ n: expected }]]);
  }
});

test('one tenant changes and deletes no row of another', async () => {
  for (const table of tables) {
    for (const statement of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
      const outcome = await asNeighbour((query) =>
        query(`${statement} where tenant_id = $1`, [db.tenants.bekasikab.id]),
      ).then(
        (result) => (result as { rowCount: number }).rowCount,
        (error: Error) => (/permission denied/.test(error.message) ? 0 : error.message),
      );
      expect([table, statement, outcome]).toEqual([table, statement, 0]);
    }
  }
});

test('one tenant writes no row into another', async () => {
  for (const table of tables) {
    const { rows } = await db.owner.query(`select * from ${table} where tenant_id = $1 limit 1`, [
      db.tenants.bekasikab.id,
    ]);
    const names = Object.keys(rows[0]).filter((name) => name !== 'xact');
    const sent = asNeighbour((query) =>
      query(
        `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')})
         select ${names.map((name) => `r."${name}"`).join(', ')} from json_populate_record(null::${table}, $1) r`,
        [JSON.stringify(rows[0])],
      ),
    );
    await expect(sent, table).rejects.toThrow(/row-level security|permission denied/);
  }
});

test('no row refers to a row of another tenant', async () => {
  const { rows } = await db.owner.query(
    `select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent, c.conname as name,
            (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(attnum, n)
             join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns
     from pg_constraint c where c.contype = 'f' and c.confrelid::regclass::text = any($1)`,
    [tables],
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const key of rows) expect([key.name, key.columns[0]]).toEqual([key.name, 'tenant_id']);
});

test('outside every tenant nothing is seen but projections, and own offices', async () => {
  const client = await db.pool.connect();
  try {
    for (const table of tables.filter((name) => !projections.includes(name))) {
      expect((await client.query(`select from ${table}`)).rowCount, table).toBe(0);
    }
    const { rows } = await db.owner.query('select user_id from office_holders where tenant_id = $1', [
      db.tenants.bekasikab.id,
    ]);
    await client.query('begin');
    await client.query("select set_config('app.user', $1, true)", [rows[0].user_id]);
    expect((await client.query('select from office_holders')).rowCount).toBe(2); // the same person in both tenants
    await client.query("select set_config('app.user', $1, true)", [newId()]);
    expect((await client.query('select from office_holders')).rowCount).toBe(0);
    await client.query('rollback');
  } finally {
    client.release();
  }
});
