export { recordAwards, revokeAwards, type WonAward } from './award.acts.ts';
export { type PublicAward, publicAwards } from './award.queries.ts';
export type { Category } from './category.ts';
export {
  type Competition,
  categoriesOf,
  competitionById,
  competitionsForCommittee,
  openCompetitions,
  readCategories,
  readCompetition,
} from './competition.queries.ts';
export {
  type EntryState,
  isScoringStage,
  type MentorRule,
  type ScoringStage,
  type StageKind,
  scoringStages,
  stageKinds,
} from './competition.ts';
export { enterLinks } from './enter.routes.tsx';
export { entryContentFor } from './entry.queries.ts';
export { type EntryContent, entryContentSchema } from './entry-content.ts';
export { type InventedContest, loadInventedContest } from './load.acts.ts';
export { beginPlenaryStage, sealContest } from './plenary-stage.acts.ts';
export {
  committeeOffice,
  enteringOffice,
  requireCommittee,
  type Seat,
  type SeenEntry,
  type Sight,
  sightOf,
} from './policy.ts';
export { createCompetitionRoutes } from './routes.tsx';
export type { RubricUse } from './rubric.acts.ts';
export { readRubric, readRubrics, rubricsOf } from './rubric.queries.ts';
export type { Anchor, Criterion, Rubric } from './rubric.ts';
export { closeStage, startScoring } from './scoring.acts.ts';
export { lockShortlist, writeShortlist } from './shortlist.acts.ts';
export { databaseNow, deadlineFor, readStagesOf, stagesOf } from './stage.queries.ts';
export type { Stage } from './stage.ts';
export { consentScansInUse } from './team.queries.ts';
