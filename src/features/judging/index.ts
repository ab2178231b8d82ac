export { type CommandAnswer, rankText } from './ranking-command.ts';
export { rankingOf } from './ranking-of.ts';
export type { StageStanding, StandingLine } from './result.ts';
export { type ResultKey, stageResults, stageScores } from './result-scores.queries.ts';
export { judgingRoutes } from './routes.tsx';
