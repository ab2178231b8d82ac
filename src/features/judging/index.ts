export { judgingRoutes } from './routes.tsx';
