export { innovationSlots } from './innovation-slots.tsx';
export { createPortalRoutes } from './routes.tsx';
export { waitingFor } from './waiting.queries.ts';
