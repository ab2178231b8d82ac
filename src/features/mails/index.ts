export { outboxState } from './mail.queries.ts';
export { mailRoutes } from './routes.tsx';
