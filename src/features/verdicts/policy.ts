import { committeeOffice } from '#features/competitions/index.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/** A juror of this contest who neither declined nor left. */
export interface PlenaryJuror {
  id: string;
  chair: boolean;
}

/** In which part somebody sits in the plenary. Who is juror of the contest is that first, whatever else they hold. */
export type Place =
  | { part: 'committee'; office: HeldOffice }
  | { part: 'juror'; office: HeldOffice | null; juror: PlenaryJuror };

export type Part = 'committee' | 'juror' | 'chair' | 'any';

/** Default: nowhere. Nobody but the committee and the jurors of the contest learns that there is a plenary. */
export function placeOf(actor: Actor, juror: PlenaryJuror | null): Place | null {
  if (juror) return { part: 'juror', juror, office: actor.offices.find(({ role }) => role === 'juror') ?? null };
  const office = committeeOffice(actor);
  return office ? { part: 'committee', office } : null;
}

/** @throws NotFound for who may not even look, NotAllowed for who sits elsewhere */
export function requirePart(part: Part, place: Place | null): Place {
  if (!place) throw new NotFound('no plenary for this person');
  if (part === 'committee' && place.part !== 'committee') throw new NotAllowed('verdicts.errors.committeeOnly');
  if (part === 'juror' && place.part !== 'juror') throw new NotAllowed('verdicts.errors.jurorOnly');
  if (part === 'chair' && !(place.part === 'juror' && place.juror.chair))
    throw new NotAllowed('verdicts.errors.chairOnly');
  return place;
}
