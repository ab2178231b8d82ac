import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { changeOrganization, registerOrganization } from './organization.acts.ts';
import { newOrganization, organizationChange } from './organization.ts';

let db: TestDatabase;
const officeId = newId();
const office = (role: string): Actor['offices'] => [
  {
    id: officeId,
    role,
    kind: 'definitive',
    organizationId: newId(),
    organizationName: 'Balitbangda',
    organizationKind: 'agency',
  },
];
const admin = (): Ctx => db.ctx({ actor: actorWith(office('tenant_admin')) });
const wanted = (more = {}) =>
  newOrganization.parse({ id: newId(), kind: 'puskesmas', name: 'Puskesmas Wanajaya', ...more });
const change = (id: string, version: number, more = {}) => organizationChange.parse({ id, version, ...more });

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

async function stored(id: string) {
  const { rows } = await db.owner.query(
    'select kind, name, short_name, area_code, reference, address, phone, email, fictional, version from organizations where id = $1',
    [id],
  );
  return rows[0];
}

async function events(id: string) {
  const { rows } = await db.owner.query(
    'select act, office_id, changes from audit_events where subject_id = $1 order by at, id',
    [id],
  );
  return rows;
}

test('an organisation is registered once, however often it is sent', async () => {
  const input = wanted({ areaCode: '32.16.07.2006', reference: 'P-77', phone: '(021) 8997-0000' });
  const ctx = admin();
  await Promise.all([
    registerOrganization(ctx, input),
    registerOrganization(ctx, input),
    registerOrganization(ctx, input),
  ]);
  expect(await stored(input.id)).toEqual({
    kind: 'puskesmas',
    name: 'Puskesmas Wanajaya',
    short_name: null,
    area_code: '32.16.07.2006',
    reference: 'P-77',
    address: null,
    phone: '(021) 8997-0000',
    email: null,
    fictional: false,
    version: 1,
  });
  expect(await events(input.id)).toEqual([
    {
      act: 'organization.registered',
      office_id: officeId,
      changes: {
        kind: 'puskesmas',
        name: 'Puskesmas Wanajaya',
        parentId: null,
        areaCode: '32.16.07.2006',
        reference: 'P-77',
      },
    },
  ]);
});

test.each([
  ['an area of another regency', { areaCode: '32.17.01' }, 'areaCode'],
  ['an area that does not exist', { areaCode: '32.16.99' }, 'areaCode'],
  ['a parent that does not exist', { parentId: newId() }, 'parentId'],
])('%s is refused, and nothing is kept', async (_, more, field) => {
  const input = wanted(more);
  const error = await registerOrganization(admin(), input).catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(Invalid);
  expect((error as Invalid).faults.map((fault) => fault.field)).toEqual([field]);
  expect([await stored(input.id), await events(input.id)]).toEqual([undefined, []]);
});

test("another tenant's organisation is no parent and cannot be changed", async () => {
  const neighbour = db.ctx({ tenant: db.tenants.tetangga, actor: actorWith(office('tenant_admin')) });
  const theirs = await registerOrganization(neighbour, wanted({ name: 'Puskesmas Tetangga' }));
  await expect(registerOrganization(admin(), wanted({ parentId: theirs.id }))).rejects.toThrow(Invalid);
  await expect(changeOrganization(admin(), change(theirs.id, 1, { phone: '021 1234567' }))).rejects.toThrow(NotFound);
  expect((await stored(theirs.id)).phone).toBeNull();
});

test('only a tenant administrator of this tenant may', async () => {
  const { id } = await registerOrganization(admin(), wanted());
  for (const actor of [
    null,
    actorWith([]),
    ...['innovator', 'verifier', 'organization_head'].map((role) => actorWith(office(role))),
  ]) {
    await expect(registerOrganization(db.ctx({ actor }), wanted())).rejects.toThrow(NotAllowed);
    await expect(changeOrganization(db.ctx({ actor }), change(id, 1, { phone: '021 1234567' }))).rejects.toThrow(
      NotAllowed,
    );
  }
  expect((await stored(id)).version).toBe(1);
});

test('a change is kept with its event; telephone and e-mail enter it as digests', async () => {
  const { id } = await registerOrganization(admin(), wanted({ phone: '021 1111111' }));
  await changeOrganization(admin(), change(id, 1, { shortName: 'PKM', phone: '021 2222222' }));
  await changeOrganization(admin(), change(id, 1, { shortName: 'PKM', phone: '021 2222222' })); // the same once more
  const { short_name, phone, version } = await stored(id);
  expect({ short_name, phone, version }).toEqual({ short_name: 'PKM', phone: '021 2222222', version: 2 });
  const [, changed, ...more] = await events(id);
  expect(more).toEqual([]);
  expect(changed).toEqual({
    act: 'organization.changed',
    office_id: officeId,
    changes: {
      shortName: { from: null, to: 'PKM' },
      phone: {
        from: db.secrets.digest('organization-contact', '021 1111111'),
        to: db.secrets.digest('organization-contact', '021 2222222'),
      },
    },
  });
});

test('of two different changes at once one is kept, and the other is told', async () => {
  const { id } = await registerOrganization(admin(), wanted());
  const outcomes = await Promise.allSettled(
    ['021 3333333', '021 4444444'].map((phone) => changeOrganization(admin(), change(id, 1, { phone }))),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toBeInstanceOf(Conflict);
  expect((await stored(id)).version).toBe(2);
});
