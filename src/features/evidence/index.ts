export { sweepFiles, sweepUploads } from './jobs.ts';
export { evidenceRoutes, publicEvidence } from './routes.tsx';
