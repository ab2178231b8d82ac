export { type CatalogueSlots, createCatalogueRoutes } from './catalogue.routes.tsx';
export { claimListed } from './claim.acts.ts';
export { countDesignWords, type DesignField, designFields, joinDesign } from './design.ts';
export {
  type IndexedInnovation,
  innovationForLevels,
  innovationsForIndex,
  type LeveledInnovation,
} from './index.queries.ts';
export { stages } from './innovation.ts';
export { inventedId, loadInvented } from './invented.acts.ts';
export { type Invented, inventedSchema } from './invented.ts';
export {
  type Role as InnovationRole,
  type State as InnovationState,
  states as innovationStates,
} from './life-cycle.ts';
export { type ListedInnovation, loadListed, loadTopics } from './load.acts.ts';
export { InnovationCard } from './pages/innovation-card.tsx';
export { mayEditLevels } from './policy.ts';
export { affairCalled, proposalEdition } from './proposal.ts';
export { publishInnovation, republishOrganization, withdrawInnovation } from './published.acts.ts';
export {
  innovationCountsByDistrict,
  innovationCountsByVillage,
  innovationsOfArea,
  innovationsOfOrganization,
  newestInnovations,
  type PublishedRow,
  type RegistryFigures,
  registryFigures,
} from './published.queries.ts';
export { innovationRoutes } from './routes.tsx';
export { seedScale } from './scale.acts.ts';
export { type InnovationTask, type TaskKind, tasksFor } from './tasks.queries.ts';
export { listTopics } from './topic.queries.ts';
export type { Topic } from './topic.ts';
