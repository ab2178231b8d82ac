export { type CatalogueSlots, createCatalogueRoutes } from './catalogue.routes.tsx';
export { sheetsInUse } from './import.queries.ts';
export {
  type IndexedInnovation,
  innovationForLevels,
  innovationsForIndex,
  type LeveledInnovation,
} from './index.queries.ts';
export { loadInvented } from './invented.acts.ts';
export { type Invented, inventedSchema } from './invented.ts';
export { importsJob } from './jobs.ts';
export type { State as InnovationState } from './life-cycle.ts';
export { type ListedInnovation, loadListed, loadTopics } from './load.acts.ts';
export { mayEditLevels } from './policy.ts';
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
export { countTopics } from './topic.queries.ts';
export { readDay } from './typed-day.ts';
