import { expect, it } from 'vitest';
import { lateOffices, patienceOf, queuesOf, type WaitingInnovation } from './briefing.ts';

const now = new Date('2026-11-24T03:00:00Z'); // a Tuesday
const waiting: WaitingInnovation[] = [
  { state: 'proposed', organizationName: 'Desa A', since: new Date('2026-11-23T03:00:00Z') },
  { state: 'proposed', organizationName: 'Desa A', since: new Date('2026-11-09T03:00:00Z') },
  { state: 'proposed', organizationName: 'Desa B', since: new Date('2026-11-10T03:00:00Z') },
  { state: 'submitted', organizationName: 'Desa A', since: new Date('2026-11-02T03:00:00Z') },
  { state: 'submitted', organizationName: 'Desa C', since: new Date('2026-11-13T03:00:00Z') },
  // In Bekasi already the 17th.
  { state: 'returned', organizationName: 'Desa C', since: new Date('2026-11-16T18:00:00Z') },
];

it('queues say how many wait and how long the longest has, empty ones too', () => {
  expect(queuesOf(waiting, now)).toEqual([
    { state: 'proposed', count: 3, oldest: 11 },
    { state: 'submitted', count: 2, oldest: 16 },
    { state: 'returned', count: 1, oldest: 5 },
  ]);
  expect(queuesOf([], now)).toEqual(
    ['proposed', 'submitted', 'returned'].map((state) => ({ state, count: 0, oldest: 0 })),
  );
});

it('late is who let something lie for more than so many days: the verifiers as one, others by organisation', () => {
  expect(lateOffices(waiting, 5, now)).toEqual([
    { organizationName: null, state: 'submitted', count: 2, oldest: 16 },
    { organizationName: 'Desa A', state: 'proposed', count: 1, oldest: 11 },
    { organizationName: 'Desa B', state: 'proposed', count: 1, oldest: 10 },
  ]);
  expect(lateOffices(waiting, 16, now)).toEqual([]);
});

it('holidays and joint leave do not count', () => {
  // 17 August 2026 is a Monday.
  const overIndependenceDay = [{ ...waiting[0], since: new Date('2026-08-14T03:00:00Z') }] as WaitingInnovation[];
  const tuesday = new Date('2026-08-18T03:00:00Z');
  expect(queuesOf(overIndependenceDay, tuesday)[0]).toEqual({ state: 'proposed', count: 1, oldest: 1 });
});

it('patience is one to sixty days, or the usual five', () => {
  expect([undefined, '', '3', '60', '0', '61', '-2', 'lima', '1e1'].map(patienceOf)).toEqual([
    5, 5, 3, 60, 5, 5, 5, 5, 5,
  ]);
});
