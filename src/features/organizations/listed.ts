import type { OrganizationKind } from './organization.ts';
import { normalizeName } from './owner.ts';

/** An organisation as a list gives it. Within its kind it is known by `reference`, or by its name when it has none. */
export interface ListedOrganization {
  kind: OrganizationKind;
  name: string;
  shortName?: string | null;
  reference?: string | null;
  parent?: Pick<ListedOrganization, 'kind' | 'name' | 'reference'> | null;
  areaCode?: string | null;
  address?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  source: string;
  sourceYear?: number | null;
  fictional?: boolean;
}

/** What a list knows it by: two rows with the same are one organisation. */
export function organizationKey({
  kind,
  name,
  reference,
}: Pick<ListedOrganization, 'kind' | 'name' | 'reference'>): string {
  return `${kind}:${reference ?? normalizeName(name)}`;
}
