import type { Pool, PoolClient } from 'pg';
import { expect } from 'vitest';
import type { Ctx } from '../tenancy.ts';
import type { TestDatabase } from './database.ts';
import { tenantTables } from './every-table.ts';

/** The fault that stands in for a lost connection or a full disk. */
export class Injected extends Error {}

/**
 * Lets the n-th SQL call of an act fail, for every n from the first to the last, and looks each time that nothing in
 * any table of the tenants has changed. The last run, without a fault, must succeed.
 * @returns how many calls the act makes
 */
export async function failEveryCall(db: TestDatabase, ctx: Ctx, act: (ctx: Ctx) => Promise<unknown>): Promise<number> {
  const tables = await tenantTables(db.owner);
  const before = await contentsOf(db.owner, tables);
  for (let n = 1; n <= 200; n++) {
    const counter = { calls: 0 };
    const outcome = await attempt(() => act({ ...ctx, pool: failingPool(ctx.pool, n, counter) }));
    if (counter.calls < n) {
      if (outcome !== null) throw outcome;
      expect(await contentsOf(db.owner, tables), 'the act changed nothing').not.toEqual(before);
      return counter.calls;
    }
    expect(outcome, `call ${n} failed and the act said that it succeeded`).not.toBeNull();
    expect(await contentsOf(db.owner, tables), `something is half done after call ${n} failed`).toEqual(before);
  }
  throw new Error('more than 200 calls in one act');
}

async function attempt(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (error) {
    return error;
  }
}

/** Every row of the tables as text, in one order. */
export async function contentsOf(owner: Pool, tables: readonly string[]): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${table} t order by 1`);
    contents[table] = rows.map(({ row }) => row);
  }
  return contents;
}

/** The same connections, but the n-th statement sent through any of them is refused before it reaches the server. */
export function failingPool(pool: Pool, n: number, counter: { calls: number }): Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return async () => failingClient(await target.connect(), n, counter);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function failingClient(client: PoolClient, n: number, counter: { calls: number }): PoolClient {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'query') return value.bind(target);
      return (...parameters: unknown[]) => {
        counter.calls++;
        if (counter.calls === n) return Promise.reject(new Injected(`call ${n}`));
        return value.apply(target, parameters);
      };
    },
  });
}
