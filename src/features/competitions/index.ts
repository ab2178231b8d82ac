export { recordAwards, revokeAwards, type WonAward } from './award.acts.ts';
export { type PublicAward, publicAwards } from './award.queries.ts';
export {
  type EntryState,
  isScoringStage,
  type MentorRule,
  type ScoringStage,
  type StageKind,
  scoringStages,
  stageKinds,
} from './competition.ts';
export { committeeOffice, enteringOffice, type Seat, type SeenEntry, type Sight, sightOf } from './policy.ts';
export { beginPlenaryStage, sealContest } from './plenary-stage.acts.ts';
export { competitionRoutes } from './routes.tsx';
export { lockShortlist, writeShortlist } from './shortlist.acts.ts';
