export { assignFile } from './assign-command.ts';
export { type ScoringTask, scoringFor } from './desk-tasks.queries.ts';
export { type AppointmentTask, appointmentsFor } from './juror.queries.ts';
export { type CommandAnswer, rankText } from './ranking-command.ts';
export { rankingOf } from './ranking-of.ts';
export type { StageStanding, StandingLine } from './result.ts';
export { type ResultKey, stageResults } from './result-scores.queries.ts';
export { judgingRoutes } from './routes.tsx';
export { rubricUse } from './rubric-use.acts.ts';
