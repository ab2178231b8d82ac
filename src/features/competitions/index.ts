export { recordAwards, revokeAwards, type WonAward } from './award.acts.ts';
export { type PublicAward, publicAwards } from './award.queries.ts';
export type { Category } from './category.ts';
export type { Competition } from './competition.queries.ts';
export {
  type EntryState,
  isScoringStage,
  type MentorRule,
  type ScoringStage,
  type StageKind,
  scoringStages,
} from './competition.ts';
export { enterLinks } from './enter.routes.tsx';
export { type EntryContent, entryContentSchema } from './entry-content.ts';
export { type InventedContest, loadInventedContest } from './load.acts.ts';
export { beginPlenaryStage, sealContest } from './plenary-stage.acts.ts';
export {
  committeeOffice,
  enteringOffice,
  type Seat,
  type SeenEntry,
  type Sight,
  sightOf,
} from './policy.ts';
export { createCompetitionRoutes } from './routes.tsx';
export type { RubricUse } from './rubric.acts.ts';
export type { Anchor, Criterion, Rubric } from './rubric.ts';
export { lockShortlist, writeShortlist } from './shortlist.acts.ts';
export type { Stage } from './stage.ts';
export { consentScansInUse } from './team.queries.ts';
