export { mailRoutes } from './routes.tsx';
