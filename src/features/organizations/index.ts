export { type ListedOrganization, loadAreaOrganizations, loadOrganizations } from './load.acts.ts';
export {
  countByKind,
  findOwner,
  type KindCount,
  organizationById,
  organizationOfArea,
  organizationsInArea,
  ownerFinder,
} from './organization.queries.ts';
export { type Organization, type OrganizationKind, organizationKinds } from './organization.ts';
export { normalizeName, type WrittenOwner } from './owner.ts';
export { organizationRoutes } from './routes.tsx';
export type { InnovationSlots } from './slots.ts';
