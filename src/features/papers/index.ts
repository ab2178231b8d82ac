export { printableLetterhead } from './letterhead.ts';
export { draftPaper, type NewPaper } from './paper.acts.ts';
export { digestsOfPapers } from './paper.queries.ts';
export { codeFrom, readCode } from './paper.ts';
export { officeFor as officeForPapers } from './policy.ts';
export { createPaperRoutes } from './routes.tsx';
export { type ScanTask, scansFor } from './tasks.queries.ts';
