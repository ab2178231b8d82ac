import { officeTitle } from '#features/people/index.ts';
import type { HeldOffice } from '#platform/tenancy.ts';

/** "Administrator Balitbangda", "Plt. Kepala Dinas Kesehatan" */
export function titleOfOffice(office: HeldOffice): string {
  return officeTitle(office.role, office.kind, office.organizationKind, office.organizationName);
}
