export { createAftermathRoutes } from './aftermath.routes.tsx';
export type { AftermathSlots, Placement, RankFile, RankReport } from './aftermath.ts';
export { innovationAwards, organizationAwards } from './published.routes.tsx';
export { verdictRoutes } from './routes.tsx';
