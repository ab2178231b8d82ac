export { operationsRoutes } from './health.routes.tsx';
export { checkAllAudits } from './jobs.ts';
