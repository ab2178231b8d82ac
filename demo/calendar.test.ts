import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextWorkingDay, upcoming } from '#features/calendar/index.ts';
import { NotAllowed } from '#platform/errors.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { demonstrationCalendar } from './calendar.ts';

let db: TestDatabase;
let both: { bekasikab: Ctx; tarumasari: Ctx };
beforeAll(async () => {
  db = await freshDatabase();
  const now = new Date('2026-11-24T03:00:00Z');
  both = { bekasikab: db.ctx({ now }), tarumasari: db.ctx({ tenant: db.tenants.tetangga, now }) };
  await demonstrationCalendar.load(both);
});
afterAll(() => db.close());

test('both governments have events that are marked as examples and lie on working days', async () => {
  for (const ctx of Object.values(both)) {
    const events = await upcoming(ctx, 120);
    expect(events.length).toBeGreaterThanOrEqual(3);
    for (const event of events) {
      expect([event.name, event.example, event.name.endsWith('(contoh)')]).toEqual([event.name, true, true]);
      const { firstDay, lastDay } = event;
      expect([nextWorkingDay(firstDay), nextWorkingDay(lastDay)]).toEqual([firstDay, lastDay]);
    }
  }
});

test('loading again, on another day too, changes nothing', async () => {
  const count = async () => (await db.owner.query('select count(*)::int as n from calendar_events')).rows[0].n;
  const before = await count();
  await demonstrationCalendar.load({
    ...both,
    bekasikab: { ...both.bekasikab, now: new Date('2026-12-24T03:00:00Z') },
  });
  expect(await count()).toBe(before);
});

test('a real government gets no invented events', async () => {
  const real = { ...both.bekasikab, tenant: { ...db.tenants.bekasikab, demonstration: false } };
  await expect(demonstrationCalendar.load({ ...both, bekasikab: real })).rejects.toThrow(NotAllowed);
});
