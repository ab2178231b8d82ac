import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { decideEntry } from './check.acts.ts';
import { sendEntry, withdrawEntry } from './entry.acts.ts';
import { beginShortForm, mendShortForm } from './short-form.acts.ts';
import { arrangeEntrant, entryRow, type TestEntrant } from './testing-entry.ts';

let db: TestDatabase;
let contest: TestContest;
let entrant: TestEntrant;

beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  contest = await arrangeContest(db, { taking: true, entries: 2, jurors: 1 });
  entrant = await arrangeEntrant(db, contest);
});
afterAll(() => db.close());

const as = (actor: Actor | null) => db.ctx({ actor, tenant: contest.tenant });
const step = async (id: string, note = '') => ({ id, key: newId(), version: (await entryRow(db, id)).version, note });
const set = (changes: string) =>
  db.owner.query(`update competition_categories set ${changes} where id = $1`, [contest.categoryId]);

describe('the short form', () => {
  const form = {
    title: 'Sekolah Tanpa Sampah (contoh)',
    problem: 'Sampah.',
    howItWorks: 'Dipilah.',
    benefit: 'Bersih.',
    implementedOn: '2024-01-02',
    video: 'https://example.org/video',
  };
  const begin = async (actor = entrant.innovator) => {
    await set(`form = 'short'`);
    const { competitionId, categoryId } = contest;
    const begun = {
      id: newId(),
      innovationId: newId(),
      competitionId,
      categoryId,
      organizationId: entrant.organizationId,
      form,
      teamName: '',
    };
    await beginShortForm(as(actor), begun);
    return begun;
  };

  test('makes a draft of an innovation, is sent, returned, mended and sent again', async () => {
    const begun = await begin();
    await beginShortForm(as(entrant.innovator), begun);
    expect(await entryRow(db, begun.id)).toMatchObject({ state: 'draft', number: null });
    await sendEntry(as(entrant.innovator), await step(begun.id));
    expect((await entryRow(db, begun.id)).content).toMatchObject({
      title: form.title,
      problem: 'Sampah.',
      video: form.video,
    });
    const { rows } = await db.owner.query('select state from innovations where id = $1', [begun.innovationId]);
    expect(rows).toEqual([{ state: 'draft' }]);
    await decideEntry(as(contest.committee), 'return', { ...(await step(begun.id, 'Jelaskan.')), rules: [] });
    const { version } = await entryRow(db, begun.id);
    const mended = {
      id: begun.id,
      version,
      form: { ...form, howItWorks: 'Dipilah setiap Jumat.', video: null },
      teamName: '',
    };
    await mendShortForm(as(entrant.innovator), mended);
    await expect(mendShortForm(as(entrant.innovator), mended)).rejects.toThrow(Conflict);
    await sendEntry(as(entrant.innovator), await step(begun.id));
    expect((await entryRow(db, begun.id)).content).toMatchObject({ howItWorks: 'Dipilah setiap Jumat.', video: null });
  });

  test('a draft is nobody else’s affair; the head does not write innovations', async () => {
    const begun = await begin();
    await expect(withdrawEntry(as(contest.committee), await step(begun.id, 'x'))).rejects.toThrow(NotFound);
    await expect(begin(entrant.head)).rejects.toThrow(NotAllowed);
    await expect(begin((await arrangeEntrant(db, contest)).innovator)).rejects.toThrow(NotAllowed);
  });
});
