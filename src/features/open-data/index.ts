export { createOpenDataRoutes } from './routes.tsx';
