export { type Mentored, type MentoredByName, mentorsOf, namedMentorsOf } from './mentored.queries.ts';
export { dayInWords } from './minutes.ts';
export { createMentoringRoutes, mentoringForWork } from './routes.tsx';
export { plainName } from './session.ts';
