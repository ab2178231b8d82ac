import type { ListedOrganization } from '#features/organizations/index.ts';

/** An organisation that does not exist: marked so everywhere, outside every count of real ones. */
export function invent(
  organization: Omit<ListedOrganization, 'source' | 'reference' | 'fictional'>,
): ListedOrganization {
  const reference = organization.name
    .replace(' (contoh)', '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return {
    ...organization,
    reference: `contoh-${reference}`.slice(0, 40),
    source: 'dibuat untuk contoh',
    fictional: true,
  };
}
