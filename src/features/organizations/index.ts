export { type ListedOrganization, loadAreaOrganizations, loadOrganizations } from './load.acts.ts';
export { countByKind, type KindCount, ownerFinder } from './organization.queries.ts';
export type { Organization, OrganizationKind } from './organization.ts';
export type { WrittenOwner } from './owner.ts';
export { organizationRoutes } from './routes.tsx';
export type { InnovationSlots } from './slots.ts';
