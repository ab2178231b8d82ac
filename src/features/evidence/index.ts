export { addFiles } from './evidence.acts.ts';
export { sweepFiles, sweepUploads } from './jobs.ts';
export { provenIndicators } from './missing.queries.ts';
export { missingAddress } from './missing.ts';
export { mayListMissing } from './policy.ts';
export { evidenceForReview, evidenceRoutes, publicEvidence } from './routes.tsx';
