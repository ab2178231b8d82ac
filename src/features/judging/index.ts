export { judgingRoutes } from './routes.tsx';
export { rubricUse } from './rubric-use.acts.ts';
