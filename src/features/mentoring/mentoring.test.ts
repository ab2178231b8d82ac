import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseWith } from '#platform/http/forms.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { inTenant } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { formForSession, innovationsToMentor } from './choices.queries.ts';
import { giveAsEvidence } from './evidence.acts.ts';
import { mentorsOf, namedMentorsOf } from './mentored.queries.ts';
import { cancelSession, recordSession, tickStep } from './session.acts.ts';
import { listSessions, sessionPage } from './session.queries.ts';
import { listFilter, plainName, readMentors, type SessionInput, sessionInput } from './session.ts';

let db: TestDatabase;
let contest: TestContest;
beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeContest(db, { entries: 3, jurors: 3 });
});
afterAll(() => db.close());

const now = new Date('2027-03-10T03:00:00Z');
const ctxOf = (actor: Actor | null, tenant = db.tenants.bekasikab) => db.ctx({ actor, tenant, now });
const entry = (at: number) => contest.entries[at] as TestContest['entries'][number];
const juror = (at: number) => (contest.jurors[at] as TestContest['jurors'][number]).actor;

const inputOf = (change: Record<string, unknown> = {}): SessionInput =>
  parseWith(sessionInput, {
    id: newId(),
    innovationId: entry(0).innovationId,
    heldOn: '2027-03-09',
    way: 'video',
    topic: 'Menyusun data',
    advice: 'Hitung sebelum dan sesudah.',
    steps: [
      { body: 'Kumpulkan data', dueOn: '2027-03-20' },
      { body: '', dueOn: '' },
    ],
    ...change,
  });

const mentored = (ids: string[]) => {
  const ctx = ctxOf(contest.committee);
  return inTenant(ctx, (tx) => mentorsOf(tx, ctx, ids));
};
const all = listFilter.parse({});

test('a mentor records a session as one of its mentors, once, however often it is sent', async () => {
  const ctx = ctxOf(juror(0));
  const input = inputOf();
  await Promise.all([recordSession(ctx, input), recordSession(ctx, input)]);
  await recordSession(ctx, input);
  const session = await sessionPage(ctx, input.id);
  expect(session).toMatchObject({ topic: 'Menyusun data', version: 1, example: true, way: 'video' });
  expect(session.mentors.map(({ userId }) => userId)).toEqual([juror(0).userId]);
  expect(session.steps.map(({ body, dueOn }) => [body, dueOn])).toEqual([['Kumpulkan data', '2027-03-20']]);
  const { rows } = await db.owner.query('select act from audit_events where subject_id = $1', [input.id]);
  expect(rows.map(({ act }) => act)).toEqual(['mentoring_session.recorded']);
  await expect(recordSession(ctx, { ...input, topic: 'Lain' })).rejects.toThrow('mentoring.errors.idTaken');
});

test('the firewall is told who mentored what, and no more of a session called off', async () => {
  const innovationId = entry(1).innovationId;
  const input = inputOf({ innovationId });
  await recordSession(ctxOf(juror(1)), input);
  await recordSession(ctxOf(juror(1)), inputOf({ innovationId, heldOn: '2027-03-01' }));
  const pair = { userId: juror(1).userId, innovationId };
  expect(await mentored([innovationId])).toEqual([{ ...pair, sessions: 2, lastOn: '2027-03-09' }]);
  const reason = 'Salah inovasi';
  await cancelSession(ctxOf(juror(1)), { id: input.id, version: 1, reason });
  await cancelSession(ctxOf(juror(1)), { id: input.id, version: 1, reason });
  expect(await mentored([innovationId])).toEqual([{ ...pair, sessions: 1, lastOn: '2027-03-01' }]);
  const { sessions } = await listSessions(ctxOf(juror(1)), { ...all, lihat: 'cancelled' });
  expect(sessions.map((one) => one.cancelled?.reason)).toEqual([reason]);
});

test('an organisation records its own; a typed name that is one account counts as that account', async () => {
  const own = ctxOf(entry(2).innovator);
  const { innovationId } = entry(2);
  const mentorNames = 'Dr. Juri 3 (contoh), M.Si.; Universitas Contoh\nRina Contoh';
  await recordSession(own, inputOf({ innovationId, mentorNames }));
  expect(await mentored([innovationId])).toMatchObject([{ userId: juror(2).userId, sessions: 1 }]);
  const ctx = ctxOf(contest.committee);
  const named = await inTenant(ctx, (tx) => namedMentorsOf(tx, ctx, [innovationId]));
  expect(named).toMatchObject([{ name: 'Rina Contoh', institution: '' }]);
  const form = await formForSession(own, innovationId);
  expect(form.mentors).toEqual([]); // jurors are not named to entrants
  for (const wrong of [{ mentorNames: '' }, { mentorIds: [juror(0).userId] }, { heldOn: '2027-03-11' }]) {
    await expect(recordSession(own, inputOf({ innovationId, mentorNames: 'Rina', ...wrong }))).rejects.toThrow(
      'invalid',
    );
  }
});

test('who may read and change is the organisation, its mentors and the committee', async () => {
  const input = inputOf();
  await recordSession(ctxOf(juror(0)), input);
  const readers = [juror(0), entry(0).innovator, contest.committee];
  for (const actor of readers) expect((await sessionPage(ctxOf(actor), input.id)).id).toBe(input.id);
  const strangers = [juror(1), entry(1).innovator, actorWith([])];
  for (const actor of strangers) {
    await expect(sessionPage(ctxOf(actor), input.id)).rejects.toThrow('no session');
    const cancelling = { id: input.id, version: 1, reason: 'Tidak pernah' };
    await expect(cancelSession(ctxOf(actor), cancelling)).rejects.toThrow('no session');
  }
  await expect(sessionPage(ctxOf(contest.committee, db.tenants.tetangga), input.id)).rejects.toThrow('no session');
  // Whom it does not bar must not rub it out either.
  const entrant = ctxOf(entry(0).innovator);
  await expect(cancelSession(entrant, { id: input.id, version: 1, reason: 'Agar dinilai' })).rejects.toThrow(
    'mentoring.errors.mayNotChange',
  );
  await expect(recordSession(ctxOf(entry(1).innovator), inputOf())).rejects.toThrow('no innovation');
  await expect(recordSession(ctxOf(actorWith([])), inputOf())).rejects.toThrow('no innovation');
  await expect(listSessions(ctxOf(actorWith([])), all)).rejects.toThrow('mentoring.errors.notYours');
  const { total } = await listSessions(ctxOf(entry(1).innovator), all);
  expect(total).toBe(1); // that one of the second innovation which stands
});

test('a draft is the own affair of its organisation', async () => {
  const { innovationId } = entry(1);
  await db.owner.query(`update innovations set state = 'draft' where id = $1`, [innovationId]);
  const input = inputOf({ innovationId, mentorNames: 'Rina Contoh' });
  await expect(recordSession(ctxOf(juror(0)), input)).rejects.toThrow('no innovation');
  expect((await innovationsToMentor(ctxOf(juror(0)), '')).map(({ id }) => id)).not.toContain(innovationId);
  expect((await innovationsToMentor(ctxOf(entry(1).innovator), '')).map(({ id }) => id)).toEqual([innovationId]);
  await recordSession(ctxOf(entry(1).innovator), input);
  await db.owner.query(`update innovations set state = 'accepted' where id = $1`, [innovationId]);
});

test('a step is ticked by the organisation, of two at once one is told to look again', async () => {
  const input = inputOf({
    steps: [
      { body: 'Satu', dueOn: '' },
      { body: 'Dua', dueOn: '' },
    ],
  });
  await recordSession(ctxOf(juror(0)), input);
  const own = ctxOf(entry(0).innovator);
  const { steps } = await sessionPage(own, input.id);
  const [first, second] = steps.map(({ id: stepId }) => ({
    id: input.id,
    stepId,
    version: 1,
    done: true,
    note: 'Beres',
  }));
  if (!first || !second) throw new Error('two steps');
  const outcomes = await Promise.allSettled([tickStep(own, first), tickStep(own, second)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await tickStep(own, { ...first, version: 2 });
  await tickStep(own, { ...second, version: 2 });
  expect((await sessionPage(own, input.id)).steps.map(({ doneNote }) => doneNote)).toEqual(['Beres', 'Beres']);
});

test('the record becomes evidence of SID-20 by one confirmation of the organisation', async () => {
  const input = inputOf();
  await recordSession(ctxOf(juror(0)), input);
  const confirm = (actor: Actor) =>
    giveAsEvidence(ctxOf(actor), db.files, async () => ({ lines: ['Badan Contoh'] }), {
      id: input.id,
      version: 1,
      sure: 'ya',
    });
  await expect(confirm(juror(0))).rejects.toThrow('mentoring.errors.mayNotChange');
  await confirm(entry(0).innovator);
  await confirm(entry(0).innovator);
  const { rows } = await db.owner.query(
    `select d.title, d.media_type, d.is_public from evidence e join documents d on d.id = e.document_id
     where e.innovation_id = $1 and e.indicator = 'SID-20'`,
    [entry(0).innovationId],
  );
  const title = `Berita acara pendampingan 2027-03-09 ${input.id.slice(-6)}`;
  expect(rows).toEqual([{ title, media_type: 'application/pdf', is_public: false }]);
  expect((await sessionPage(ctxOf(juror(0)), input.id)).evidenceAt).toEqual(now);
});

test('nothing is half done when a statement fails', async () => {
  const ctx = ctxOf(juror(0));
  const input = inputOf();
  await failEveryCall(db, ctx, (with_) => recordSession(with_, input));
  await failEveryCall(db, ctx, (with_) => cancelSession(with_, { id: input.id, version: 1, reason: 'Salah tanggal' }));
});

test('names are compared without titles and signs; typed lines are read as people write them', () => {
  expect(plainName('Prof. Dr. H. Sari  Contoh, S.E., M.M.')).toBe(plainName('sari contoh'));
  expect(plainName('Univ 13')).not.toBe(plainName('Desa 13'));
  expect(readMentors('Dr. Sari, M.Si.; IPDN\n\nRina - Universitas Contoh')).toEqual([
    { name: 'Dr. Sari, M.Si.', institution: 'IPDN' },
    { name: 'Rina', institution: 'Universitas Contoh' },
  ]);
});
