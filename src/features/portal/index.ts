export { innovationSlots } from './innovation-slots.tsx';
export { createPortalRoutes } from './routes.tsx';
