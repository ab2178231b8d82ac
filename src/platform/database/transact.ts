import type { Pool, PoolClient } from 'pg';
import { codeOf } from '../errors.ts';
import { bindClient, type Tx } from './bound.ts';

export interface Scope {
  tenantId: string | null;
  userId: string | null;
  /** The database itself refuses every change. */
  readOnly?: boolean;
}

const setScope = {
  name: 'scope',
  text: "select set_config('app.tenant', $1, true), set_config('app.user', $2, true)",
};
const attempts = 3;

/**
 * Runs `work` in one transaction that sees the rows of `scope` only. A deadlock or a failed serialisation is
 * tried again, so `work` must change nothing but the database.
 */
export async function transact<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transactOnce(pool, scope, work);
    } catch (error) {
      if (attempt === attempts || !['40001', '40P01'].includes(codeOf(error))) throw error;
    }
  }
}

async function transactOnce<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: unknown;
  try {
    const opening = open(client, scope);
    // Not awaited before the work's first statement: were it to fail, the rows of every tenant stay out of reach.
    opening.catch(() => {});
    const result = await work(bindClient(client));
    await opening;
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by the database');
    return result;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken instanceof Error ? broken : undefined);
  }
}

function open(client: PoolClient, scope: Scope): Promise<unknown> {
  return Promise.all([
    client.query(scope.readOnly ? 'begin read only' : 'begin'),
    client.query({ ...setScope, values: [scope.tenantId ?? '', scope.userId ?? ''] }),
  ]);
}

async function rollback(client: PoolClient): Promise<unknown> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error;
  }
}
