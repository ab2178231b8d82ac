export {
  type EntryState,
  isScoringStage,
  type MentorRule,
  type ScoringStage,
  type StageKind,
  scoringStages,
  stageKinds,
} from './competition.ts';
export { type EntryContent, entryContentSchema } from './entry-content.ts';
export { committeeOffice, type Seat, type SeenEntry, type Sight, sightOf } from './policy.ts';
export { competitionRoutes } from './routes.tsx';
