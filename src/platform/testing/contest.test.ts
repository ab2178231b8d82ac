import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrangeContest } from './contest.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test('a contest stands with what was asked for', async () => {
  const { competitionId } = await arrangeContest(db, { entries: 4, jurors: 2 });
  const { rows } = await db.owner.query(
    `select (select count(*)::int from entries where competition_id = $1) as entries,
            (select count(*)::int from jurors where competition_id = $1) as jurors,
            (select count(*)::int from rubric_criteria c join rubrics r on r.id = c.rubric_id where r.competition_id = $1) as criteria`,
    [competitionId],
  );
  expect(rows).toEqual([{ entries: 4, jurors: 2, criteria: 6 }]);
});
