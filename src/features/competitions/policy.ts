import { NotAllowed } from '#platform/errors.ts';
import { type Actor, actorOf, type Ctx, type HeldOffice } from '#platform/tenancy.ts';

const committee = ['committee', 'tenant_admin'];

/** The office in which the person runs contests: sets them up, checks entries, appoints jurors; undefined: in none. */
export function committeeOffice(actor: Actor | null): HeldOffice | undefined {
  return actor?.offices.find(({ role }) => committee.includes(role));
}

/** What the question of sight must know of an entry. */
export interface SeenEntry {
  organizationId: string;
  /** The district office above the village or ward whose it is; absent or null for everybody else. */
  districtOfficeId?: string | null;
  /** It stands on the public pages: awarded or shown in the gallery, after the verdict was published. */
  shown: boolean;
}

/** Where a juror sits towards an entry. */
export interface Seat {
  /** Given to this juror to read, in any stage, and not given back. */
  assigned: boolean;
  /** A conflict that was not dismissed. */
  conflicted: boolean;
  /** The contest hides whose entry it is from its jurors. */
  blind: boolean;
  /** The plenary is open or over: jurors see all entries that they have no conflict with, and whose they are. */
  plenary: boolean;
}

/** `own`: with everything but scores that are not published; `blind`: without a word on whose it is. */
export type Sight = 'nothing' | 'public' | 'own' | 'blind' | 'reading' | 'committee';

/**
 * The one question of sight, asked by every page, search, export, API answer and error text about an entry.
 * @param seat null for everybody who is no juror of this contest
 */
export function sightOf(actor: Actor | null, entry: SeenEntry, seat: Seat | null): Sight {
  const otherwise = entry.shown ? 'public' : 'nothing';
  if (seat) return asJuror(seat, otherwise);
  if (committeeOffice(actor)) return 'committee';
  return enteringOffice(actor, entry) ? 'own' : otherwise;
}

function asJuror(seat: Seat, otherwise: 'public' | 'nothing'): Sight {
  if (seat.conflicted) return otherwise;
  if (seat.plenary) return 'reading';
  if (!seat.assigned) return otherwise;
  return seat.blind ? 'blind' : 'reading';
}

/** The office in which the person enters and mends for that organisation; undefined: in none. */
export function enteringOffice(
  actor: Actor | null,
  { organizationId, districtOfficeId }: Pick<SeenEntry, 'organizationId' | 'districtOfficeId'>,
): HeldOffice | undefined {
  return actor?.offices.find(
    (office) =>
      (['innovator', 'organization_head'].includes(office.role) && office.organizationId === organizationId) ||
      (office.role === 'innovator' &&
        office.organizationKind === 'district_office' &&
        office.organizationId === districtOfficeId),
  );
}

/** @throws NotAllowed for everybody else, whether or not there is such a contest */
export function requireCommittee(ctx: Ctx): HeldOffice {
  const office = committeeOffice(actorOf(ctx));
  if (!office) throw new NotAllowed('competitions.errors.committeeOnly');
  return office;
}

/** Nobody decides on an entry of an organisation in which they hold an office. */
export function checksOthers(
  actor: Actor | null,
  { organizationId, districtOfficeId }: Pick<SeenEntry, 'organizationId' | 'districtOfficeId'>,
): boolean {
  return !actor?.offices.some(
    (office) => office.organizationId === organizationId || office.organizationId === districtOfficeId,
  );
}
