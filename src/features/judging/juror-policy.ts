import { committeeOffice } from '#features/competitions/index.ts';
import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/** What the question must know of somebody's part in a contest: null for who is no juror of it now. */
export interface OwnPart {
  jurorId: string;
  chair: boolean;
}

export type JurorSight = 'nothing' | 'names' | 'all';

/** Offices that a juror may not hold beside: who runs contests does not judge in them. */
export const barredRoles: readonly string[] = ['committee', 'tenant_admin'];

/** Names of jurors stand to the jurors; who has not acknowledged, loads and conflicts to the committee and the chair. */
export function jurorSight(actor: Actor | null, own: OwnPart | null): JurorSight {
  if (own) return own.chair ? 'all' : 'names';
  return committeeOffice(actor) ? 'all' : 'nothing';
}

/** The office in which the person appoints, changes and ends jurors; who is a juror of this contest does not. */
export function officeToAppoint(actor: Actor | null, own: OwnPart | null): HeldOffice | undefined {
  return own ? undefined : committeeOffice(actor);
}

/** Conflicts are decided by the committee and the chair, by nobody on their own. */
export function mayDecide(actor: Actor | null, own: OwnPart | null, concernedJurorId: string): boolean {
  if (own) return own.chair && own.jurorId !== concernedJurorId;
  return committeeOffice(actor) !== undefined;
}

/** The office under which a deed of a juror or of the committee is written down. */
export function officeActing(actor: Actor | null, own: OwnPart | null): HeldOffice | undefined {
  return own ? actor?.offices.find(({ role }) => role === 'juror') : committeeOffice(actor);
}
