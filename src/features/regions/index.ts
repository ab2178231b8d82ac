export { letterheadOf } from './letterhead.queries.ts';
export type { Letterhead } from './region.ts';
export { regionRoutes } from './routes.tsx';
