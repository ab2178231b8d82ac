import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { decideEntry } from './check.acts.ts';
import { enterInnovation, type NewEntry, sendEntry, withdrawEntry } from './entry.acts.ts';
import { arrangeEntrant, entryRow, moveStage, personAt, type TestEntrant } from './testing-entry.ts';

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
const entry = (more: Partial<NewEntry> = {}): NewEntry => ({
  id: newId(),
  competitionId: contest.competitionId,
  categoryId: contest.categoryId,
  innovationId: entrant.innovationId,
  ...more,
});
const enter = async (more: Partial<NewEntry> = {}, actor: Actor = entrant.innovator) => {
  const asked = entry(more);
  await enterInnovation(as(actor), asked);
  return asked.id;
};
const step = async (id: string, note = '') => ({ id, key: newId(), version: (await entryRow(db, id)).version, note });
const set = (changes: string) =>
  db.owner.query(`update competition_categories set ${changes} where id = $1`, [contest.categoryId]);
const extend = (stage: string, id: string, actor: Actor) =>
  db.owner.query(
    `insert into competition_extensions (tenant_id, id, competition_id, stage, entry_id, was, ends_at, reason, user_id, office_id)
     values ($1, $2, $3, $4, $5, now(), now() + interval '1 day', 'banjir', $6, $7)`,
    [contest.tenant.id, newId(), contest.competitionId, stage, id, actor.userId, actor.offices[0]?.id],
  );

describe('entering', () => {
  test('an accepted innovation enters with one act, as it stands then, with the next number', async () => {
    const id = await enter();
    const row = await entryRow(db, id);
    expect(row).toMatchObject({ state: 'submitted', number: 3 });
    expect(row.content).toMatchObject({
      title: 'Bank Sampah Sabtu (contoh)',
      problem: 'Sampah menumpuk.',
      implementedOn: '2024-06-01',
    });
    await db.owner.query(`update innovations set title = 'Lain sama sekali' where id = $1`, [entrant.innovationId]);
    expect((await entryRow(db, id)).content.title).toBe('Bank Sampah Sabtu (contoh)');
    await sendEntry(as(entrant.head), await step(id));
    expect(await entryRow(db, id)).toMatchObject({ number: 3, content: { title: 'Lain sama sekali' } });
  });

  test('levels of the index and a video among the documents come along', async () => {
    await db.owner.query(
      `insert into innovation_levels (tenant_id, innovation_id, edition, code, claimed) values ($1, $2, 2026, 'SID-16', 2)`,
      [contest.tenant.id, entrant.innovationId],
    );
    expect((await entryRow(db, await enter())).content).toMatchObject({ levels: { 'SID-16': 2 }, video: null });
  });

  test('sent again it makes nothing new; another id is told that it has entered', async () => {
    const asked = entry();
    await enterInnovation(as(entrant.innovator), asked);
    await enterInnovation(as(entrant.innovator), asked);
    expect((await entryRow(db, asked.id)).version).toBe(2);
    await expect(enter()).rejects.toThrow(new Conflict('entries.errors.alreadyEntered'));
    await expect(enter({ id: asked.id }, entrant.head)).rejects.toThrow(Conflict);
  });

  test('who may', async () => {
    const other = await arrangeEntrant(db, contest);
    await expect(enter({}, other.innovator)).rejects.toThrow(NotAllowed);
    await expect(enter({}, contest.committee)).rejects.toThrow(NotAllowed);
    await expect(enterInnovation(as(null), entry())).rejects.toThrow(NotAllowed);
    const elsewhere = db.ctx({ actor: entrant.innovator, tenant: db.tenants.tetangga });
    await expect(enterInnovation(elsewhere, entry())).rejects.toThrow(NotFound);
    await db.owner.query(`update competitions set state = 'draft' where id = $1`, [contest.competitionId]);
    await expect(enter()).rejects.toThrow(NotFound);
  });

  test('the district office enters for its villages', async () => {
    const district = newId();
    await db.owner.query(
      `insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'district_office', 'Kecamatan Contoh')`,
      [contest.tenant.id, district],
    );
    entrant = await arrangeEntrant(db, contest, { parentId: district });
    const clerk = await personAt(db, contest, district, 'district_office', 'innovator');
    expect((await entryRow(db, await enter({}, clerk))).state).toBe('submitted');
  });

  test('late and early by the clock of the database, whatever the server says', async () => {
    await moveStage(db, contest, 'entry', -9, -1);
    const early = { ...as(entrant.innovator), now: new Date(Date.now() - 5 * 86_400_000) };
    await expect(enterInnovation(early, entry())).rejects.toThrow(new Conflict('entries.errors.closed'));
    await moveStage(db, contest, 'entry', 1, 2);
    await expect(enter()).rejects.toThrow(new Conflict('entries.errors.closed'));
  });

  test('a binding rule says why, with its figures; others are left to the committee', async () => {
    await set('cap_per_organization = 1, minimum_age_months = 240');
    await enter();
    const second = newId();
    await db.owner.query(
      `insert into innovations (tenant_id, id, organization_id, state, title) values ($1, $2, $3, 'accepted', 'Kedua')`,
      [contest.tenant.id, second, entrant.organizationId],
    );
    const refused = await enter({ innovationId: second }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Invalid);
    expect((refused as Invalid).faults[0]).toMatchObject({
      message: 'entries.rules.cap.broken',
      values: { cap: 1, others: 1 },
    });
  });

  test('a juror of the contest may not enter', async () => {
    await db.owner.query(
      `insert into jurors (tenant_id, id, competition_id, user_id, state) values ($1, $2, $3, $4, 'appointed')`,
      [contest.tenant.id, newId(), contest.competitionId, entrant.innovator.userId],
    );
    await expect(enter()).rejects.toThrow(Invalid);
  });

  test('many at once: one entry an innovation, numbers without a gap, the cap holds', async () => {
    await set('cap_per_organization = 2');
    const more = await Promise.all([1, 2, 3, 4].map(() => arrangeEntrant(db, contest)));
    const ids = [...Array(4)].map(() => newId());
    await Promise.all(
      ids.map((id, at) =>
        db.owner.query(
          `insert into innovations (tenant_id, id, organization_id, state, title) values ($1, $2, $3, 'accepted', $4)`,
          [contest.tenant.id, id, entrant.organizationId, `Judul ${at}`],
        ),
      ),
    );
    const outcomes = await Promise.allSettled([
      ...more.map((one) => enter({ innovationId: one.innovationId }, one.innovator)),
      ...ids.map((innovationId) => enter({ innovationId }, entrant.head)),
      ...more.map((one) => enter({ innovationId: one.innovationId }, one.head)),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    const { rows } = await db.owner.query<{ number: number }>(
      'select number from entries where competition_id = $1 order by number',
      [contest.competitionId],
    );
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('no failing statement leaves half of it', async () => {
    const asked = entry();
    expect(await failEveryCall(db, as(entrant.innovator), (ctx) => enterInnovation(ctx, asked))).toBeGreaterThan(8);
  });
});

describe('the administrative check', () => {
  test('returned with remarks, mended until its deadline, sent again and found eligible', async () => {
    const id = await enter();
    await decideEntry(as(contest.committee), 'return', { ...(await step(id, 'Isi cara kerja.')), rules: ['age'] });
    expect(await entryRow(db, id)).toMatchObject({ state: 'returned', reasons: ['age', 'Isi cara kerja.'] });
    await moveStage(db, contest, 'entry', -9, -2);
    await moveStage(db, contest, 'check', -2, 1);
    await sendEntry(as(entrant.innovator), await step(id));
    await decideEntry(as(contest.committee), 'find eligible', { ...(await step(id)), rules: [] });
    expect(await entryRow(db, id)).toMatchObject({ state: 'eligible', number: 3, reasons: [] });
  });

  test('too late for everybody is not too late for whom an extension was granted', async () => {
    const id = await enter();
    await decideEntry(as(contest.committee), 'return', { ...(await step(id, 'Perbaiki.')), rules: [] });
    await moveStage(db, contest, 'entry', -9, -5);
    await moveStage(db, contest, 'check', -5, -1);
    await expect(sendEntry(as(entrant.innovator), await step(id))).rejects.toThrow(
      new Conflict('entries.errors.mendingClosed'),
    );
    await extend('check', id, contest.committee);
    await sendEntry(as(entrant.innovator), await step(id));
    expect((await entryRow(db, id)).state).toBe('submitted');
  });

  test('ineligible needs a reason; only the committee; not those of the own organisation', async () => {
    const id = await enter();
    const decide = async (actor: Actor, rules: string[] = ['kind']) =>
      decideEntry(as(actor), 'find ineligible', { ...(await step(id)), rules });
    await expect(decide(contest.committee, [])).rejects.toThrow(Invalid);
    await expect(decide(entrant.head)).rejects.toThrow(NotAllowed);
    await expect(decide((await arrangeEntrant(db, contest)).innovator)).rejects.toThrow(NotFound);
    const own = { ...contest.committee, offices: [...contest.committee.offices, ...entrant.head.offices] };
    await expect(decide(own)).rejects.toThrow(new NotAllowed('entries.errors.ownOrganization'));
    const juror = contest.jurors[0]?.actor as Actor;
    await expect(decide(juror)).rejects.toThrow(NotFound);
    await decide(contest.committee);
    expect(await entryRow(db, id)).toMatchObject({ state: 'ineligible', reasons: ['kind'] });
  });

  test('two at once: one decides, the other is told; a repeat is recognised', async () => {
    const id = await enter();
    const [one, two] = [await step(id), await step(id)];
    const outcomes = await Promise.allSettled([
      decideEntry(as(contest.committee), 'find eligible', { ...one, rules: [] }),
      decideEntry(as(contest.committee), 'find ineligible', { ...two, rules: ['form'] }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const won = outcomes[0]?.status === 'fulfilled';
    await (won
      ? decideEntry(as(contest.committee), 'find eligible', { ...one, rules: [] })
      : decideEntry(as(contest.committee), 'find ineligible', { ...two, rules: ['form'] }));
    expect((await entryRow(db, id)).version).toBe(3);
  });

  test('no failing statement leaves half of a decision', async () => {
    const asked = { ...(await step(await enter(), 'Alasan.')), rules: [] };
    await failEveryCall(db, as(contest.committee), (ctx) => decideEntry(ctx, 'return', asked));
  });
});

describe('withdrawing', () => {
  test('the entrant while entries are taken, and may enter again; the committee later, with a reason', async () => {
    const id = await enter();
    await withdrawEntry(as(entrant.innovator), await step(id));
    const again = await enter();
    expect((await entryRow(db, again)).number).toBe(4);
    await moveStage(db, contest, 'entry', -9, -2);
    await expect(withdrawEntry(as(entrant.innovator), await step(again))).rejects.toThrow(
      new Conflict('entries.errors.closed'),
    );
    await expect(withdrawEntry(as(contest.committee), await step(again))).rejects.toThrow(Invalid);
    await withdrawEntry(as(contest.committee), await step(again, 'Diminta desa lewat surat.'));
    expect((await entryRow(db, again)).state).toBe('withdrawn');
  });
});
