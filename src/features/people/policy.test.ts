import { expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { Actor, HeldOffice } from '#platform/tenancy.ts';
import { actorWith } from '#platform/testing/database.ts';
import { roles } from './office.ts';
import { mayAdministerPlatform, officeThatMay, organizationsInSight, type PeopleDeed } from './policy.ts';

const [mine, other] = [newId(), newId()];
const office = (role: string, kind: HeldOffice['kind'] = 'definitive'): HeldOffice => ({
  id: newId(),
  role,
  kind,
  organizationId: mine,
  organizationName: 'Desa Contoh',
  organizationKind: 'village',
});
const deeds: PeopleDeed[] = ['look', 'create_person', 'appoint', 'end', 'hand_over', 'reset_password', 'read_phone'];

/** Everything the person may do, as "deed role@organisation". */
function allowed(actor: Actor | null): string[] {
  return deeds.flatMap((deed) =>
    [mine, other].flatMap((organizationId) =>
      roles
        .filter((role) => officeThatMay(actor, deed, { organizationId, role }))
        .map((role) => `${deed} ${role}@${organizationId === mine ? 'mine' : 'other'}`),
    ),
  );
}

test('who holds no office, nobody and a platform administrator may do nothing in a tenant', () => {
  expect(allowed(null)).toEqual([]);
  expect(allowed(actorWith([]))).toEqual([]);
  expect(allowed(actorWith([], { platformAdministrator: true }))).toEqual([]);
  expect(allowed(actorWith([office('innovator'), office('verifier'), office('juror')]))).toEqual([]);
});

test('a head, definitive or acting, looks at the own organisation and sees to its innovators', () => {
  for (const kind of ['definitive', 'plt', 'plh', 'pj'] as const) {
    expect(allowed(actorWith([office('organization_head', kind)]))).toEqual([
      ...roles.map((role) => `look ${role}@mine`),
      'appoint innovator@mine',
      'end innovator@mine',
      'hand_over innovator@mine',
    ]);
  }
});

test("a contest's committee sees to the jurors and mentors of its own organisation, and to nothing else", () => {
  expect(allowed(actorWith([office('committee')]))).toEqual(
    ['look', 'appoint', 'end'].flatMap((deed) => ['juror', 'mentor'].map((role) => `${deed} ${role}@mine`)),
  );
  const on = { organizationId: mine, role: 'juror' };
  expect(officeThatMay(actorWith([office('committee')]), 'invite', on)?.role).toBe('committee');
  expect(officeThatMay(actorWith([office('committee')]), 'invite', { ...on, organizationId: other })).toBeNull();
  expect(officeThatMay(actorWith([office('committee')]), 'invite', { ...on, role: 'committee' })).toBeNull();
});

test('a tenant administrator may do everything in the tenant', () => {
  expect(allowed(actorWith([office('tenant_admin')])).length).toBe(deeds.length * roles.length * 2);
});

test('sight is everything, the organisations one heads, or nothing', () => {
  expect(organizationsInSight(actorWith([office('tenant_admin')]))).toBe('all');
  expect(organizationsInSight(actorWith([office('organization_head'), office('innovator')]))).toEqual([mine]);
  expect(organizationsInSight(actorWith([office('committee')]))).toEqual([mine]);
  expect(organizationsInSight(actorWith([office('innovator')]))).toEqual([]);
  expect(organizationsInSight(null)).toEqual([]);
});

test('only platform administrators administer the platform', () => {
  expect(
    [null, actorWith([office('tenant_admin')]), actorWith([], { platformAdministrator: true })].map(
      mayAdministerPlatform,
    ),
  ).toEqual([false, false, true]);
});
