import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { CamelCasePlugin, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { PoolClient } from 'pg';
import type { DB } from './schema.ts';

/** What acts and queries speak to: Kysely bound to one connection that already stands in a tenant's transaction. */
export type Tx = Kysely<DB>;

const bound = new WeakMap<PoolClient, Tx>();

/** One Kysely a pooled connection, made once: it costs more than a query does. */
export function bindClient(client: PoolClient): Tx {
  const known = bound.get(client);
  if (known) return known;
  const tx = new Kysely<DB>({
    dialect: dialectOf(client),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  bound.set(client, tx);
  return tx;
}

function dialectOf(client: PoolClient): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driverOf(connectionOf(client)),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function driverOf(connection: DatabaseConnection): Driver {
  const nested = async () => {
    throw new Error('already in a transaction: pass tx on instead');
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
    destroy: async () => {},
  };
}

function connectionOf(client: PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await client.query(query.sql, [...query.parameters]);
      const { rows, rowCount } = result;
      // One answer hangs on the one before, so that an old one would keep the rows of all that follow until the whole
      // heap is tidied: a long list read in batches would pile up.
      result.rows = [];
      return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) };
    },
    // biome-ignore lint/correctness/useYield: a pipelined connection cannot hold a cursor
    async *streamQuery() {
      throw new Error('no cursors on a pipelined connection');
    },
  };
}
