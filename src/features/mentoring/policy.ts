import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/** Who may mentor; their own sessions are theirs to read. */
const mentorRoles = ['mentor', 'juror', 'verifier', 'committee', 'tenant_admin'];
/** Who reads all sessions of the tenant, and may call any off. */
const overseers = ['committee', 'tenant_admin'];
const owners = ['innovator', 'organization_head'];

/** States of innovations that somebody from outside the organisation mentors; before that they are its own affair. */
const mentored = ['submitted', 'returned', 'accepted'];
/** States in which the organisation itself may record. */
const own = ['draft', 'proposed', ...mentored];

/** What the question must know of an innovation. */
export interface MentoredInnovation {
  organizationId: string | null;
  state: string;
}

/** And of a session. */
export interface MentoredSession {
  organizationId: string | null;
  recordedBy: string;
  mentorIds: readonly string[];
}

const officeWith = (actor: Actor | null, roles: readonly string[]) =>
  actor?.offices.find(({ role }) => roles.includes(role));

function ownerOffice(actor: Actor | null, organizationId: string | null): HeldOffice | undefined {
  return actor?.offices.find((office) => owners.includes(office.role) && office.organizationId === organizationId);
}

export const overseerOffice = (actor: Actor | null): HeldOffice | undefined => officeWith(actor, overseers);
export const mentorOffice = (actor: Actor | null): HeldOffice | undefined => officeWith(actor, mentorRoles);

/** Whether the pages of mentoring are the person's at all. */
export function takesPart(actor: Actor | null): boolean {
  return mentorOffice(actor) !== undefined || officeWith(actor, owners) !== undefined;
}

/** Organisations whose sessions the person reads, or all. */
export function organizationsRead(actor: Actor | null): 'all' | string[] {
  if (overseerOffice(actor)) return 'all';
  return (actor?.offices ?? []).filter(({ role }) => owners.includes(role)).map(({ organizationId }) => organizationId);
}

/** In which office the person records a session of that innovation; the own organisation comes first. Undefined: in none. */
export function officeToRecord(actor: Actor | null, innovation: MentoredInnovation): HeldOffice | undefined {
  const owner = own.includes(innovation.state) ? ownerOffice(actor, innovation.organizationId) : undefined;
  return owner ?? (mentored.includes(innovation.state) ? mentorOffice(actor) : undefined);
}

/** Who records for the own organisation names the mentors; who records as a mentor is one of them. */
export const recordsAsOwner = (office: HeldOffice): boolean => owners.includes(office.role);
export const namesOthers = (office: HeldOffice): boolean => recordsAsOwner(office) || overseers.includes(office.role);

export function mayRead(actor: Actor | null, session: MentoredSession): boolean {
  if (!actor) return false;
  return (
    overseerOffice(actor) !== undefined ||
    ownerOffice(actor, session.organizationId) !== undefined ||
    (mentorOffice(actor) !== undefined && session.mentorIds.includes(actor.userId))
  );
}

/** The organisation and its mentors say that a step is done. */
export function officeToTick(actor: Actor | null, session: MentoredSession): HeldOffice | undefined {
  const owner = ownerOffice(actor, session.organizationId);
  if (owner) return owner;
  return actor && session.mentorIds.includes(actor.userId) ? mentorOffice(actor) : undefined;
}

/**
 * Who wrote a session calls it off, and the committee. Nobody else: the firewall between mentors and judges reads it, and an
 * entrant could otherwise rub out who mentored.
 */
export function officeToCancel(actor: Actor | null, session: MentoredSession): HeldOffice | undefined {
  const overseer = overseerOffice(actor);
  if (overseer) return overseer;
  if (actor?.userId !== session.recordedBy) return undefined;
  return ownerOffice(actor, session.organizationId) ?? mentorOffice(actor);
}

/** The record becomes evidence of the organisation: its own confirmation. */
export function officeToConfirm(actor: Actor | null, session: MentoredSession): HeldOffice | undefined {
  return ownerOffice(actor, session.organizationId);
}
