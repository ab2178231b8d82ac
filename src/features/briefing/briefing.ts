import { workingDaysBetween } from '#features/calendar/index.ts';
import type { RegionOutlook } from '#features/innovation-index/index.ts';
import { addDays, dayInWib } from '#platform/day.ts';

/** Where an innovation lies and waits for somebody. */
export type Waiting = 'proposed' | 'submitted' | 'returned';

export interface WaitingInnovation {
  state: Waiting;
  organizationName: string;
  since: Date;
}

/** Something that is due on a day, from the calendar. */
export interface Deadline {
  name: string;
  /** `YYYY-MM-DD` */
  day: string;
}

export interface Queue {
  state: Waiting;
  count: number;
  /** Working days that the longest has waited. */
  oldest: number;
}

export interface LateOffice {
  /** Null: those who check for the region. */
  organizationName: string | null;
  state: Waiting;
  count: number;
  oldest: number;
}

/** Every state in its order, empty ones too: that nothing waits is worth knowing. */
export function queuesOf(waiting: readonly WaitingInnovation[], now: Date): Queue[] {
  return (['proposed', 'submitted', 'returned'] as const).map((state) => {
    const days = waiting.filter((one) => one.state === state).map((one) => waited(one, now));
    return { state, count: days.length, oldest: Math.max(0, ...days) };
  });
}

/**
 * Offices with whom something has lain for more than so many working days, the longest first. What was submitted waits
 * for the region's verifiers, the rest for the organisation itself.
 */
export function lateOffices(waiting: readonly WaitingInnovation[], moreThan: number, now: Date): LateOffice[] {
  const late = new Map<string, LateOffice>();
  for (const one of waiting) {
    const days = waited(one, now);
    if (days <= moreThan) continue;
    const organizationName = one.state === 'submitted' ? null : one.organizationName;
    const key = `${one.state} ${organizationName ?? ''}`;
    const known = late.get(key) ?? { organizationName, state: one.state, count: 0, oldest: 0 };
    late.set(key, { ...known, count: known.count + 1, oldest: Math.max(known.oldest, days) });
  }
  return [...late.values()].sort(
    (a, b) => b.oldest - a.oldest || (a.organizationName ?? '').localeCompare(b.organizationName ?? '', 'id'),
  );
}

/** Working days after the day on which it came there, today among them. */
const waited = (one: WaitingInnovation, now: Date) =>
  workingDaysBetween(addDays(dayInWib(one.since), 1), dayInWib(now));

const usual = 5;

/** How many working days somebody may take before they are late: what was asked for, 1 to 60, or the usual five. */
export function patienceOf(typed: string | undefined): number {
  const days = /^\d{1,2}$/.test(typed ?? '') ? Number(typed) : usual;
  return days >= 1 && days <= 60 ? days : usual;
}

export interface DistrictCoverage {
  name: string;
  villages: number;
  withInnovation: number;
}

export interface Briefing {
  at: Date;
  /** Innovations by state, the states in their order; those without any are missing. */
  states: { state: string; count: number }[];
  /** Begun and accepted since the first day of the month, in WIB. */
  month: { begun: number; accepted: number };
  /** Accepted innovations by kind of organisation, most first. */
  kinds: { kind: string; count: number }[];
  /** Of accepted innovations, those invented for the demonstration. */
  examples: number;
  /** Districts with their villages and wards, those with most villages without an innovation first. */
  districts: DistrictCoverage[];
  outlook: RegionOutlook;
  queues: Queue[];
  late: LateOffice[];
  /** More than so many working days is late. */
  moreThan: number;
  /** Null while no calendar is handed in. */
  deadlines: Deadline[] | null;
}
