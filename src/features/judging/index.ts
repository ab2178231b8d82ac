export { type CommandAnswer, rankText } from './ranking-command.ts';
export { judgingRoutes } from './routes.tsx';
