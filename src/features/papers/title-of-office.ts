import { holderKinds, officeTitle } from '#features/people/index.ts';
import type { Messages } from '#messages/id.ts';
import type { HeldOffice } from '#platform/tenancy.ts';

type Office = Pick<HeldOffice, 'role' | 'organizationKind' | 'organizationName'>;

/** "Administrator Balitbangda", "Plt. Kepala Dinas Kesehatan" */
export function titleOfOffice(office: Office & Pick<HeldOffice, 'kind'>): string {
  return officeTitle(office.role, office.kind, office.organizationKind, office.organizationName);
}

/**
 * A title as it was written into a paper, in the reader's language. The words of then stay where the office is called
 * otherwise today: what was written is never replaced by what was not.
 */
export function titleFor(written: string, office: Office | null, titles: Messages['people']['titles']): string {
  const kind = office && holderKinds.find((one) => titleOfOffice({ ...office, kind: one }) === written);
  if (!office || !kind) return written;
  return officeTitle(office.role, kind, office.organizationKind, office.organizationName, titles);
}
