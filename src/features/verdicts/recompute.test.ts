import { afterAll, beforeAll, expect, it } from 'vitest';
import { rankingOf, rankText } from '#features/judging/index.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { publishVerdict } from './publish.acts.ts';
import { publishedDocument, publishedPart } from './published.queries.ts';
import { arrangeSealed } from './testing-aftermath.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

it('`gelar jury rank` gives the published numbers from the published file', async () => {
  const contest = await arrangeSealed(db);
  const slots = { ...contest.slots, rank: rankingOf };
  await publishVerdict(contest.ctx(), slots, { id: contest.competitionId, version: 1 });
  const { text } = await publishedPart(contest.ctx(null), contest.competitionId, 1);
  const document = JSON.parse((await publishedDocument(contest.ctx(null), contest.competitionId)).text);
  const printed = rankText(text, { json: true });
  expect(printed.exitCode).toBe(0);
  expect(JSON.parse(printed.stdout)).toEqual(document.parts[0].result);
});
