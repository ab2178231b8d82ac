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
export type { EntryContent } from './entry-content.ts';
export { committeeOffice, type Seat, type SeenEntry, type Sight, sightOf } from './policy.ts';
export { competitionRoutes } from './routes.tsx';
export { consentScansInUse } from './team.queries.ts';
