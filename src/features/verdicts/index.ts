export { createVerdictRoutes } from './routes.tsx';
export { sealedPlacements } from './seal.queries.ts';
export type { Calibrated, StandingOf } from './standing.ts';
export { plainStanding } from './standing-plain.queries.ts';
