import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { answerObjection, raiseObjection } from './objection.acts.ts';
import { objectionList, objectionPage } from './objection.queries.ts';
import { publishVerdict } from './publish.acts.ts';
import { arrangeSealed, canaries, type SealedContest } from './testing-aftermath.ts';

let db: TestDatabase;
let contest: SealedContest;
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  contest = await arrangeSealed(db);
  await publishVerdict(contest.ctx(), contest.slots, { id: contest.competitionId, version: 1 });
});
afterAll(() => db.close());

const entrant = (at = 4) => contest.ctx(contest.entries[at]?.innovator);
const objection = (changes = {}) => ({
  ...{ id: newId(), competitionId: contest.competitionId, entryId: contest.entries[4]?.id ?? '' },
  body: 'Menurut kami juri Rahasia Satu keliru.',
  ...changes,
});
const answer = (id: string, changes = {}) => ({
  ...{ competitionId: contest.competitionId, id },
  ...{ gist: 'Nilai dianggap keliru.', answer: 'Nilai sudah diperiksa ulang dan tetap.', ...changes },
});
const closeWindow = () =>
  db.owner.query(`update competitions set published_at = now() - interval '8 days' where id = $1`, [
    contest.competitionId,
  ]);

describe('an objection', () => {
  it('is raised by an entrant for its own entry, once', async () => {
    const one = objection();
    await Promise.all([raiseObjection(entrant(), one), raiseObjection(entrant(), one)]);
    await raiseObjection(entrant(), one);
    expect((await objectionPage(entrant(), contest.competitionId)).own).toHaveLength(1);
    await failEveryCall(db, entrant(), (ctx) => raiseObjection(ctx, objection()));
  });

  it('is nobody else’s', async () => {
    await expect(raiseObjection(entrant(3), objection())).rejects.toThrow(Invalid);
    await expect(raiseObjection(contest.ctx(), objection())).rejects.toThrow(NotAllowed);
    await expect(raiseObjection(contest.ctx(contest.jurors[0]?.actor), objection())).rejects.toThrow(NotAllowed);
    await expect(raiseObjection(contest.ctx(null), objection())).rejects.toThrow(NotAllowed);
    const neighbour = db.ctx({ actor: contest.entries[4]?.innovator ?? null, tenant: db.tenants.tetangga });
    await expect(raiseObjection(neighbour, objection())).rejects.toThrow(NotFound);
    await expect(raiseObjection(entrant(), objection({ body: ' ' }))).rejects.toThrow(Invalid);
    await expect(raiseObjection(entrant(), objection({ body: 'x'.repeat(4001) }))).rejects.toThrow(Invalid);
  });

  it('comes too late after the window, by the clock of the database', async () => {
    const one = objection();
    await raiseObjection(entrant(), one);
    await closeWindow();
    await expect(raiseObjection(entrant(), objection())).rejects.toThrow(Conflict);
    // A repeat of what was taken in time is no new one.
    await raiseObjection(entrant(), one);
    const late = db.ctx({ actor: contest.entries[4]?.innovator ?? null, now: new Date('2020-01-01') });
    await expect(raiseObjection(late, objection())).rejects.toThrow(Conflict);
    await answerObjection(contest.ctx(), answer(one.id));
  });

  it('is answered by the committee in words without jurors', async () => {
    const one = objection();
    await raiseObjection(entrant(), one);
    await expect(answerObjection(entrant(), answer(one.id))).rejects.toThrow(NotAllowed);
    await expect(answerObjection(contest.ctx(), answer(newId()))).rejects.toThrow(NotFound);
    for (const wrong of [
      { gist: '' },
      { answer: '' },
      { answer: `Juri ${canaries[1]} benar.` },
      { gist: 'rahasia satu' },
    ]) {
      await expect(answerObjection(contest.ctx(), answer(one.id, wrong))).rejects.toThrow(Invalid);
    }
    await failEveryCall(db, contest.ctx(), (ctx) => answerObjection(ctx, answer(one.id)));
    await answerObjection(contest.ctx(), answer(one.id));
    await expect(answerObjection(contest.ctx(), answer(one.id, { answer: 'Lain.' }))).rejects.toThrow(Conflict);
  });

  it('is public as the committee’s words alone', async () => {
    const one = objection();
    await raiseObjection(entrant(), one);
    const before = await objectionPage(contest.ctx(null), contest.competitionId);
    expect([before.open, before.answered, before.own, before.entries]).toEqual([1, [], [], []]);
    await answerObjection(contest.ctx(), answer(one.id));
    const after = await objectionPage(contest.ctx(null), contest.competitionId);
    expect(after.answered).toMatchObject([{ category: 'Desa', gist: 'Nilai dianggap keliru.' }]);
    expect(JSON.stringify(after)).not.toMatch(/Rahasia|Desa Contoh|Inovasi Contoh/);
    expect((await objectionList(contest.ctx(), contest.competitionId)).rows).toMatchObject([{ body: one.body }]);
    await expect(objectionList(entrant(), contest.competitionId)).rejects.toThrow(NotAllowed);
  });
});
