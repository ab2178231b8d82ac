import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { inTenant } from '../tenancy.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { recordEvent } from './record.ts';
import { sealEvents } from './seal.acts.ts';
import { verifyChain } from './verify.queries.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

const tenant = () => db.tenants.bekasikab;

function record(act: string): Promise<void> {
  const ctx = db.ctx();
  return inTenant(ctx, (tx) =>
    recordEvent(tx, ctx, {
      act,
      subject: { kind: 'thing', id: newId() },
      officeId: null,
      changes: { b: 1, a: [1, 'x'] },
    }),
  );
}

/** Seals until so many events were taken: a transaction of another test on this server may hold some back for a moment. */
async function sealAtLeast(count: number, sealers = 1): Promise<number> {
  let taken = 0;
  while (taken < count) {
    const each = await Promise.all(Array.from({ length: sealers }, () => sealEvents(db.pool, tenant().id)));
    taken += each.reduce((sum, n) => sum + n);
  }
  return taken;
}

test('seals what is committed, batch by batch, and leaves what is still open', async () => {
  await record('one.done');
  await record('two.done');
  const open = await db.pool.connect();
  await open.query('begin');
  await open.query("select set_config('app.tenant', $1, true)", [tenant().id]);
  await open.query(
    "insert into audit_events (tenant_id, id, act, subject_kind, subject_id) values ($1, $2, 'late.done', 'thing', 'x')",
    [tenant().id, newId()],
  );
  await record('three.done');
  expect(await sealAtLeast(2)).toBe(2);
  await open.query('commit');
  open.release();
  expect(await sealAtLeast(2)).toBe(2);
  expect(await sealEvents(db.pool, tenant().id)).toBe(0);
  const report = await verifyChain(db.pool, tenant());
  expect(report).toMatchObject({ events: 4, unsealed: { events: 0, oldest: null }, broken: null });
});

test('sealers at once take each event once', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => record(`many.${n}`)));
  expect(await sealAtLeast(20, 3)).toBe(20);
  expect(await sealEvents(db.pool, tenant().id)).toBe(0);
  expect((await verifyChain(db.pool, tenant())).broken).toBeNull();
});

test('the app may neither change nor delete an event', async () => {
  for (const statement of [
    'update audit_events set act = act',
    'delete from audit_events',
    'delete from audit_seals',
  ]) {
    await expect(db.pool.query(statement)).rejects.toThrow(/permission denied/);
  }
});

test('a changed event, a removed event and a forged seal are named', async () => {
  const { rows } = await db.owner.query(
    'select event_id from audit_sealed_events where tenant_id = $1 and batch = 2 and position = 0',
    [tenant().id],
  );
  const eventId: string = rows[0].event_id;
  await db.owner.query("update audit_events set act = 'other' where id = $1", [eventId]);
  expect((await verifyChain(db.pool, tenant())).broken).toEqual({ batch: 2, eventId, why: 'event' });
  await db.owner.query('delete from audit_sealed_events where event_id = $1', [eventId]);
  expect((await verifyChain(db.pool, tenant())).broken).toEqual({ batch: 2, eventId: null, why: 'missing' });
  await db.owner.query("update audit_seals set chained_root = 'x' where batch = 1");
  expect((await verifyChain(db.pool, tenant())).broken).toEqual({ batch: 1, eventId: null, why: 'chain' });
});
