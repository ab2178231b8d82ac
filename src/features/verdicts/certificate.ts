import { enteringOffice } from '#features/competitions/index.ts';
import type { Actor } from '#platform/tenancy.ts';
import type { CertificateKind } from './aftermath.ts';

/** A certificate as it is printed. */
export interface PrintedCertificate {
  code: string;
  kind: CertificateKind;
  name: string;
  place: number | null;
  contest: string;
  year: number;
  /** Empty for jurors, like the title. */
  category: string;
  title: string;
  example: boolean;
}

/** Whose a certificate is. */
export interface CertificateOwner {
  kind: CertificateKind;
  /** Of the juror. */
  userId: string | null;
  /** Of the entry. */
  organizationId: string | null;
  districtOfficeId: string | null;
  /** It names a pupil. */
  pupil: boolean;
}

/** A juror's own, or one of the entrant's office. */
export function ownsCertificate(actor: Actor, owner: CertificateOwner): boolean {
  if (owner.kind === 'juror') return owner.userId === actor.userId;
  const { organizationId, districtOfficeId } = owner;
  if (!organizationId) return false;
  // A district office that fills in for a village has no pupils.
  return enteringOffice(actor, { organizationId, districtOfficeId }) !== undefined;
}
