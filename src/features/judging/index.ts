export { leaveJuror } from './appointment.acts.ts';
export { declareConflict } from './declare.acts.ts';
export { barredPairs, firewallFacts, firewallOf } from './firewall.queries.ts';
export { type MayScore, mayScore, openFirewall } from './firewall.ts';
export { type AppointmentTask, appointmentsFor } from './juror.queries.ts';
export { judgingRoutes } from './routes.tsx';
export { rubricUse } from './rubric-use.acts.ts';
export { seatFor, seatsOf } from './seat.queries.ts';
