export type { BriefingSlots } from './briefing.queries.ts';
export { createBriefingRoutes } from './routes.tsx';
