export { type ScoringTask, scoringFor } from './desk-tasks.queries.ts';
export { judgingRoutes } from './routes.tsx';
