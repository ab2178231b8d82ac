import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { HeldOffice } from '#platform/tenancy.ts';
import { actorWith } from '#platform/testing/database.ts';
import { type Role, roles, type State, states } from './life-cycle.ts';
import { type Action, mayEdit, officeFor } from './policy.ts';

const own = newId();
const officeOf = (role: string, organizationId: string): HeldOffice => ({
  id: newId(),
  role,
  kind: 'definitive',
  organizationId,
  organizationName: 'Contoh',
  organizationKind: 'village',
});
const inside = (role: string) => actorWith([officeOf(role, own)]);
const outside = (role: string) => actorWith([officeOf(role, newId())]);
const may = (action: Action, actor: ReturnType<typeof inside> | null, state: State) =>
  officeFor(action, actor, { organizationId: own, state }) !== undefined;

/** Roles that may, one line an action: those of its own organisation, and those of another. */
const expected: Record<string, { own: (state: State) => Role[]; others: (state: State) => Role[] }> = {
  view: {
    own: () => [...roles],
    others: (state) => (state === 'draft' || state === 'proposed' ? [] : ['verifier', 'tenant_admin']),
  },
  'reveal name': {
    own: () => [...roles],
    others: (state) => (state === 'draft' || state === 'proposed' ? [] : ['verifier', 'tenant_admin']),
  },
  'view evidence': {
    own: () => [...roles],
    others: (state) => (state === 'draft' || state === 'proposed' ? [] : ['verifier', 'tenant_admin']),
  },
  edit: { own: () => ['innovator'], others: () => [] },
  discard: { own: () => ['innovator'], others: () => [] },
  'edit levels': {
    own: (state) => (state === 'listed' || state === 'archived' ? [] : ['innovator', 'organization_head']),
    others: () => [],
  },
};

describe.each(Object.keys(expected) as Action[])('%s', (action) => {
  it.each(states)('in %s', (state) => {
    const allowed = (who: typeof inside) => roles.filter((role) => may(action, who(role), state));
    const { own: ofOwn, others } = expected[action] ?? expect.unreachable(action);
    expect({ own: allowed(inside), others: allowed(outside), nobody: may(action, null, state) }).toEqual({
      own: roles.filter((role) => ofOwn(state).includes(role)),
      others: roles.filter((role) => others(state).includes(role)),
      nobody: false,
    });
  });
});

it('an office that no list knows, and none at all, may nothing', () => {
  const actions: Action[] = [
    'create',
    'claim',
    'propose',
    'confirm',
    'decline',
    'return',
    'accept',
    'archive',
    'edit',
    'discard',
    'review',
    'edit topics',
  ];
  for (const action of actions) {
    for (const state of states) {
      expect(may(action, inside('juror'), state), `juror: ${action}`).toBe(false);
      expect(may(action, actorWith([]), state), `no office: ${action}`).toBe(false);
      expect(may(action, actorWith([], { platformAdministrator: true }), state), `platform: ${action}`).toBe(false);
    }
  }
});

it('writing needs a state in which the organisation writes', () => {
  expect(states.filter((state) => mayEdit(inside('innovator'), { organizationId: own, state }))).toEqual([
    'draft',
    'returned',
  ]);
});

it('the office is the one that gives the right', () => {
  const offices = [officeOf('verifier', newId()), officeOf('innovator', newId()), officeOf('innovator', own)];
  expect(officeFor('propose', actorWith(offices), { organizationId: own, state: 'draft' })).toBe(offices[2]);
});
