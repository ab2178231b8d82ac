export const states = ['listed', 'draft', 'proposed', 'submitted', 'returned', 'accepted', 'archived'] as const;
export type State = (typeof states)[number];

export type Role = 'innovator' | 'organization_head' | 'verifier' | 'tenant_admin';
export const roles: readonly Role[] = ['innovator', 'organization_head', 'verifier', 'tenant_admin'];

export type Event = 'create' | 'claim' | 'propose' | 'confirm' | 'decline' | 'return' | 'accept' | 'archive';

export interface Transition {
  event: Event;
  /** null: it begins here. */
  from: State | null;
  to: State;
  by: readonly Role[];
  /** Whose innovations: those of the organisation of the person's office, or those of organisations where they hold none. */
  of: 'own' | 'others' | 'any';
  needs: 'nothing' | 'complete proposal' | 'reason' | 'remarks';
}

/**
 * The whole life of an innovation. `listed`, an entry from a public source, has no way out: it stays public until
 * the draft that claims it is accepted, and then gives way to it.
 */
export const transitions: readonly Transition[] = [
  { event: 'create', from: null, to: 'draft', by: ['innovator'], of: 'own', needs: 'nothing' },
  { event: 'claim', from: null, to: 'draft', by: ['innovator', 'organization_head'], of: 'own', needs: 'nothing' },
  { event: 'propose', from: 'draft', to: 'proposed', by: ['innovator'], of: 'own', needs: 'complete proposal' },
  { event: 'confirm', from: 'proposed', to: 'submitted', by: ['organization_head'], of: 'own', needs: 'nothing' },
  { event: 'decline', from: 'proposed', to: 'draft', by: ['organization_head'], of: 'own', needs: 'reason' },
  {
    event: 'return',
    from: 'submitted',
    to: 'returned',
    by: ['verifier', 'tenant_admin'],
    of: 'others',
    needs: 'remarks',
  },
  {
    event: 'accept',
    from: 'submitted',
    to: 'accepted',
    by: ['verifier', 'tenant_admin'],
    of: 'others',
    needs: 'nothing',
  },
  { event: 'propose', from: 'returned', to: 'proposed', by: ['innovator'], of: 'own', needs: 'complete proposal' },
  { event: 'archive', from: 'accepted', to: 'archived', by: ['tenant_admin'], of: 'any', needs: 'nothing' },
];

export function transitionFor(event: Event, from: State | null): Transition | undefined {
  return transitions.find((one) => one.event === event && one.from === from);
}

/** States in which the organisation writes. */
export const editableStates: readonly State[] = ['draft', 'returned'];
