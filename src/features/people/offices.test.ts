import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { type Appointment, coversAllDays } from './office.ts';
import { appoint, endAppointment, handOver } from './offices.acts.ts';
import { heldOffices, officesOfOrganization, tenantsOf } from './offices.queries.ts';
import {
  addOrganization,
  addPersonRow,
  addTerm,
  administratorCtx,
  appointment,
  auditOf,
  ctxOf,
} from './testing-people.ts';

let db: TestDatabase;
let admin: Ctx;
let village: string;
let siti: { userId: string; username: string };
let ujang: { userId: string; username: string };
beforeAll(async () => {
  db = await freshDatabase();
  admin = await administratorCtx(db);
});
afterAll(() => db.close());
beforeEach(async () => {
  village = await addOrganization(db, 'village', `Desa ${newId()}`);
  siti = await addPersonRow(db, 'Siti (contoh)');
  ujang = await addPersonRow(db, 'Ujang (contoh)');
});

const faults = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof Invalid)) throw error;
      return error.faults.map((fault) => [fault.field, fault.message]);
    },
  );

const sitiHeads = (more: Partial<Appointment> = {}) =>
  appointment({ organizationId: village, username: siti.username, ...more });
const ujangHeads = (more: Partial<Appointment> = {}) =>
  appointment({ organizationId: village, username: ujang.username, ...more });

async function terms(organizationId = village) {
  const offices = await officesOfOrganization(admin, organizationId);
  return offices.flatMap(({ role, terms: all }) =>
    all.map(({ username, kind, from, to }) => ({ role, who: username, kind, from, to })),
  );
}

test('an appointment is written once, however often it is sent', async () => {
  const sent = sitiHeads();
  await appoint(admin, sent);
  await appoint(admin, sent);
  await Promise.all([appoint(admin, sent), appoint(admin, sent)]);
  expect(await terms()).toEqual([
    { role: 'organization_head', who: siti.username, kind: 'definitive', from: '2026-03-01', to: null },
  ]);
  const events = (await auditOf(db)).filter((event) => event.subject_id === sent.id);
  expect(events.map((event) => [event.act, event.changes.userId])).toEqual([['office.appointed', siti.userId]]);
});

test('two posts of one new appointment at once make one', async () => {
  const sent = sitiHeads();
  await Promise.all([appoint(admin, sent), appoint(admin, sent), appoint(admin, sent)]);
  expect((await terms()).length).toBe(1);
});

test('the same id with other content is refused', async () => {
  const sent = sitiHeads();
  await appoint(admin, sent);
  await expect(appoint(admin, { ...sent, from: '2026-04-01' })).rejects.toThrow(Conflict);
});

test('there is one head at a time, whoever is faster', async () => {
  const outcomes = await Promise.all([faults(appoint(admin, sitiHeads())), faults(appoint(admin, ujangHeads()))]);
  expect(outcomes.filter((list) => list.length === 0).length).toBe(1);
  expect(outcomes.flat()).toEqual([['from', 'people.errors.headTaken']]);
  expect((await terms()).length).toBe(1);
  const third = await addPersonRow(db);
  const pltToo = faults(appoint(admin, sitiHeads({ username: third.username, kind: 'plt', from: '2026-05-01' })));
  expect((await pltToo).map(([field]) => field)).toEqual(['from']);
});

test('a Plh. stands in beside the head, and only one', async () => {
  await appoint(admin, sitiHeads());
  await appoint(admin, ujangHeads({ kind: 'plh', from: '2026-05-01', to: '2026-05-07' }));
  const third = await addPersonRow(db);
  const overlapping = { username: third.username, kind: 'plh', from: '2026-05-07', to: '2026-05-09' } as const;
  expect(await faults(appoint(admin, ujangHeads(overlapping)))).toEqual([['from', 'people.errors.standInTaken']]);
  await appoint(admin, ujangHeads({ ...overlapping, from: '2026-05-08' }));
  const day = new Date('2026-05-07T16:59:00Z'); // 23.59 WIB
  const titles = await Promise.all(
    [siti, ujang, third].map(async ({ userId }) =>
      (await ctxOf(db, userId, day)).actor?.offices.map((held) => held.kind),
    ),
  );
  expect(titles).toEqual([['definitive'], ['plh'], []]);
});

test('a person holds an office once at a time, and many persons may be innovators of one organisation', async () => {
  await appoint(admin, sitiHeads({ role: 'innovator' }));
  await appoint(admin, ujangHeads({ role: 'innovator' }));
  expect(await faults(appoint(admin, sitiHeads({ role: 'innovator', from: '2026-09-01' })))).toEqual([
    ['username', 'people.errors.heldAlready'],
  ]);
});

test('unknown persons, organisations and offices are refused beside their field', async () => {
  expect(await faults(appoint(admin, sitiHeads({ username: 'tidak.ada' })))).toEqual([
    ['username', 'people.errors.usernameUnknown'],
  ]);
  await expect(appoint(admin, sitiHeads({ organizationId: newId() }))).rejects.toThrow(NotFound);
  expect(await faults(appoint(admin, sitiHeads({ role: 'verifier' })))).toEqual([
    ['role', 'people.errors.roleNotHere'],
  ]);
});

test('rights begin on the first day and end the day after the last, by the calendar of Bekasi', async () => {
  await appoint(admin, sitiHeads({ from: '2026-03-01', to: '2026-03-10' }));
  const held = async (instant: string) =>
    (await heldOffices({ ...admin, now: new Date(instant) }, siti.userId)).map((office) => office.role);
  expect(await held('2026-02-28T16:59:59Z')).toEqual([]);
  expect(await held('2026-02-28T17:00:00Z')).toEqual(['organization_head']); // 1 March, 00.00 WIB
  expect(await held('2026-03-10T16:59:59Z')).toEqual(['organization_head']);
  expect(await held('2026-03-10T17:00:00Z')).toEqual([]);
});

test('who no longer heads the village appoints nobody there', async () => {
  await appoint(admin, sitiHeads({ from: '2026-03-01', to: '2026-03-10' }));
  const innovator = ujangHeads({ role: 'innovator' });
  const after = await ctxOf(db, siti.userId, new Date('2026-03-11T02:00:00Z'));
  await expect(appoint(after, innovator)).rejects.toThrow(NotAllowed);
  const before = await ctxOf(db, siti.userId, new Date('2026-03-10T02:00:00Z'));
  await appoint(before, innovator);
  await expect(appoint(before, ujangHeads({ kind: 'plh', to: '2026-03-05' }))).rejects.toThrow(NotAllowed);
});

test('ending sets the last day once; before the first day it is refused', async () => {
  const sent = sitiHeads({ from: '2026-03-01' });
  await appoint(admin, sent);
  expect(await faults(endAppointment(admin, { holdingId: sent.id, lastDay: '2026-02-28' }))).toEqual([
    ['lastDay', 'people.errors.endBeforeStart'],
  ]);
  const ending = { holdingId: sent.id, lastDay: '2026-03-31' };
  await Promise.all([endAppointment(admin, ending), endAppointment(admin, ending)]);
  await endAppointment(admin, ending);
  expect((await terms()).map((term) => term.to)).toEqual(['2026-03-31']);
  const acts = (await auditOf(db)).filter((event) => event.subject_id === sent.id).map((event) => event.act);
  expect(acts).toEqual(['office.appointed', 'office.ended']);
  await expect(endAppointment(admin, { ...ending, lastDay: '2026-12-31' })).rejects.toThrow(Conflict);
  await expect(endAppointment(admin, { ...ending, holdingId: newId() })).rejects.toThrow(NotFound);
});

test('an appointment that has not begun is called off and stands in nobody’s way', async () => {
  const sent = sitiHeads({ from: '2099-01-01' });
  await appoint(admin, sent);
  expect(await endAppointment(admin, { holdingId: sent.id, lastDay: '2098-12-31' })).toEqual({ calledOff: true });
  await appoint(admin, ujangHeads({ from: '2099-01-01' }));
  const [office] = await officesOfOrganization(admin, village);
  expect(office?.terms.map((term) => [term.username, term.when])).toEqual(
    expect.arrayContaining([
      [siti.username, 'cancelled'],
      [ujang.username, 'future'],
    ]),
  );
});

test('a hand-over ends the one and begins the other, in one step and once', async () => {
  const old = sitiHeads({ from: '2026-01-01' });
  await appoint(admin, old);
  const change = {
    id: newId(),
    holdingId: old.id,
    username: ujang.username,
    kind: 'plt',
    from: '2026-06-01',
    to: null,
  } as const;
  await Promise.all([handOver(admin, change), handOver(admin, change)]);
  await handOver(admin, change);
  expect(await terms()).toEqual([
    { role: 'organization_head', who: ujang.username, kind: 'plt', from: '2026-06-01', to: null },
    { role: 'organization_head', who: siti.username, kind: 'definitive', from: '2026-01-01', to: '2026-05-31' },
  ]);
  const events = (await auditOf(db)).filter(
    (event) => event.act === 'office.handed_over' && event.subject_id === change.id,
  );
  expect(events.length).toBe(1);
  const [before, after] = [new Date('2026-05-31T10:00:00Z'), new Date('2026-06-01T10:00:00Z')];
  const offices = (userId: string, now: Date) => heldOffices({ ...admin, now }, userId);
  expect((await offices(siti.userId, before)).map((office) => office.organizationId)).toEqual([village]);
  expect(await offices(ujang.userId, before)).toEqual([]);
  expect(await offices(siti.userId, after)).toEqual([]);
  expect((await offices(ujang.userId, after)).map((office) => office.organizationId)).toEqual([village]);
});

test('a hand-over that cannot be leaves the old term as it was', async () => {
  const old = sitiHeads({ from: '2026-01-01' });
  await appoint(admin, old);
  const change = {
    id: newId(),
    holdingId: old.id,
    username: ujang.username,
    kind: 'definitive',
    from: '2026-06-01',
    to: null,
  } as const;
  expect(await faults(handOver(admin, { ...change, from: '2026-01-01' }))).toEqual([
    ['from', 'people.errors.handOverTooEarly'],
  ]);
  expect(await faults(handOver(admin, { ...change, username: 'tidak.ada' }))).toEqual([
    ['username', 'people.errors.usernameUnknown'],
  ]);
  await appoint(admin, ujangHeads({ kind: 'plh', from: '2026-05-01', to: '2026-07-01' }));
  expect((await faults(handOver(admin, change))).length).toBe(1); // he stands in until July
  expect((await terms()).filter((term) => term.who === siti.username).map((term) => term.to)).toEqual([null]);
});

test('the same person may become definitive after acting', async () => {
  const acting = sitiHeads({ kind: 'plt', from: '2026-01-01' });
  await appoint(admin, acting);
  await handOver(admin, {
    id: newId(),
    holdingId: acting.id,
    username: siti.username,
    kind: 'definitive',
    from: '2026-02-01',
    to: null,
  });
  expect((await terms()).map((term) => [term.kind, term.to])).toEqual([
    ['definitive', null],
    ['plt', '2026-01-31'],
  ]);
});

test('the last administrator stays, even when two leave at once', async () => {
  const tenant = db.tenants.tetangga;
  const organizationId = await addOrganization(db, 'agency', 'Bapelitbang', tenant);
  const other = await addOrganization(db, 'agency', 'Dinas Kominfo', tenant);
  const [a, b] = [await addPersonRow(db, 'A', tenant), await addPersonRow(db, 'B', tenant)];
  const first = await addTerm(db, { userId: a.userId, organizationId, role: 'tenant_admin' }, tenant);
  const second = await addTerm(db, { userId: b.userId, organizationId: other, role: 'tenant_admin' }, tenant);
  const ctx = await ctxOf(db, a.userId, new Date(), tenant);
  const leave = (holdingId: string) =>
    endAppointment(ctx, { holdingId, lastDay: '2026-12-31' }).then(
      () => 'left',
      (error: unknown) => (error instanceof Conflict ? error.reason : error),
    );
  expect((await Promise.all([leave(first), leave(second)])).sort()).toEqual([
    'left',
    'people.errors.lastAdministrator',
  ]);
});

test.each([
  ['a term for good from now on', [['2026-01-01', null]], true],
  [
    'a term that begins after a gap',
    [
      ['2026-01-01', '2026-12-31'],
      ['2099-01-01', null],
    ],
    false,
  ],
  [
    'terms that follow each other',
    [
      ['2026-01-01', '2026-12-31'],
      ['2027-01-01', null],
    ],
    true,
  ],
  ['an end without a successor', [['2026-01-01', '2026-12-31']], false],
  [
    'a short term within a long one',
    [
      ['2026-01-01', '2027-06-30'],
      ['2026-02-01', '2026-03-01'],
      ['2027-07-01', null],
    ],
    true,
  ],
] as [string, [string, string | null][], boolean][])('%s: held on every day %j is %s', (_, terms, held) => {
  expect(
    coversAllDays(
      terms.map(([from, to]) => ({ from, to })),
      '2026-06-01',
    ),
  ).toBe(held);
});

test('a term of the past is not rewritten by a hand-over', async () => {
  const sent = sitiHeads({ from: '2025-01-01', to: '2025-12-31' });
  await appoint(admin, sent);
  const change = {
    id: newId(),
    holdingId: sent.id,
    username: ujang.username,
    kind: 'definitive',
    from: '2025-06-01',
    to: null,
  } as const;
  await expect(handOver(admin, change)).rejects.toThrow(Conflict);
  expect((await terms()).map((term) => term.to)).toEqual(['2025-12-31']);
});

test('people, offices and terms of one tenant are unknown in another', async () => {
  const tenant = db.tenants.tetangga;
  const neighbour = await administratorCtx(db, new Date(), tenant);
  const sent = sitiHeads();
  await appoint(admin, sent);
  await expect(endAppointment(neighbour, { holdingId: sent.id, lastDay: '2026-12-31' })).rejects.toThrow(NotFound);
  await expect(appoint(neighbour, sitiHeads())).rejects.toThrow(NotFound);
  const theirs = await addOrganization(db, 'village', 'Desa Tetangga', tenant);
  expect(await faults(appoint(neighbour, sitiHeads({ organizationId: theirs })))).toEqual([
    ['username', 'people.errors.usernameUnknown'],
  ]);
  expect(await officesOfOrganization(neighbour, village)).toEqual([]);
  expect(await heldOffices(neighbour, siti.userId)).toEqual([]);
});

test('a person finds the tenants of the own offices, and rights stay in each', async () => {
  const tenant = db.tenants.tetangga;
  await appoint(admin, sitiHeads());
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
    tenant.id,
    siti.userId,
    'Siti',
    siti.username,
  ]);
  const theirs = await addOrganization(db, 'village', 'Desa Seberang', tenant);
  await addTerm(db, { userId: siti.userId, organizationId: theirs, role: 'innovator' }, tenant);
  const here = await ctxOf(db, siti.userId);
  expect((await tenantsOf(here)).map((one) => one.slug)).toEqual(['bekasikab', 'tetangga']);
  expect(here.actor?.offices.map((office) => office.role)).toEqual(['organization_head']);
  expect((await ctxOf(db, siti.userId, new Date(), tenant)).actor?.offices.map((office) => office.role)).toEqual([
    'innovator',
  ]);
  expect(await tenantsOf(await ctxOf(db, ujang.userId))).toEqual([]);
});
