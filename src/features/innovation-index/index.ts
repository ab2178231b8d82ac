export { type Band, type Edition, type EditionStatus, type Indicator, spdIndicators } from './edition.ts';
export { currentEdition, EDITIONS, findEdition } from './editions.ts';
export {
  type Gain,
  gainOfOneMore,
  innovationGains,
  type OneMore,
  type RegionGain,
  sidGains,
  spdGains,
  topGains,
} from './gains.ts';
export { type IndexSummary, indexSummary } from './index.queries.ts';
export {
  type IndexedInnovation,
  type InnovationScore,
  type Levels,
  maturityRows,
  type Reading,
  type Reason,
  type RowScore,
  readInnovation,
  scoreInnovation,
  type ZeroReason,
} from './maturity.ts';
export { levelOfValue } from './measure.ts';
export { DEFAULT_OPTIONS, type RuleOptions, STAGES, type Stage } from './options.ts';
export { indexRoutes, maturityOf } from './routes.tsx';
export { type CommandResult, scoreFile } from './score-command.ts';
export {
  type RegionIndex,
  type RegionInput,
  type RegionScore,
  type SpdEntry,
  scoreRegion,
  scoreTally,
} from './scoring.ts';
export { replaceInTally, type Tally, tallyInnovations } from './tally.ts';
