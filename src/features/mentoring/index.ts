export { mentoringRoutes } from './routes.tsx';
