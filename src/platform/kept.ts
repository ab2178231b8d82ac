import type { Pool } from 'pg';

/** What was computed from the database, kept in memory for as long as its version is the one in force. */
export interface Kept<T> {
  get(pool: Pool, key: string, version: string): T | undefined;
  set(pool: Pool, key: string, version: string, value: T): void;
}

/** For the `most` keys written last, apart for each database. Read the version before the value, or with it. */
export function keepByVersion<T>(most: number): Kept<T> {
  const databases = new WeakMap<Pool, Map<string, { version: string; value: T }>>();
  return {
    get(pool, key, version) {
      const known = databases.get(pool)?.get(key);
      return known?.version === version ? known.value : undefined;
    },
    set(pool, key, version, value) {
      const kept = databases.get(pool) ?? new Map<string, { version: string; value: T }>();
      databases.set(pool, kept);
      kept.delete(key);
      kept.set(key, { version, value });
      for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
    },
  };
}
