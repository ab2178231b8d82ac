import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx, Tenant } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { addEvent, cancelEvent, changeEvent } from './event.acts.ts';
import { dueWithin, eventForForm, eventsOfYear, openEvents, upcoming, yearsWithEvents } from './event.queries.ts';
import { inputOf } from './testing-events.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

function ctxOf(
  role: string | null,
  tenant: Tenant = db.tenants.bekasikab,
  now = new Date('2026-11-24T03:00:00Z'),
): Ctx {
  const office = { id: newId(), kind: 'definitive' as const, organizationName: 'B', organizationKind: 'agency' };
  const actor = role === null ? null : actorWith([{ ...office, role, organizationId: newId() }]);
  return db.ctx({ tenant, actor, now });
}

async function audited(id: string): Promise<string[]> {
  const { rows } = await db.owner.query('select act from audit_events where subject_id = $1 order by at, id', [id]);
  return rows.map(({ act }) => act);
}

test('an event is entered once, however often it is sent, even twice at once', async () => {
  const ctx = ctxOf('tenant_admin');
  const input = inputOf();
  await Promise.all([addEvent(ctx, input), addEvent(ctx, input)]);
  await addEvent(ctx, input);
  expect(await eventForForm(ctx, input.id)).toMatchObject({ ...input, example: true, cancelled: false, version: 1 });
  expect(await audited(input.id)).toEqual(['calendar_event.added']);
  await expect(addEvent(ctx, { ...input, name: 'Lain' })).rejects.toThrow(Conflict);
});

test('a national date is not called an example', async () => {
  const ctx = ctxOf('tenant_admin');
  const input = inputOf({ origin: 'iid-2026-surat' });
  await addEvent(ctx, input);
  expect((await eventForForm(ctx, input.id)).example).toBe(false);
});

test('a change needs the version that was read; the same change again is none', async () => {
  const ctx = ctxOf('tenant_admin');
  const input = inputOf();
  await addEvent(ctx, input);
  const change = { ...input, name: 'Lomba Inovasi Sekolah', version: 1 };
  await changeEvent(ctx, change);
  await changeEvent(ctx, change);
  await expect(changeEvent(ctx, { ...change, name: 'Nama ketiga' })).rejects.toThrow(
    'calendar.errors.changedMeanwhile',
  );
  expect(await eventForForm(ctx, input.id)).toMatchObject({ name: 'Lomba Inovasi Sekolah', version: 2 });
  const both = [
    { ...change, version: 2, name: 'A-1' },
    { ...change, version: 2, name: 'B-1' },
  ];
  const outcomes = await Promise.allSettled(both.map((one) => changeEvent(ctx, one)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what is called off stays visible as cancelled, and comes back', async () => {
  const ctx = ctxOf('tenant_admin');
  const input = inputOf();
  await addEvent(ctx, input);
  await cancelEvent(ctx, { id: input.id, version: 1 }, true);
  await cancelEvent(ctx, { id: input.id, version: 1 }, true);
  expect((await eventForForm(ctx, input.id)).cancelled).toBe(true);
  expect((await upcoming(ctx, 30)).map(({ id }) => id)).not.toContain(input.id);
  expect((await openEvents(ctx)).map(({ id }) => id)).toContain(input.id);
  await expect(cancelEvent(ctx, { id: input.id, version: 1 }, false)).rejects.toThrow(Conflict);
  await cancelEvent(ctx, { id: input.id, version: 2 }, false);
  expect((await upcoming(ctx, 30)).map(({ id }) => id)).toContain(input.id);
  expect(await audited(input.id)).toEqual([
    'calendar_event.added',
    'calendar_event.cancelled',
    'calendar_event.revived',
  ]);
});

test('nothing is half done when a statement fails', async () => {
  const ctx = ctxOf('tenant_admin');
  const input = inputOf();
  expect(await failEveryCall(db, ctx, (with_) => addEvent(with_, input))).toBeGreaterThan(2);
  await failEveryCall(db, ctx, (with_) => changeEvent(with_, { ...input, name: 'Nama baru', version: 1 }));
  await failEveryCall(db, ctx, (with_) => cancelEvent(with_, { id: input.id, version: 2 }, true));
});

test('nobody but an administrator of this tenant changes anything', async () => {
  const ctx = ctxOf('tenant_admin');
  const input = inputOf();
  await addEvent(ctx, input);
  for (const role of [null, 'innovator', 'organization_head', 'verifier']) {
    const other = ctxOf(role);
    await expect(addEvent(other, inputOf())).rejects.toThrow(NotAllowed);
    await expect(changeEvent(other, { ...input, version: 1 })).rejects.toThrow(NotAllowed);
    await expect(cancelEvent(other, { id: input.id, version: 1 }, true)).rejects.toThrow(NotAllowed);
    expect(() => eventForForm(other, input.id)).toThrow(NotAllowed);
  }
  const neighbour = ctxOf('tenant_admin', db.tenants.tetangga);
  await expect(changeEvent(neighbour, { ...input, version: 1 })).rejects.toThrow(NotFound);
  await expect(eventForForm(neighbour, input.id)).rejects.toThrow(NotFound);
  await expect(eventForForm(ctx, 'bukan-id')).rejects.toThrow(NotFound);
});

test('internal events are seen by holders of an office here and by nobody else', async () => {
  const ctx = ctxOf('tenant_admin');
  const secret = inputOf({
    open: false,
    name: 'Rapat tertutup',
    year: 2031,
    firstDay: '2031-01-05',
    lastDay: '2031-01-06',
  });
  await addEvent(ctx, secret);
  const sees = async (of: Ctx) => ({
    year: (await eventsOfYear(of, 2031)).some(({ id }) => id === secret.id),
    open: (await openEvents(of)).some(({ id }) => id === secret.id),
    years: (await yearsWithEvents(of)).includes(2031),
    soon: (await upcoming({ ...of, now: new Date('2031-01-04T00:00:00Z') }, 3)).some(({ id }) => id === secret.id),
  });
  expect(await sees(ctxOf('innovator'))).toEqual({ year: true, open: false, years: true, soon: true });
  const nothing = { year: false, open: false, years: false, soon: false };
  expect(await sees(ctxOf(null))).toEqual(nothing);
  expect(await sees(ctxOf('tenant_admin', db.tenants.tetangga))).toEqual(nothing);
});

test('what is upcoming begins within the days asked for, or is under way, soonest first', async () => {
  const neighbour = (now: string) => ctxOf('tenant_admin', db.tenants.tetangga, new Date(now));
  const ctx = neighbour('2026-11-23T17:30:00Z'); // already the 24th in WIB
  for (const [name, firstDay, lastDay] of [
    ['over', '2026-11-20', '2026-11-23'],
    ['under way', '2026-11-20', '2026-11-24'],
    ['last day of the span', '2026-11-27', '2026-11-27'],
    ['later', '2026-11-28', '2026-11-28'],
    ['today', '2026-11-24', '2026-11-24'],
  ] as const) {
    await addEvent(ctx, inputOf({ name, firstDay, lastDay }));
  }
  expect((await upcoming(ctx, 3)).map(({ name }) => name)).toEqual(['under way', 'today', 'last day of the span']);
});

test('what is due within some days, by its last day; neither cancelled ones nor events that are no deadline', async () => {
  const now = new Date('2031-03-03T03:00:00Z');
  const ctx = ctxOf('tenant_admin', db.tenants.bekasikab, now);
  const cancelled = inputOf({ year: 2031, firstDay: '2031-03-09', lastDay: '2031-03-09', deadline: true });
  for (const input of [
    inputOf({ year: 2031, name: 'Masa entri', firstDay: '2031-03-01', lastDay: '2031-04-30', deadline: true }),
    inputOf({ year: 2031, name: 'Surat dikirim', firstDay: '2031-03-10', lastDay: '2031-03-10', deadline: true }),
    inputOf({ year: 2031, name: 'Pameran', firstDay: '2031-03-12', lastDay: '2031-03-12' }),
    inputOf({ year: 2031, name: 'Terlalu jauh', firstDay: '2031-08-12', lastDay: '2031-08-12', deadline: true }),
    cancelled,
  ])
    await addEvent(ctx, input);
  await cancelEvent(ctx, { id: cancelled.id, version: 1 }, true);
  expect(await dueWithin(ctx, 60)).toEqual([
    { name: 'Surat dikirim', day: '2031-03-10' },
    { name: 'Masa entri', day: '2031-04-30' },
  ]);
});
