export { createAftermathRoutes } from './aftermath.routes.tsx';
export type { AftermathSlots, Placement, RankFile, RankReport } from './aftermath.ts';
export { innovationAwards, organizationAwards } from './published.routes.tsx';
export { createVerdictRoutes } from './routes.tsx';
export { sealedPlacements } from './seal.queries.ts';
export type { StandingOf } from './standing.ts';
