import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { openDirectory } from './directory.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test('an answer that was overtaken by a newer one does not bring back what was', async () => {
  const [hasRows, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const hold = () => {
    hasRows.resolve();
    return goOn.promise;
  };
  const between = [undefined, hold];
  const slow = {
    async query(sql: string) {
      const answer = await db.pool.query(sql);
      await between.shift()?.();
      return answer;
    },
  };
  const directory = await openDirectory(slow as unknown as Pool, 3_600_000);
  const overtaken = directory.reload();
  await hasRows.promise;
  await db.owner.query(`update tenants set operator_name = 'Badan Baru (contoh)' where slug = 'bekasikab'`);
  await directory.reload();
  goOn.resolve();
  await overtaken;
  directory.stop();
  expect(directory.bySlug('bekasikab')?.operatorName).toBe('Badan Baru (contoh)');
});
