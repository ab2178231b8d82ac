export { dueWithin, openEvents, upcoming } from './event.queries.ts';
export { type CalendarEvent, type EventKind, eventKinds } from './event.ts';
export { type InventedEvent, loadInventedEvents } from './load.acts.ts';
export { type PlacedEvent, placeEvents } from './placed.acts.ts';
export { calendarRoutes } from './routes.tsx';
export { spanText } from './span.ts';
export { nextWorkingDay, warnOfDeadline, workingDaysBetween } from './working-days.ts';
