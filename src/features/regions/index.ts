export { letterheadOf, letterheadOnPage, logosInUse } from './letterhead.queries.ts';
export type { Letterhead } from './region.ts';
export { regionRoutes } from './routes.tsx';
