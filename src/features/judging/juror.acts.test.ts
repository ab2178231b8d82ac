import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sightOf } from '#features/competitions/index.ts';
import { parseWith } from '#platform/http/forms.ts';
import { newId } from '#platform/ids.ts';
import { type Actor, inTenant } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { acknowledgeAppointment, declineAppointment, leaveJuror } from './appointment.acts.ts';
import { acknowledgement } from './appointment.ts';
import { draftAppointment } from './appointment-paper.acts.ts';
import { decideConflict, noteConflict } from './conflict.acts.ts';
import { appointmentPage, conflictsPage } from './conflict.queries.ts';
import type { Decision } from './conflict.ts';
import { declareConflict } from './declare.acts.ts';
import { barredPairs, firewallOf } from './firewall.queries.ts';
import { appointJuror, changeJuror } from './juror.acts.ts';
import { jurorsPage } from './juror.queries.ts';
import { type Appointment, appointmentInput } from './juror.ts';
import { proposeConflicts } from './propose.acts.ts';
import { seatFor, seatsOf } from './seat.queries.ts';

let db: TestDatabase;
let contest: TestContest;
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  contest = await arrangeContest(db, { entries: 3, jurors: 2 });
});
afterAll(() => db.close());

const ctxOf = (actor: Actor | null, tenant = db.tenants.bekasikab) => db.ctx({ actor, tenant });
const entry = (at: number) => contest.entries[at] as TestContest['entries'][number];
const juror = (at: number) => contest.jurors[at] as TestContest['jurors'][number];
const committee = () => ctxOf(contest.committee);

async function insert(table: string, row: Record<string, unknown>, tenantId = db.tenants.bekasikab.id) {
  const all = { tenant_id: tenantId, ...row };
  const places = Object.keys(all).map((_, at) => `$${at + 1}`);
  await db.owner.query(`insert into ${table} (${Object.keys(all)}) values (${places})`, Object.values(all));
}

/** Somebody new with these roles at the contest's operator. */
async function person(...roles: string[]): Promise<Actor> {
  const actor = actorWith([], { name: 'Orang Baru (contoh)' });
  await insert('people', { user_id: actor.userId, name: actor.name, username: actor.username });
  for (const role of roles) {
    const known = await db.owner.query('select id from offices where organization_id = $1 and role = $2', [
      contest.operatorId,
      role,
    ]);
    const officeId = known.rows[0]?.id ?? newId();
    if (known.rows.length === 0) await insert('offices', { id: officeId, organization_id: contest.operatorId, role });
    await insert('office_holders', {
      id: newId(),
      office_id: officeId,
      role,
      user_id: actor.userId,
      kind: 'definitive',
      valid_from: '2026-01-01',
    });
  }
  return actor;
}

const inputOf = (userId: string, change: Record<string, unknown> = {}): Appointment =>
  parseWith(appointmentInput, {
    ...{
      id: newId(),
      competitionId: contest.competitionId,
      userId,
      institution: 'IPDN',
      languages: 'id',
      least: '0',
      most: '12',
    },
    ...change,
  });

async function giveReview(at: number, entryAt: number, state = 'assigned'): Promise<string> {
  const id = newId();
  await insert('reviews', {
    ...{
      id,
      competition_id: contest.competitionId,
      stage: 'desk',
      juror_id: juror(at).id,
      entry_id: entry(entryAt).id,
    },
    ...{ rubric_id: contest.rubrics.desk.id, state, submitted_at: state === 'submitted' ? new Date() : null },
  });
  return id;
}

async function mentor(userId: string, innovationId: string): Promise<string> {
  const id = newId();
  const office = contest.committee.offices[0]?.id;
  await insert('mentoring_sessions', {
    id,
    innovation_id: innovationId,
    held_on: '2026-10-01',
    topic: 'Data',
    recorded_by: userId,
    recorded_office_id: office,
  });
  await insert('mentoring_mentors', { session_id: id, position: 0, user_id: userId, name: 'Juri' });
  return id;
}

const reviewStates = async () => {
  const { rows } = await db.owner.query(
    'select r.state from reviews r join entries e on e.id = r.entry_id where r.competition_id = $1 order by e.number',
    [contest.competitionId],
  );
  return rows.map(({ state }) => state);
};
const decision = (at: number, entryAt: number, change: Partial<Decision> = {}): Decision =>
  ({
    ...{ competitionId: contest.competitionId, jurorId: juror(at).id, entryId: entry(entryAt).id },
    ...{ kind: 'other', decision: 'dismissed', reason: 'Tidak berhubungan', ...change },
  }) as Decision;

test('the committee appoints once, also twice at once; the days to answer run', async () => {
  const { userId } = await person('juror');
  const input = inputOf(userId, { mailDomain: '@IPDN.ac.id', categoryIds: [contest.categoryId] });
  await Promise.all([appointJuror(committee(), input), appointJuror(committee(), input)]);
  const { jurors } = await jurorsPage(committee(), contest.competitionId);
  const mine = jurors.find(({ id }) => id === input.id);
  expect(mine).toMatchObject({ state: 'appointed', mailDomain: 'ipdn.ac.id', most: 12, version: 1 });
  const days = ((mine?.acknowledgeBy?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(2.9);
  const { rows } = await db.owner.query('select act from audit_events where subject_id = $1', [input.id]);
  expect(rows).toEqual([{ act: 'juror.appointed' }]);
  await expect(appointJuror(committee(), { ...inputOf(userId) })).rejects.toThrow('invalid');
});

test.each([
  ['no office of a juror', [], 'jurors.errors.noJuror'],
  ['the committee', ['juror', 'committee'], 'jurors.errors.committeeMember'],
  ['an administrator', ['juror', 'tenant_admin'], 'jurors.errors.committeeMember'],
])('%s is not appointed', async (_, roles, message) => {
  const { userId } = await person(...roles);
  const refused = await appointJuror(committee(), inputOf(userId)).catch((error) => error.faults);
  expect(refused).toEqual([{ field: 'userId', message }]);
});

test('who entered is not appointed; whose organisation entered has a conflict', async () => {
  const entrant = await person('juror');
  await db.owner.query('update entries set created_by = $1 where id = $2', [entrant.userId, entry(0).id]);
  await expect(appointJuror(committee(), inputOf(entrant.userId))).rejects.toThrow('invalid');
  const member = await person('juror');
  const input = inputOf(member.userId, { institutionId: entry(1).organizationId });
  await appointJuror(committee(), input);
  expect(await inTenant(committee(), (tx) => barredPairs(tx, committee(), contest.competitionId))).toEqual([
    { jurorId: input.id, entryId: entry(1).id, why: ['same_organization'] },
  ]);
});

test('one chair; of another contest or tenant nothing is told', async () => {
  const { userId } = await person('juror');
  const refused = await appointJuror(committee(), inputOf(userId, { chair: 'ya' })).catch((error) => error.faults);
  expect(refused).toEqual([{ field: 'chair', message: 'jurors.errors.chairTaken' }]);
  for (const actor of [entry(0).innovator, actorWith([])]) {
    await expect(appointJuror(ctxOf(actor), inputOf(userId))).rejects.toThrow('no contest');
    await expect(jurorsPage(ctxOf(actor), contest.competitionId)).rejects.toThrow('no contest');
    await expect(conflictsPage(ctxOf(actor), contest.competitionId)).rejects.toThrow('no contest');
    await expect(proposeConflicts(ctxOf(actor), contest.competitionId)).rejects.toThrow('no contest');
  }
  const neighbour = ctxOf(contest.committee, db.tenants.tetangga);
  await expect(appointJuror(neighbour, inputOf(userId))).rejects.toThrow('no contest');
  await expect(appointJuror(ctxOf(juror(0).actor), inputOf(userId))).rejects.toThrow('jurors.errors.committeeOnly');
  expect((await jurorsPage(ctxOf(juror(1).actor), contest.competitionId)).sight).toBe('names');
  expect((await jurorsPage(ctxOf(juror(0).actor), contest.competitionId)).sight).toBe('all');
  await expect(conflictsPage(ctxOf(juror(1).actor), contest.competitionId)).rejects.toThrow('no contest');
});

test('a juror is changed at the version that was read', async () => {
  const { id } = juror(1);
  const fields = inputOf(juror(1).actor.userId);
  const change = { ...fields, id, version: 1, institution: 'BSKDN' };
  const { competitionId: _, userId: __, ...input } = change;
  await changeJuror(committee(), input);
  await changeJuror(committee(), input);
  await expect(changeJuror(committee(), { ...input, institution: 'Lain' })).rejects.toThrow('changedMeanwhile');
});

test('a juror answers, declares, and answers again; late too', async () => {
  const actor = await person('juror');
  const { id } = inputOf(actor.userId);
  await appointJuror(committee(), { ...inputOf(actor.userId), id });
  await db.owner.query(`update jurors set acknowledge_by = now() - interval '1 day' where id = $1`, [id]);
  const conflicts = [{ entryId: entry(0).id, kind: 'relative', explanation: 'Kakak saya pengelolanya' }];
  const yes = parseWith(acknowledgement, { id, languages: 'id', affairs: 'Kesehatan', conflicts, sure: 'ya' });
  await expect(acknowledgeAppointment(ctxOf(juror(0).actor), yes)).rejects.toThrow('no juror');
  await expect(acknowledgeAppointment(committee(), yes)).rejects.toThrow('no juror');
  await Promise.all([acknowledgeAppointment(ctxOf(actor), yes), acknowledgeAppointment(ctxOf(actor), yes)]);
  const page = await appointmentPage(ctxOf(actor), id);
  expect(page.juror).toMatchObject({ state: 'acknowledged', affairs: ['Kesehatan'] });
  expect(page.declared.map(({ kind, state }) => [kind, state])).toEqual([['relative', 'proposed']]);
  const { rows } = await db.owner.query(
    `select changes::text from audit_events where act = 'juror_conflict.declared' and subject_id = $1`,
    [id],
  );
  expect(rows.length).toBe(1);
  expect(rows[0].changes).not.toContain('Kakak');
  await expect(declineAppointment(ctxOf(actor), { id, reason: 'Sibuk' })).rejects.toThrow('jurors.errors.stateMoved');
  expect(() => parseWith(acknowledgement, { ...yes, sure: undefined })).toThrow('invalid');
});

test('who declines is no juror and may be appointed again', async () => {
  const actor = await person('juror');
  const input = inputOf(actor.userId);
  await appointJuror(committee(), input);
  await declineAppointment(ctxOf(actor), { id: input.id, reason: 'Sibuk' });
  await declineAppointment(ctxOf(actor), { id: input.id, reason: 'Sibuk' });
  expect(await inTenant(ctxOf(actor), (tx) => seatsOf(tx, ctxOf(actor), contest.competitionId))).toBeNull();
  expect(await appointJuror(committee(), inputOf(actor.userId))).toBe(input.id);
});

test('who leaves gives back what is open; what is submitted counts on', async () => {
  await giveReview(1, 0);
  await giveReview(1, 1, 'submitted');
  const leaving = { id: juror(1).id, version: 1, reason: 'Sakit' };
  await expect(leaveJuror(ctxOf(entry(0).innovator), leaving)).rejects.toThrow('no contest');
  await expect(leaveJuror(ctxOf(juror(0).actor), leaving)).rejects.toThrow('jurors.errors.committeeOnly');
  expect(await leaveJuror(committee(), leaving)).toEqual({ withdrawn: 1, handedOn: 0 });
  expect(await leaveJuror(committee(), leaving)).toEqual({ withdrawn: 0, handedOn: 0 });
  expect(await reviewStates()).toEqual(['withdrawn', 'submitted']);
  expect(await seatFor(ctxOf(juror(1).actor), entry(1).id)).toBeNull();
});

test('conflicts are proposed once; what is no longer so goes, but for mentoring', async () => {
  const session = await mentor(juror(1).actor.userId, entry(0).innovationId);
  await db.owner.query('update jurors set institution_id = $1 where id = $2', [entry(1).organizationId, juror(1).id]);
  expect(await proposeConflicts(committee(), contest.competitionId)).toEqual({ found: 2, gone: 0 });
  expect(await proposeConflicts(ctxOf(juror(0).actor), contest.competitionId)).toEqual({ found: 0, gone: 0 });
  await expect(proposeConflicts(ctxOf(juror(1).actor), contest.competitionId)).rejects.toThrow('no contest');
  await db.owner.query('update jurors set institution_id = null where id = $1', [juror(1).id]);
  await db.owner.query('update mentoring_sessions set cancelled_at = now() where id = $1', [session]);
  expect(await proposeConflicts(committee(), contest.competitionId)).toEqual({ found: 0, gone: 1 });
  const { conflicts } = await conflictsPage(committee(), contest.competitionId);
  expect(conflicts.map(({ kind, state }) => [kind, state])).toEqual([['mentored', 'proposed']]);
});

test('mentors are barred, or marked, as the contest sets; a standing session cannot be dismissed', async () => {
  const session = await mentor(juror(1).actor.userId, entry(0).innovationId);
  await proposeConflicts(committee(), contest.competitionId);
  const wall = () => inTenant(committee(), (tx) => firewallOf(tx, committee(), contest.competitionId));
  const pair = { jurorId: juror(1).id, entryId: entry(0).id };
  expect(await wall()).toMatchObject({ barred: [{ ...pair, why: ['mentored'] }], mentored: [] });
  expect(await seatFor(ctxOf(juror(1).actor), entry(0).id)).toMatchObject({ conflicted: true });
  const dismissing = decision(1, 0, { kind: 'mentored' });
  await expect(decideConflict(committee(), dismissing)).rejects.toThrow('jurors.errors.mentoringStands');
  await db.owner.query(`update competitions set mentor_rule = 'estimate' where id = $1`, [contest.competitionId]);
  expect(await wall()).toMatchObject({ barred: [], mentored: [pair] });
  expect(await seatFor(ctxOf(juror(1).actor), entry(0).id)).toMatchObject({ conflicted: false });
  await db.owner.query(`update mentoring_sessions set cancelled_at = now(), cancel_reason = 'x' where id = $1`, [
    session,
  ]);
  await decideConflict(committee(), dismissing);
  expect(await wall()).toMatchObject({ barred: [], mentored: [] });
});

test('"saya punya konflik" counts at once and gives the review back', async () => {
  const reviewId = await giveReview(1, 0);
  await giveReview(1, 1, 'submitted');
  const own = ctxOf(juror(1).actor);
  const why = { kind: 'relative', explanation: 'Adik saya' } as const;
  await expect(declareConflict(ctxOf(juror(0).actor), { reviewId, ...why })).rejects.toThrow('nothing called');
  await expect(declareConflict(committee(), { entryId: entry(0).id, ...why })).rejects.toThrow('no such entry');
  expect(await declareConflict(own, { reviewId, ...why })).toEqual({ recused: 1 });
  expect(await declareConflict(own, { reviewId, ...why })).toEqual({ recused: 0 });
  expect(await reviewStates()).toEqual(['recused', 'submitted']);
  await db.owner.query(
    `update competition_stages set started_at = now(), closed_at = now() where competition_id = $1`,
    [contest.competitionId],
  );
  expect(await declareConflict(own, { entryId: entry(1).id, ...why })).toEqual({ recused: 0 });
  const seats = await inTenant(own, (tx) => seatsOf(tx, own, contest.competitionId));
  expect([0, 1, 2].map((at) => seats?.get(entry(at).id)?.conflicted)).toEqual([true, true, false]);
});

test('committee and chair decide, nobody on their own; confirmed, open reviews are taken back', async () => {
  await giveReview(1, 0);
  for (const at of [0, 1]) {
    await insert('juror_conflicts', {
      juror_id: juror(at).id,
      entry_id: entry(0).id,
      kind: 'other',
      source: 'system',
      state: 'proposed',
    });
  }
  const chair = ctxOf(juror(0).actor);
  await expect(decideConflict(chair, decision(0, 0))).rejects.toThrow('jurors.errors.ownConflict');
  await expect(decideConflict(ctxOf(juror(1).actor), decision(1, 0))).rejects.toThrow('no contest');
  // With a conflict of their own with that entry they decide on nobody's.
  await expect(decideConflict(chair, decision(1, 0))).rejects.toThrow('no such pair');
  await decideConflict(committee(), decision(0, 0));
  await decideConflict(chair, decision(1, 0));
  expect(await reviewStates()).toEqual(['assigned']);
  await decideConflict(committee(), decision(1, 0, { decision: 'confirmed', reason: 'Ternyata benar' }));
  await decideConflict(committee(), decision(1, 0, { decision: 'confirmed', reason: 'Ternyata benar' }));
  expect(await reviewStates()).toEqual(['withdrawn']);
  await expect(decideConflict(committee(), decision(1, 1))).rejects.toThrow('no such conflict');
  const note = { ...decision(1, 2), explanation: 'Pernah berbisnis', kind: 'other' } as const;
  await noteConflict(committee(), note);
  await noteConflict(committee(), note);
  expect(await seatFor(ctxOf(juror(1).actor), entry(2).id)).toMatchObject({ conflicted: true });
});

test('a juror learns nothing of entries that they have a conflict with, the chair neither', async () => {
  await db.owner.query(`update competitions set blind = true where id = $1`, [contest.competitionId]);
  await insert('juror_conflicts', {
    juror_id: juror(0).id,
    entry_id: entry(0).id,
    kind: 'other',
    source: 'system',
    state: 'proposed',
  });
  await insert('juror_conflicts', {
    juror_id: juror(1).id,
    entry_id: entry(0).id,
    kind: 'other',
    source: 'system',
    state: 'proposed',
  });
  await giveReview(0, 0);
  await giveReview(0, 1);
  const chair = ctxOf(juror(0).actor);
  const own = await appointmentPage(chair, juror(0).id);
  expect(own.entries.map(({ id, organizationName }) => [id, organizationName])).toEqual([
    [entry(1).id, null],
    [entry(2).id, null],
  ]);
  expect(own.keptAway).toBe(1);
  expect((await conflictsPage(chair, contest.competitionId)).conflicts).toEqual([]);
  expect((await conflictsPage(committee(), contest.competitionId)).conflicts.length).toBe(2);
  const seats = await inTenant(chair, (tx) => seatsOf(tx, chair, contest.competitionId));
  const sights = contest.entries.map(({ id, organizationId }) =>
    sightOf(chair.actor, { organizationId, shown: false }, seats?.get(id) ?? null),
  );
  expect(sights).toEqual(['nothing', 'blind', 'nothing']);
  await db.owner.query(
    `update competition_stages set started_at = now() where competition_id = $1 and kind = 'plenary'`,
    [contest.competitionId],
  );
  const later = await inTenant(chair, (tx) => seatsOf(tx, chair, contest.competitionId));
  expect(contest.entries.map(({ id }) => later?.get(id)?.plenary)).toEqual([true, true, true]);
  expect(later?.get(entry(0).id)?.conflicted).toBe(true);
});

test('the appointment paper names the jurors, the chair first, and is drafted once', async () => {
  const office = { ...contest.committee.offices[0], id: newId(), role: 'tenant_admin' } as Actor['offices'][number];
  await insert('offices', { id: office.id, organization_id: contest.operatorId, role: 'tenant_admin' });
  const admin = ctxOf(actorWith([office]));
  const paper = { id: newId(), competitionId: contest.competitionId };
  await expect(draftAppointment(committee(), paper)).rejects.toThrow('papers.errors.notYours');
  await draftAppointment(admin, paper);
  await draftAppointment(admin, paper);
  const { rows } = await db.owner.query('select kind, data from papers where id = $1', [paper.id]);
  expect(rows[0].kind).toBe('juror_appointment');
  expect(rows[0].data.annexes[0].rows.map((row: string[]) => [row[1], row[3]])).toEqual([
    ['Juri 1 (contoh)', 'Ketua'],
    ['Juri 2 (contoh)', 'Anggota'],
  ]);
  const { jurors } = await jurorsPage(admin, contest.competitionId);
  expect(jurors.map(({ paperId }) => paperId)).toEqual([paper.id, paper.id]);
});

test('nothing is half done when a statement fails', async () => {
  const actor = await person('juror');
  const input = inputOf(actor.userId, { institutionId: entry(1).organizationId });
  await failEveryCall(db, committee(), (ctx) => appointJuror(ctx, input));
  const conflicts = [{ entryId: entry(0).id, kind: 'relative' as const, explanation: 'Adik saya' }];
  const yes = parseWith(acknowledgement, { id: input.id, languages: 'id', conflicts, sure: 'ya' });
  await failEveryCall(db, ctxOf(actor), (ctx) => acknowledgeAppointment(ctx, yes));
  await giveReview(1, 0);
  await failEveryCall(db, ctxOf(juror(1).actor), (ctx) =>
    declareConflict(ctx, { entryId: entry(0).id, kind: 'other', explanation: 'Rekan dagang' }),
  );
  await failEveryCall(db, committee(), (ctx) => decideConflict(ctx, decision(1, 0)));
  await failEveryCall(db, committee(), (ctx) => leaveJuror(ctx, { id: juror(1).id, version: 1, reason: 'Sakit' }));
});
