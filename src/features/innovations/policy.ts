import type { Actor, HeldOffice } from '#platform/tenancy.ts';
import { type Event, editableStates, type Role, type State, states, transitions } from './life-cycle.ts';

/** What the policy must know of an innovation. */
export interface Subject {
  organizationId: string | null;
  state: State;
  /** The district office above the village or ward whose it is; absent or null for everybody else. */
  districtOfficeId?: string | null;
}

export type Action =
  | Event
  | 'view'
  | 'edit'
  | 'discard'
  | 'edit levels'
  | 'view evidence'
  | 'reveal name'
  | 'review'
  | 'edit topics'
  | 'import';

/** `subject` is null for what concerns no single innovation, and for one that begins: then `organizationId` says whose. */
export type Asked = Subject | { organizationId: string; districtOfficeId?: string | null } | null;

/**
 * What the district's innovator may do in place of the village's. Confirming is the village head's alone; evidence and
 * levels are the village's own.
 */
const districtFillsIn: readonly Action[] = ['create', 'edit', 'discard', 'propose', 'view', 'reveal name'];

/**
 * The one question of rights: in which of their offices may this person do this? Undefined: in none.
 * A state that does not fit is not a matter of rights, except where seeing depends on it.
 */
export function officeFor(action: Action, actor: Actor | null, asked: Asked): HeldOffice | undefined {
  if (!actor) return undefined;
  return (
    officeIn(action, actor, asked) ?? (districtFillsIn.includes(action) ? districtOffice(actor, asked) : undefined)
  );
}

function officeIn(action: Action, actor: Actor, asked: Asked): HeldOffice | undefined {
  switch (action) {
    case 'review':
      return withRole(actor, ['verifier', 'tenant_admin']);
    case 'edit topics':
    case 'import':
      return withRole(actor, ['tenant_admin']);
    case 'view':
    case 'view evidence':
    case 'reveal name':
      return ownOffice(actor, asked) ?? (isSubject(asked) ? overseeing(actor, asked) : undefined);
    case 'edit':
    case 'discard':
      return ownOffice(actor, asked, ['innovator']);
    case 'edit levels':
      return isSubject(asked) && hasLevels(asked.state)
        ? ownOffice(actor, asked, ['innovator', 'organization_head'])
        : undefined;
    default:
      return officeForEvent(action, actor, asked);
  }
}

function officeForEvent(event: Event, actor: Actor, asked: Asked): HeldOffice | undefined {
  const transition = transitions.find((one) => one.event === event);
  if (!transition || !asked?.organizationId) return undefined;
  // Nobody judges what the own office wrote, for itself or in another's place.
  const own = ownOffice(actor, asked) ?? officeAt(actor, asked.districtOfficeId);
  if (transition.of === 'own') return ownOffice(actor, asked, transition.by);
  if (transition.of === 'others' && own) return undefined;
  return withRole(actor, transition.by);
}

const officeAt = (actor: Actor, organizationId: string | null | undefined) =>
  actor.offices.find((office) => office.organizationId === organizationId);

/** The innovator of the district office above: of no other district, and of no agency. */
function districtOffice(actor: Actor, asked: Asked): HeldOffice | undefined {
  return actor.offices.find(
    (office) =>
      office.role === 'innovator' &&
      office.organizationKind === 'district_office' &&
      office.organizationId === asked?.districtOfficeId,
  );
}

function withRole(actor: Actor, roles: readonly Role[]): HeldOffice | undefined {
  return actor.offices.find((office) => (roles as readonly string[]).includes(office.role));
}

function ownOffice(actor: Actor, asked: Asked, roles?: readonly Role[]): HeldOffice | undefined {
  return actor.offices.find(
    (office) =>
      office.organizationId === asked?.organizationId && (!roles || (roles as readonly string[]).includes(office.role)),
  );
}

/** Those who check see what was sent to them and what came of it; drafts are their organisation's own affair. */
function overseeing(actor: Actor, { state }: Subject): HeldOffice | undefined {
  return state === 'draft' || state === 'proposed' ? undefined : withRole(actor, ['verifier', 'tenant_admin']);
}

const isSubject = (asked: Asked): asked is Subject => asked !== null && 'state' in asked;
const hasLevels = (state: State) => state !== 'listed' && state !== 'archived';

export function mayEditLevels(actor: Actor | null, innovation: Subject): boolean {
  return officeFor('edit levels', actor, innovation) !== undefined;
}

/** Whether the person sees all evidence of an innovation, and not only what the public does. */
export function maySeeEvidence(actor: Actor | null, innovation: Subject): boolean {
  return officeFor('view evidence', actor, innovation) !== undefined;
}

/** Writing needs the right and a state in which the organisation writes. */
export function mayEdit(actor: Actor | null, innovation: Subject): boolean {
  return editableStates.includes(innovation.state) && officeFor('edit', actor, innovation) !== undefined;
}

/** States in which this person may see an innovation of the organisation, and so its versions of that time. */
export function visibleStates(
  actor: Actor | null,
  { organizationId, districtOfficeId }: Pick<Subject, 'organizationId' | 'districtOfficeId'>,
): State[] {
  return states.filter(
    (state) =>
      state !== 'listed' && officeFor('view', actor, { organizationId, districtOfficeId, state }) !== undefined,
  );
}
