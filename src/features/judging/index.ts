export { assignFile } from './assign-command.ts';
export { judgingRoutes } from './routes.tsx';
