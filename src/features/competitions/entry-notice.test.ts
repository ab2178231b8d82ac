import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { decideEntry } from './check.acts.ts';
import { contestsForInnovation } from './enter.queries.ts';
import { enterInnovation } from './entry.acts.ts';
import { arrangeEntrant, entryRow, moveStage, type TestEntrant } from './testing-entry.ts';

let db: TestDatabase;
let contest: TestContest;
let entrant: TestEntrant;

beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeContest(db, { taking: true, entries: 1, jurors: 1 });
  entrant = await arrangeEntrant(db, contest);
});
afterAll(() => db.close());

const as = (actor: Actor): Ctx => ({
  ...db.ctx({ actor, tenant: contest.tenant }),
  mail: { way: 'smtp', origin: 'http://127.0.0.1' },
});

/** Gives the person an account, and the office as a real row. */
async function reach({ userId: id, name, username, offices }: Actor, email: string, wants: boolean): Promise<void> {
  await createAccount(db.identity, { id, name, username, email, password: 'kata-sandi-uji-1', passwordDue: false });
  await db.owner.query('update people set wants_mail = $2 where user_id = $1', [id, wants]);
  await db.owner.query(
    `insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from)
     values ($1, $2, $3, $4, $5, 'definitive', '2026-01-01')`,
    [contest.tenant.id, newId(), offices[0]?.id, offices[0]?.role, id],
  );
}

test('the way to a contest stands on the innovation until it has entered, for who may enter it', async () => {
  const links = (actor: Actor) => contestsForInnovation(as(actor), entrant.innovationId);
  expect((await links(entrant.innovator)).map(({ id }) => id)).toEqual([contest.competitionId]);
  expect(await links(contest.committee)).toEqual([]);
  const agency = await arrangeEntrant(db, contest, { kind: 'agency' });
  expect(await contestsForInnovation(as(agency.innovator), agency.innovationId)).toEqual([]);
  await moveStage(db, contest, 'entry', -9, -1);
  expect(await links(entrant.innovator)).toEqual([]);
  await moveStage(db, contest, 'entry', -9, 9);
});

test('what the check came to is mailed to those of the entrant who asked, and to nobody else', async () => {
  await reach(entrant.innovator, 'tulis@desa.id', true);
  await reach(entrant.head, 'kades@desa.id', false);
  const id = newId();
  const { competitionId, categoryId } = contest;
  await enterInnovation(as(entrant.innovator), { id, competitionId, categoryId, innovationId: entrant.innovationId });
  const { version } = await entryRow(db, id);
  const step = { id, key: newId(), version, note: 'Jelaskan.', rules: [] };
  await decideEntry(as(contest.committee), 'return', step);
  await decideEntry(as(contest.committee), 'return', step);
  const { rows } = await db.owner.query<Record<string, string>>(
    'select kind, recipient_sealed, body_sealed from mails',
  );
  expect(rows.map((row) => [row.kind, db.secrets.open(row.recipient_sealed ?? '')])).toEqual([
    ['entry', 'tulis@desa.id'],
  ]);
  const body = db.secrets.open(rows[0]?.body_sealed ?? '');
  expect(body).toContain(`http://127.0.0.1/bekasikab/kerja/peserta/${id}`);
});
