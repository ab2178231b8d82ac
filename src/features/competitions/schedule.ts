import { nextWorkingDay } from '#features/calendar/index.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import type { StageKind } from './competition.ts';
import { instantOf, timeInWib } from './moment.ts';
import type { Stage, StagePlan } from './stage.ts';
import type { CompetitionTemplate } from './template.ts';

/** A stage in days from the first day of its contest. */
export interface PlannedStage extends Pick<StagePlan, 'kind' | 'reviewsPerEntry' | 'pitchMinutes' | 'questionMinutes'> {
  startDay: number;
  endDay: number;
  startTime: string;
  endTime: string;
}

const officeHours = { startTime: '08:00', endTime: '16:00' };

export function plannedOf({ stages }: CompetitionTemplate): PlannedStage[] {
  return stages.map(
    ({ kind, startDay, endDay, reviewsPerEntry = null, pitchMinutes = null, questionMinutes = null }) => ({
      ...{ kind, startDay, endDay, reviewsPerEntry, pitchMinutes, questionMinutes },
      ...officeHours,
    }),
  );
}

/** The stages of an earlier contest in days from its first one, in their order. */
export function plannedLike(stages: readonly Stage[]): PlannedStage[] {
  const [first] = stages;
  if (!first) return [];
  const start = Date.parse(dayInWib(first.startsAt));
  const since = (at: Date) => Math.round((Date.parse(dayInWib(at)) - start) / 86_400_000);
  return stages.map(({ kind, startsAt, endsAt, reviewsPerEntry, pitchMinutes, questionMinutes }) => ({
    ...{ kind, reviewsPerEntry, pitchMinutes, questionMinutes },
    startDay: since(startsAt),
    endDay: since(endsAt),
    startTime: timeInWib(startsAt),
    endTime: timeInWib(endsAt),
  }));
}

const mayOverlapEntry: readonly StageKind[] = ['entry', 'check'];

/**
 * Proposes dates from a first day: every stage begins and ends on a working day, and the order of the stages holds also
 * where holidays push them together.
 * @param stages in the order of the stages
 */
export function schedule(stages: readonly PlannedStage[], firstDay: string): StagePlan[] {
  const later = (a: string, b: string) => (a > b ? a : b);
  let [earliestStart, earliestEnd, closed] = ['', '', ''];
  return stages.map(({ kind, startDay, endDay, startTime, endTime, ...rest }) => {
    const wished = later(addDays(firstDay, startDay), mayOverlapEntry.includes(kind) ? '' : closed);
    const start = nextWorkingDay(later(wished, earliestStart));
    const end = nextWorkingDay(later(later(addDays(firstDay, endDay), start), earliestEnd));
    if (kind === 'entry') closed = addDays(end, 1);
    [earliestStart, earliestEnd] = [start, end];
    return { kind, ...rest, startsAt: instantOf(start, startTime), endsAt: instantOf(end, endTime) };
  });
}
