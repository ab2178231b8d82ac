export { verdictRoutes } from './routes.tsx';
