export { type CatalogueSlots, createCatalogueRoutes } from './catalogue.routes.tsx';
export { firstTopics } from './first-topics.ts';
export { sheetsInUse } from './import.queries.ts';
export {
  type IndexedInnovation,
  innovationForLevels,
  innovationsForIndex,
  type LeveledInnovation,
} from './index.queries.ts';
export { createDraft, type NewDraft } from './innovation.acts.ts';
export { type InnovationWork, innovationWork } from './innovation.queries.ts';
export { fieldText, type ProposalPatch, patchSchema, stages } from './innovation.ts';
export { loadInvented } from './invented.acts.ts';
export { type Invented, inventedSchema } from './invented.ts';
export { importsJob } from './jobs.ts';
export { legalBasisOn } from './legal-basis.ts';
export { proposeInnovation, type Step as InnovationStep } from './life-cycle.acts.ts';
export { type State as InnovationState, states as innovationStates } from './life-cycle.ts';
export { type ListedInnovation, loadFirstTopics, loadListed, loadTopics } from './load.acts.ts';
export {
  innovationsChangedAt,
  type OpenInnovation,
  type OpenPlace,
  type OpenSearch,
  openInnovations,
  openToAll,
  openTopics,
} from './open.queries.ts';
export { mayEditLevels, maySeeEvidence } from './policy.ts';
export { proposalEdition } from './proposal.ts';
export { type PublicInnovation, publicInnovation } from './public-innovation.queries.ts';
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
export { createInnovationRoutes } from './routes.tsx';
export { type SaveInput, type SaveOutcome, saveFields } from './save.acts.ts';
export { seedScale } from './scale.acts.ts';
export { type InnovationTask, type TaskKind, tasksFor } from './tasks.queries.ts';
export { countTopics } from './topic.queries.ts';
export { readDay } from './typed-day.ts';
