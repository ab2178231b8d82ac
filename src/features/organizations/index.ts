export { type ListedOrganization, organizationKey } from './listed.ts';
export { loadAreaOrganizations, loadOrganizations } from './load.acts.ts';
export { missingOrganizations } from './load.queries.ts';
export {
  type OpenOrganization,
  type OpenOrganizationSearch,
  openOrganization,
  openOrganizations,
  organizationsAddedAt,
} from './open.queries.ts';
export { countByKind, type KindCount, ownerFinder } from './organization.queries.ts';
export { type Organization, type OrganizationKind, organizationKinds } from './organization.ts';
export type { WrittenOwner } from './owner.ts';
export { organizationRoutes } from './routes.tsx';
export type { InnovationSlots } from './slots.ts';
