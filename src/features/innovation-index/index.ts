export type { Band, Edition, EditionStatus, Indicator } from './edition.ts';
export { currentEdition, EDITIONS, findEdition } from './editions.ts';
export type { Gain, OneMore, RegionGain } from './gains.ts';
export {
  type IndexSummary,
  indexSource,
  indexSummary,
  type RegionOutlook,
  regionOutlook,
  statedLevels,
} from './index.queries.ts';
export { loadInventedLevels } from './load.acts.ts';
export type { IndexedInnovation, InnovationScore, Levels, Reading, Reason, RowScore, ZeroReason } from './maturity.ts';
export { levelsChangedAt, type OpenIndex, type OpenIndexRow, openIndex } from './open-index.queries.ts';
export type { RuleOptions, Stage } from './options.ts';
export { officeForLevels, officeForRegion } from './policy.ts';
export { claimRegionLevels } from './region.acts.ts';
export { createIndexRoutes, maturityOf } from './routes.tsx';
export { type CommandResult, scoreFile } from './score-command.ts';
export type { RegionIndex, RegionInput, RegionScore, SpdEntry } from './scoring.ts';
export type { Tally } from './tally.ts';
export { workbooksInUse } from './workbook.queries.ts';
export type { EvidenceSlots } from './workbook-proof.ts';
