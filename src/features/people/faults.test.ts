import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { appoint, endAppointment, handOver } from './offices.acts.ts';
import { createPerson, readPhone, resetPersonPassword } from './people.acts.ts';
import { addOrganization, addPersonRow, administratorCtx, appointment } from './testing-people.ts';

let db: TestDatabase;
let admin: Ctx;
beforeAll(async () => {
  db = await freshDatabase();
  admin = await administratorCtx(db);
});
afterAll(() => db.close());

/** Rows of the sign-in schema, which belong to no tenant. */
async function credentials() {
  const { rows } = await db.owner.query(
    `select (select count(*)::int from auth."user") as users, (select count(*)::int from auth.account) as accounts,
            (select count(*)::int from auth.passwords_due) as due, (select string_agg(password, ',' order by id) from auth.account) as passwords`,
  );
  return rows[0];
}

test('a person is created whole or not at all, whichever statement fails', async () => {
  const organizationId = await addOrganization(db, 'village', 'Desa Gagal');
  const office = {
    id: newId(),
    organizationId,
    role: 'innovator',
    kind: 'definitive',
    from: '2026-01-01',
    to: null,
  } as const;
  const person = { id: newId(), name: 'Siti Aminah', username: null, email: null, phone: '+6281234567890' };
  const before = await credentials();
  let lasting: unknown;
  const calls = await failEveryCall(db, admin, async (ctx) => {
    lasting = await credentials();
    return createPerson(ctx, person, office);
  });
  expect(lasting).toEqual(before); // what the last try began with: no failed one left an account
  expect(await credentials()).toMatchObject({
    users: before.users + 1,
    accounts: before.accounts + 1,
    due: before.due + 1,
  });
  expect(calls).toBeGreaterThan(8);
}, 120_000);

test('a password is replaced with its event or not at all', async () => {
  const made = await createPerson(admin, { id: newId(), name: 'Lupa', username: null, email: null, phone: null }, null);
  const before = await credentials();
  let lasting: unknown;
  const requestId = newId();
  await failEveryCall(db, admin, async (ctx) => {
    lasting = await credentials();
    return resetPersonPassword(ctx, made.userId, requestId);
  });
  expect(lasting).toEqual(before);
  expect((await credentials()).passwords).not.toBe(before.passwords);
}, 120_000);

test('appointments, endings and hand-overs are whole or not at all', async () => {
  const organizationId = await addOrganization(db, 'village', 'Desa Utuh');
  const [old, next] = [await addPersonRow(db), await addPersonRow(db)];
  const first = appointment({ organizationId, username: old.username, from: '2026-01-01' });
  await failEveryCall(db, admin, (ctx) => appoint(ctx, first));
  const change = {
    id: newId(),
    holdingId: first.id,
    username: next.username,
    kind: 'plt',
    from: '2026-06-01',
    to: null,
  } as const;
  await failEveryCall(db, admin, (ctx) => handOver(ctx, change));
  await failEveryCall(db, admin, (ctx) => endAppointment(ctx, { holdingId: change.id, lastDay: '2026-12-31' }));
});

test('a telephone number is not read without its event', async () => {
  const made = await createPerson(
    admin,
    { id: newId(), name: 'Telepon', username: null, email: null, phone: '+6281234567890' },
    null,
  );
  await failEveryCall(db, admin, (ctx) => readPhone(ctx, made.userId));
});
